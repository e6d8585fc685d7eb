package dev.tidemark.app.universe;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.match.CurrencyResolution;
import dev.tidemark.market.match.IndexEntry;
import dev.tidemark.market.match.ListedInstrument;
import dev.tidemark.market.match.Match;
import dev.tidemark.market.match.Matcher;
import dev.tidemark.market.match.SourceIndex;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.recipes.universe.UniverseRules;
import dev.tidemark.recipes.universe.UniverseTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells the path of an instrument through a stored universe: what the rules say now of the rows that a snapshot has,
/// and
/// what was stored where that is something else.
public final class UniverseExplainer {
    private static final String CHANGED = "; rules or lists have changed since";
    private static final List<String> OF_LIST = List.of("symbol", "isin", "market", "name", "currency", "source_file");

    private final Lake lake;
    private final Snapshot snapshot;
    private final UniverseRules rules;

    public UniverseExplainer(Lake lake, Snapshot snapshot, UniverseRules rules) {
        this.lake = lake;
        this.snapshot = snapshot;
        this.rules = rules;
    }

    /// One row of a list.
    ///
    /// @param list  the list's file
    /// @param steps from the row to the export, for people
    public record Row(String list, List<String> steps) {
        public Row {
            steps = List.copyOf(steps);
        }
    }

    /// The rows with a symbol as a list writes it, in any case.
    public List<Row> explain(String symbol) {
        List<Row> rows = new ArrayList<>();
        Optional<Table> instruments = table(UniverseTables.INSTRUMENTS);
        if (instruments.isEmpty()) {
            return rows;
        }
        Table listed = instruments.get();
        Matcher matcher = matcher();
        for (int row = 0; row < listed.rows(); row++) {
            if (TableTexts.of(listed, "symbol", row).equalsIgnoreCase(symbol.strip())) {
                rows.add(explain(listed, row, matcher));
            }
        }
        return rows;
    }

    private Matcher matcher() {
        List<IndexEntry> entries =
                table(UniverseTables.INDEX).map(UniverseTables::entries).orElse(List.of());
        return new Matcher(SourceIndex.of(entries), rules.tables());
    }

    private Row explain(Table listed, int row, Matcher matcher) {
        ListedInstrument instrument = UniverseTables.instrument(listed, row);
        List<String> steps = new ArrayList<>();
        steps.add("row: " + fields(listed, row));
        steps.addAll(matcher.explain(instrument));
        Match match = matcher.match(instrument);
        Optional<Table> assignments = table(UniverseTables.ASSIGNMENTS)
                .filter(table -> table.rows() == listed.rows())
                .filter(table -> TableTexts.of(table, "symbol", row).equals(instrument.symbol()));
        assignments
                .map(table -> stored(table, row))
                .filter(stored -> !stored.equals(told(match)))
                .ifPresent(stored -> steps.add("stored: " + stored + CHANGED));
        match.entry().ifPresent(entry -> sayCurrency(steps, listed, row, matcher, entry));
        String path = assignments
                .map(table -> TableTexts.of(table, "stooq_path", row))
                .orElse("");
        if (!path.isEmpty()) {
            stored(UniverseTables.DIAGNOSTICS, "stooq_path", path).ifPresent(text -> steps.add("prices: " + text));
            steps.add(stored(UniverseTables.EXPORTS, "stooq_path", path)
                    .map(text -> "export: " + text)
                    .orElse("export: none"));
        }
        return new Row(TableTexts.of(listed, "source_file", row), steps);
    }

    private static String told(Match match) {
        return match.entry()
                .map(entry -> matched(entry.ticker(), entry.path(), match.strategy()))
                .orElseGet(() -> unmatched(match.reason(), String.join(";", match.candidates())));
    }

    private static String stored(Table assignments, int row) {
        String path = TableTexts.of(assignments, "stooq_path", row);
        return path.isEmpty()
                ? unmatched(TableTexts.of(assignments, "reason", row), TableTexts.of(assignments, "candidates", row))
                : matched(
                        TableTexts.of(assignments, "matched_ticker", row),
                        path,
                        TableTexts.of(assignments, "strategy", row));
    }

    private static String matched(String ticker, String path, String strategy) {
        return "matched " + ticker + " (" + path + ") by " + strategy;
    }

    private static String unmatched(String reason, String candidates) {
        return "unmatched: " + reason + ", candidates " + (candidates.isEmpty() ? "none" : candidates);
    }

    /// The currency by the rules, and the stored one where it is another.
    private void sayCurrency(List<String> steps, Table listed, int row, Matcher matcher, IndexEntry entry) {
        Map<String, String> units =
                table(UniverseTables.UNITS).map(UniverseTables::units).orElse(Map.of());
        ListedInstrument instrument =
                UniverseTables.instrument(listed, row).withQuoteUnit(units.getOrDefault(entry.ticker(), ""));
        CurrencyResolution currency =
                CurrencyResolution.of(instrument, matcher.wanted(instrument), entry.region(), rules.policy());
        String told = currency(currency.inferred(), currency.resolved(), currency.status(), instrument.quoteUnit());
        steps.add("currency: " + told + ", policy " + rules.policy().text());
        storedCurrency(listed, row)
                .filter(stored -> !stored.equals(told))
                .ifPresent(stored -> steps.add("stored: " + stored + CHANGED));
    }

    private static String currency(String inferred, String resolved, String status, String unit) {
        return "inferred " + orNone(inferred) + ", resolved " + orNone(resolved) + ", status " + status
                + ", quote unit " + orNone(unit);
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }

    /// The currency of the match that was made of a row.
    private Optional<String> storedCurrency(Table listed, int row) {
        return table(UniverseTables.MATCHES).flatMap(matches -> {
            for (int match = 0; match < matches.rows(); match++) {
                if (isOf(matches, match, listed, row)) {
                    return Optional.of(currency(
                            TableTexts.of(matches, "inferred_currency", match),
                            TableTexts.of(matches, "resolved_currency", match),
                            TableTexts.of(matches, "currency_status", match),
                            TableTexts.of(matches, "quote_unit", match)));
                }
            }
            return Optional.empty();
        });
    }

    private static boolean isOf(Table matches, int match, Table listed, int row) {
        for (String column : OF_LIST) {
            if (!TableTexts.of(matches, column, match).equals(TableTexts.of(listed, column, row))) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> stored(DatasetName dataset, String column, String value) {
        return table(dataset).flatMap(table -> {
            for (int row = 0; row < table.rows(); row++) {
                if (TableTexts.of(table, column, row).equals(value)) {
                    return Optional.of(fields(table, row));
                }
            }
            return Optional.empty();
        });
    }

    private static String fields(Table table, int row) {
        List<String> fields = new ArrayList<>();
        table.schema().fields().forEach(field -> {
            String text = TableTexts.of(table, field.name(), row);
            if (!text.isEmpty() && !field.name().equals("row_key")) {
                fields.add(field.name() + " " + text);
            }
        });
        return String.join(", ", fields);
    }

    private Optional<Table> table(DatasetName dataset) {
        return UniverseTables.read(lake, snapshot, dataset);
    }
}
