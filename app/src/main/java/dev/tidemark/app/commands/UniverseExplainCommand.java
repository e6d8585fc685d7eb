package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.universe.UniverseExplainer;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.app.wiring.UniverseWiring;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tidemark universe explain SYMBOL`.
@Command(
        name = "explain",
        header = "The whole path of an instrument: how its row was read, matched, diagnosed and exported.",
        description = "Shows each row of the lists with the symbol. Writes nothing and reads no price file.",
        exitCodeList = {"0:done", "2:wrong usage", "6:no row of the lists has the symbol"},
        footer = {"  tidemark universe explain BRK.B", "  tidemark universe explain 4GLD:GR --as-of 12"})
final class UniverseExplainCommand extends LakeCommand {
    @Parameters(paramLabel = "SYMBOL", description = "As the list writes it, such as BRK.B or 4GLD:GR.")
    private String symbol = "";

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    UniverseExplainCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Snapshot snapshot = asOf.of(lake);
        List<UniverseExplainer.Row> rows =
                new UniverseExplainer(lake, snapshot, new UniverseWiring(lake, config).rules()).explain(symbol);
        if (rows.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "no row of the instrument lists has the symbol '" + symbol
                            + "'; `tidemark sql \"SELECT symbol, name" + " FROM universe_instruments\"` lists them");
        }
        for (UniverseExplainer.Row row : rows) {
            if (json()) {
                console()
                        .print(new JsonObject()
                                .put("symbol", symbol)
                                .put("source_file", row.list())
                                .put("steps", row.steps()));
            } else {
                console().print(symbol + " of " + row.list());
                row.steps().forEach(step -> console().print("  " + step));
            }
        }
        return DONE;
    }
}
