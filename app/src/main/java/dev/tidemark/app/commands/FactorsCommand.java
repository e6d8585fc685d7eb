package dev.tidemark.app.commands;

import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.factor.Factor;
import dev.tidemark.market.factor.FactorRegistry;
import dev.tidemark.market.tick.TickColumn;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tidemark factors`.
@Command(
        name = "factors",
        header = "The factors that features can be built from, with their formulas.",
        exitCodeList = "0:done",
        footer = {"  tidemark factors", "  tidemark build features --factors spread,mid,microprice"})
final class FactorsCommand implements Callable<Integer> {
    private final Session session;

    FactorsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TextTable table = new TextTable()
                .text("FACTOR")
                .number("VERSION")
                .number("LOOK-BACK")
                .number("TTL")
                .text("DEFINITION");
        for (Factor factor : factors().factors()) {
            if (session.json()) {
                session.console().print(json(factor));
            } else {
                table.row(
                        factor.name(),
                        Integer.toString(factor.version()),
                        Integer.toString(factor.lookbackRows()),
                        factor.ttlSeconds() + " s",
                        factor.definition() + (factor.needsL5() ? " (needs depth)" : ""));
            }
        }
        if (!session.json()) {
            table.print(session.console());
        }
        return 0;
    }

    /// Those of the lake that the command is run in, if there is one.
    private FactorRegistry factors() {
        try {
            session.lakeFolder();
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.NOT_A_LAKE) {
                return FactorRegistry.builtIn();
            }
            throw e;
        }
        try (Lake lake = session.openLake(session.config())) {
            return Registry.factors(lake);
        }
    }

    private static JsonObject json(Factor factor) {
        return new JsonObject()
                .put("feature_name", factor.name())
                .put("version", factor.version())
                .put("definition", factor.definition())
                .put("definition_hash", factor.definitionHash())
                .put(
                        "input_columns",
                        factor.inputs().stream().map(TickColumn::text).toList())
                .put("output_dtype", "double")
                .put("lookback_ticks", factor.lookbackRows())
                .put("ttl_seconds", factor.ttlSeconds())
                .put("needs_l5", factor.needsL5())
                .put("deprecated_at", factor.deprecatedAt().map(Object::toString));
    }
}
