package dev.tidemark.recipes.universe;

import dev.tidemark.build.Inputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.match.CurrencyResolution;
import dev.tidemark.market.match.ListedInstrument;
import dev.tidemark.market.match.Matcher;
import dev.tidemark.market.match.SourceIndex;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `universe/matches`: each matched instrument with its file, the state of its prices and its currency. The quote unit
/// is
/// that of the matched ticker where the registry knows one, else the instrument's own.
final class MatchedRecipe extends UniverseRecipe {
    static final String ID = "universe-matches";
    static final int VERSION = 2;

    private final UniverseRules rules;

    MatchedRecipe(UniverseRules rules) {
        super(ID, VERSION, UniverseTables.MATCHES, UniverseTables.MATCHES_SCHEMA, read());
        this.rules = rules;
    }

    private static Map<DatasetName, List<String>> read() {
        Map<DatasetName, List<String>> read = new LinkedHashMap<>();
        read.put(
                UniverseTables.ASSIGNMENTS,
                columns(UniverseTables.ASSIGNMENTS_SCHEMA).subList(0, 8));
        read.put(UniverseTables.INSTRUMENTS, columns(UniverseTables.INSTRUMENTS_SCHEMA));
        read.put(
                UniverseTables.DIAGNOSTICS,
                columns(UniverseTables.DIAGNOSTICS_SCHEMA).subList(0, 6));
        read.put(UniverseTables.UNITS, columns(UniverseTables.UNITS_SCHEMA));
        return read;
    }

    @Override
    SortedMap<String, String> facts(Snapshot lake) {
        return new TreeMap<>(Map.of(
                "lse_currency_policy", rules.policy().text(), "matching_rules", MatchRecipe.rules(rules.tables())));
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        Table assignments = inputs.read(slice(want, UniverseTables.ASSIGNMENTS).orElseThrow());
        Table instruments = inputs.read(slice(want, UniverseTables.INSTRUMENTS).orElseThrow());
        Optional<Table> diagnostics = slice(want, UniverseTables.DIAGNOSTICS).map(inputs::read);
        Map<String, Integer> rowOf = new HashMap<>();
        diagnostics.ifPresent(table -> {
            for (int row = 0; row < table.rows(); row++) {
                rowOf.put(TableTexts.of(table, 0, row), row);
            }
        });
        Map<String, String> units = slice(want, UniverseTables.UNITS)
                .map(slice -> UniverseTables.units(inputs.read(slice)))
                .orElse(Map.of());
        Matcher exchanges = new Matcher(SourceIndex.of(List.of()), rules.tables());
        TableBuilder rows = new TableBuilder(UniverseTables.MATCHES_SCHEMA);
        for (int row = 0; row < assignments.rows(); row++) {
            Integer diagnosis = rowOf.get(TableTexts.of(assignments, "stooq_path", row));
            if (diagnosis != null) {
                String ticker = TableTexts.of(assignments, "matched_ticker", row);
                ListedInstrument instrument =
                        UniverseTables.instrument(instruments, row).withQuoteUnit(units.getOrDefault(ticker, ""));
                instrument(rows, instrument, assignments, row);
                prices(rows, diagnostics.orElseThrow(), diagnosis);
                String region = TableTexts.of(assignments, "region", row);
                currency(rows, CurrencyResolution.of(instrument, exchanges.wanted(instrument), region, rules.policy()));
                rows.setString(19, instrument.quoteUnit());
                rows.setString(20, TableTexts.of(assignments, "market_rule", row));
                rows.endRow();
            }
        }
        return rows.build();
    }

    private static void instrument(TableBuilder rows, ListedInstrument instrument, Table assignments, int row) {
        rows.setString(0, instrument.symbol());
        rows.setString(1, instrument.isin());
        rows.setString(2, instrument.market());
        rows.setString(3, instrument.name());
        rows.setString(4, instrument.currency());
        rows.setString(5, TableTexts.of(assignments, "matched_ticker", row));
        rows.setString(6, TableTexts.of(assignments, "stooq_path", row));
        rows.setString(7, TableTexts.of(assignments, "region", row));
        rows.setString(8, TableTexts.of(assignments, "category", row));
        rows.setString(9, TableTexts.of(assignments, "strategy", row));
        rows.setString(10, TableTexts.of(assignments, "source_file", row));
    }

    private static void prices(TableBuilder rows, Table diagnostics, int row) {
        if (!diagnostics.column(1).isNull(row)) {
            rows.setInt(11, ((IntColumn) diagnostics.column(1)).values()[row]);
            rows.setInt(12, ((IntColumn) diagnostics.column(2)).values()[row]);
        }
        rows.setLong(13, ((LongColumn) diagnostics.column(3)).values()[row]);
        rows.setString(17, TableTexts.of(diagnostics, 4, row));
        rows.setString(18, TableTexts.of(diagnostics, 5, row));
    }

    private static void currency(TableBuilder rows, CurrencyResolution currency) {
        rows.setString(14, currency.inferred());
        rows.setString(15, currency.resolved());
        rows.setString(16, currency.status());
    }
}
