package dev.tidemark.recipes.universe;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows that an earlier build made, by the key of what they were made of: version of the recipe, rules and everything
/// of
/// the inputs that the row depends on. So one changed instrument or file costs one row. Immutable.
final class PastRows {
    /// The column of the key.
    static final String KEY = "row_key";
    /// No rows: everything is computed.
    static final PastRows NONE = new PastRows(Optional.empty());

    private static final int KEY_DIGITS = 32;

    private final Optional<Table> table;
    private final Map<String, Integer> rows = new HashMap<>();

    private PastRows(Optional<Table> table) {
        this.table = table;
        table.ifPresent(rows -> {
            for (int row = 0; row < rows.rows(); row++) {
                this.rows.put(Texts.of(rows, rows.schema().indexOf(KEY), row), row);
            }
        });
    }

    /// The rows of a dataset as a snapshot has them; none when they are missing, damaged or have other columns.
    static PastRows of(Lake lake, Snapshot snapshot, DatasetName dataset, Schema schema) {
        return snapshot.series(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                .filter(series -> series.schema().equals(schema))
                .flatMap(series -> series.partition(UniverseTables.CHUNK).flatMap(partition -> {
                    try {
                        return Optional.of(lake.read(series, partition, List.of()));
                    } catch (TidemarkException e) {
                        return Optional.empty(); // then all are computed
                    }
                }))
                .map(table -> new PastRows(Optional.of(table)))
                .orElse(NONE);
    }

    /// The key of a row.
    static String key(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, KEY_DIGITS);
    }

    /// Whether there is a row of a key.
    boolean holds(String key) {
        return rows.containsKey(key);
    }

    /// Appends the row of a key.
    ///
    /// @return false when there is none; then nothing happened
    boolean append(String key, TableBuilder to) {
        Integer row = rows.get(key);
        if (row == null) {
            return false;
        }
        Table from = table.orElseThrow();
        for (int column = 0; column < from.columns().size(); column++) {
            if (!from.column(column).isNull(row)) {
                switch (from.column(column)) {
                    case StringColumn _ -> to.setString(column, Texts.of(from, column, row));
                    case LongColumn c -> to.setLong(column, c.values()[row]);
                    case IntColumn c -> to.setInt(column, c.values()[row]);
                    default -> throw new IllegalStateException("a universe has no such column");
                }
            }
        }
        to.endRow();
        return true;
    }
}
