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
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rows that an earlier build made, by the key of what they were made of: version of the recipe, rules and everything
/// of
/// the inputs that the row depends on. So one changed instrument or file costs one row. Thread-safe.
final class PastRows {
    /// The column of the key.
    static final String KEY = "row_key";
    /// No rows: everything is computed.
    static final PastRows NONE = new PastRows(Optional::empty);

    private static final int KEY_DIGITS = 32;

    private final Supplier<Optional<Table>> reading;
    private @Nullable Rows rows;

    private PastRows(Supplier<Optional<Table>> reading) {
        this.reading = reading;
    }

    /// A table and where its keys are.
    private record Rows(Optional<Table> table, Map<String, Integer> byKey) {
        static Rows of(Optional<Table> table) {
            Map<String, Integer> byKey = new HashMap<>();
            table.ifPresent(rows -> {
                int column = rows.schema().indexOf(KEY);
                for (int row = 0; row < rows.rows(); row++) {
                    byKey.put(TableTexts.of(rows, column, row), row);
                }
            });
            return new Rows(table, byKey);
        }
    }

    /// The rows of a dataset as a snapshot has them, read when the first is asked for; none when they are missing,
    /// damaged
    /// or have other columns.
    static PastRows of(Lake lake, Snapshot snapshot, DatasetName dataset, Schema schema) {
        return new PastRows(() -> read(lake, snapshot, dataset, schema));
    }

    private static Optional<Table> read(Lake lake, Snapshot snapshot, DatasetName dataset, Schema schema) {
        boolean isAlike = snapshot.series(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                .filter(series -> series.schema().equals(schema))
                .isPresent();
        try {
            return isAlike ? UniverseTables.read(lake, snapshot, dataset) : Optional.empty();
        } catch (TidemarkException e) {
            return Optional.empty(); // then all are computed
        }
    }

    private synchronized Rows rows() {
        Rows known = rows;
        if (known == null) {
            known = Rows.of(reading.get());
            rows = known;
        }
        return known;
    }

    /// The key of a row.
    static String key(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, KEY_DIGITS);
    }

    /// Whether there is a row of a key.
    boolean holds(String key) {
        return rows().byKey().containsKey(key);
    }

    /// Appends the row of a key.
    ///
    /// @return false when there is none; then nothing happened
    boolean append(String key, TableBuilder to) {
        Integer row = rows().byKey().get(key);
        if (row == null) {
            return false;
        }
        Table from = rows().table().orElseThrow();
        for (int column = 0; column < from.columns().size(); column++) {
            if (!from.column(column).isNull(row)) {
                switch (from.column(column)) {
                    case StringColumn _ -> to.setString(column, TableTexts.of(from, column, row));
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
