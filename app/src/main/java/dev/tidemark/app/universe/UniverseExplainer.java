package dev.tidemark.app.universe;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.match.IndexEntry;
import dev.tidemark.market.match.ListedInstrument;
import dev.tidemark.market.match.MatchTables;
import dev.tidemark.market.match.Matcher;
import dev.tidemark.market.match.SourceIndex;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.recipes.universe.UniverseTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells the path of an instrument through a stored universe.
public final class UniverseExplainer {
    private final Lake lake;
    private final Snapshot snapshot;
    private final MatchTables tables;

    public UniverseExplainer(Lake lake, Snapshot snapshot, MatchTables tables) {
        this.lake = lake;
        this.snapshot = snapshot;
        this.tables = tables;
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
        return new Matcher(SourceIndex.of(entries), tables);
    }

    private Row explain(Table listed, int row, Matcher matcher) {
        ListedInstrument instrument = UniverseTables.instrument(listed, row);
        List<String> steps = new ArrayList<>();
        steps.add("row: " + fields(listed, row));
        steps.addAll(matcher.explain(instrument));
        Optional<Table> assignments = table(UniverseTables.ASSIGNMENTS).filter(t -> t.rows() == listed.rows());
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
