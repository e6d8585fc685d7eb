package dev.tidemark.app.commands;

import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.feed.Feeds;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `tidemark providers`.
@Command(
        name = "providers",
        header = "Who delivers bars: timeframes, limits, keys; or try one live with `providers check NAME`.",
        exitCodeList = {"0:done"},
        footer = {"  tidemark providers", "  tidemark providers check binance"})
final class ProvidersCommand implements Callable<Integer> {
    private final Session session;

    ProvidersCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TextTable table = new TextTable()
                .text("NAME")
                .text("TIMEFRAMES")
                .text("ADJUSTED")
                .text("CALENDAR")
                .text("RATE")
                .text("KEY")
                .text("ABOUT");
        for (ProviderKind kind : Feeds.all()) {
            Capabilities can = kind.capabilities();
            String lengths = can.timeframes().stream().map(Timeframe::text).collect(Collectors.joining(" "));
            String key = can.needsKey() ? ProviderSetup.keyVariable(kind.name()) : "";
            if (session.json()) {
                session.console().print(json(kind, lengths, key));
            } else {
                table.row(
                        kind.name(),
                        lengths,
                        can.adjustment().text(),
                        can.calendar(),
                        can.rate().text(),
                        key.isEmpty() ? "-" : key,
                        can.about());
            }
        }
        if (!session.json()) {
            table.print(session.console());
        }
        return LakeCommand.DONE;
    }

    private static JsonObject json(ProviderKind kind, String lengths, String key) {
        Capabilities can = kind.capabilities();
        return new JsonObject()
                .put("name", kind.name())
                .put("timeframes", lengths)
                .put("adjusted", can.adjustment().text())
                .put("session", can.session())
                .put("calendar", can.calendar())
                .put("rate", can.rate().text())
                .put("bars_per_call", can.barsPerCall())
                .put("key", key)
                .put("options", kind.options().stream().sorted().toList())
                .put("about", can.about());
    }
}
