package dev.tidemark.app.commands;

import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Feeding;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.update.ProviderSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark providers check NAME`.
@Command(
        name = "check",
        header = "Ask a provider for a few bars and read them strictly, to see that it works from here.",
        description = "Nothing is stored. Needs no lake; with one, its `.env` may hold the key.",
        exitCodeList = {
            "0:the provider answered as documented",
            "1:it did not; the reason is given",
            "6:no such provider"
        },
        footer = {"  tidemark providers check binance", "  tidemark providers check yahoo --symbol MSFT -f 1h"})
final class ProvidersCheckCommand implements Callable<Integer> {
    private static final int STEPS = 15;
    private static final int MANY = 100_000;
    private static final Duration FIVE_DAYS = Duration.ofDays(5);

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The provider.")
    private String name = "";

    @Option(names = "--symbol", paramLabel = "SYM", description = "A symbol of it; default: one that it surely has.")
    private @Nullable String symbol;

    @Option(
            names = {"-f", "--frequency"},
            paramLabel = "T",
            description = "Timeframe; default 1d, or the shortest it has.")
    private @Nullable String frequency;

    @Mixin
    private final ProviderOptions options = new ProviderOptions();

    ProvidersCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ProviderKind kind = Feeding.kind(name);
        Timeframe timeframe = timeframe(kind);
        String asked = symbol == null ? kind.example() : symbol;
        if (asked.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, name + " has no symbol that everybody has; name one of yours with --symbol");
        }
        long started = System.nanoTime();
        try (ProviderSession open =
                Objects.requireNonNull(Feeding.open(List.of(name), options.options(), session, session.configOfAny())
                        .get(name))) {
            Instant now = session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            BarRequest request = new BarRequest(
                    asked,
                    timeframe,
                    now.minus(span(timeframe, kind.capabilities().barsPerCall())),
                    now);
            BarAnswer answer = open.bars(request, new StopSignal());
            return print(answer, asked, timeframe, open.calls(), Duration.ofNanos(System.nanoTime() - started));
        } catch (ProviderException e) {
            return failed(asked, timeframe, e);
        }
    }

    private Timeframe timeframe(ProviderKind kind) {
        if (frequency != null) {
            return LoadCommand.timeframe(frequency);
        }
        List<Timeframe> can = kind.capabilities().timeframes();
        return can.contains(Timeframe.DAILY) ? Timeframe.DAILY : can.getFirst();
    }

    /// Long enough to hold a week-end and a holiday where one call can.
    private static Duration span(Timeframe timeframe, int barsPerCall) {
        Duration steps = timeframe.interval().multipliedBy(Math.min(STEPS, barsPerCall));
        Duration most = timeframe.interval().multipliedBy(barsPerCall > MANY ? MANY : barsPerCall);
        Duration wanted = steps.compareTo(FIVE_DAYS) < 0 ? FIVE_DAYS : steps;
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    private int print(BarAnswer answer, String asked, Timeframe timeframe, long calls, Duration elapsed) {
        BarRows bars = answer.bars();
        String range = bars.size() == 0 ? "no bar" : instant(bars.ts(0)) + " to " + instant(bars.ts(bars.size() - 1));
        if (session.json()) {
            session.console()
                    .print(new JsonObject()
                            .put("provider", name)
                            .put("symbol", asked)
                            .put("timeframe", timeframe.text())
                            .put("ok", bars.size() > 0)
                            .put("bars", bars.size())
                            .put("calls", calls));
        } else {
            session.console()
                    .print(name + (bars.size() > 0 ? " works: " : " answered, but has nothing there: ")
                            + HumanText.count(bars.size(), "bars") + " of " + asked + " " + timeframe + ", " + range
                            + ", in " + HumanText.duration(elapsed));
        }
        return bars.size() > 0 ? 0 : 1;
    }

    private int failed(String asked, Timeframe timeframe, ProviderException e) {
        if (session.json()) {
            session.console()
                    .print(new JsonObject()
                            .put("provider", name)
                            .put("symbol", asked)
                            .put("timeframe", timeframe.text())
                            .put("ok", false)
                            .put("code", e.fault().code())
                            .put("message", e.text()));
        } else {
            session.console().print(name + " failed: " + e.fault().code() + ": " + e.text());
        }
        return 1;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000);
    }
}
