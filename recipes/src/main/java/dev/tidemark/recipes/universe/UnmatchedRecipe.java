package dev.tidemark.recipes.universe;

import dev.tidemark.build.Inputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// `universe/unmatched`: each instrument without a file, with the reason and the tickers that a person may look at.
final class UnmatchedRecipe extends UniverseRecipe {
    static final String ID = "universe-unmatched";
    static final int VERSION = 1;

    UnmatchedRecipe() {
        super(ID, VERSION, UniverseTables.UNMATCHED, UniverseTables.UNMATCHED_SCHEMA, read());
    }

    private static Map<DatasetName, List<String>> read() {
        Map<DatasetName, List<String>> read = new LinkedHashMap<>();
        read.put(UniverseTables.ASSIGNMENTS, List.of("reason", "candidates"));
        read.put(UniverseTables.INSTRUMENTS, columns(UniverseTables.INSTRUMENTS_SCHEMA));
        return read;
    }

    @Override
    SortedMap<String, String> facts(Snapshot lake) {
        return new TreeMap<>();
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        Table assignments = inputs.read(slice(want, UniverseTables.ASSIGNMENTS).orElseThrow());
        Table instruments = inputs.read(slice(want, UniverseTables.INSTRUMENTS).orElseThrow());
        TableBuilder rows = new TableBuilder(UniverseTables.UNMATCHED_SCHEMA);
        for (int row = 0; row < assignments.rows(); row++) {
            String reason = TableTexts.of(assignments, 0, row);
            if (!reason.isEmpty()) {
                for (int column = 0; column < 5; column++) {
                    rows.setString(column, TableTexts.of(instruments, column, row));
                }
                rows.setString(5, TableTexts.of(instruments, "source_file", row));
                rows.setString(6, reason);
                rows.setString(7, TableTexts.of(assignments, 1, row));
                rows.endRow();
            }
        }
        return rows.build();
    }
}
