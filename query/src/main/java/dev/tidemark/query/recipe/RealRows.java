package dev.tidemark.query.recipe;

import dev.tidemark.build.Uncounted;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Tells rows that a fill made from real ones, for recipes that leave them out. A null flag is a real row.
final class RealRows {
    /// The column that flags rows that a fill made.
    static final Field IMPUTED = new Field("imputed", ColumnType.BOOLEAN);

    private RealRows() {}

    /// Whether the rows of a schema are flagged.
    static boolean areKnown(Schema schema) {
        return schema.fields().contains(IMPUTED);
    }

    /// The real rows of a table.
    static Table of(Table table) {
        boolean[] imputed = flags(table);
        return table.take(
                IntStream.range(0, table.rows()).filter(row -> !imputed[row]).toArray());
    }

    /// What windows over a series do not count. Reads each partition's flags once.
    static Uncounted uncounted(Lake lake, Series series) {
        Map<String, boolean[]> known = new HashMap<>();
        return (Partition partition) -> known.computeIfAbsent(
                partition.chunk(), _ -> flags(lake.read(series, partition, List.of(IMPUTED.name()))));
    }

    private static boolean[] flags(Table table) {
        BooleanColumn column = table.booleans(IMPUTED.name());
        boolean[] flags = new boolean[table.rows()];
        for (int row = 0; row < flags.length; row++) {
            flags[row] = !column.isNull(row) && column.values()[row];
        }
        return flags;
    }
}
