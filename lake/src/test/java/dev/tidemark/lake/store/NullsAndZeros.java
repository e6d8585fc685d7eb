package dev.tidemark.lake.store;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of every column type in which each value is null or what a reader that forgets nulls would take for one:
/// zero,
/// false, the empty text, the first instant.
final class NullsAndZeros {
    static final DatasetName DATASET = DatasetName.parse("notes/nulls");
    static final Schema SCHEMA = Schema.parse(
            "ts:timestamp,price:double,count:int64,size:int32,sold:boolean,note:string,day:date,seen:timestamp", "ts");

    private static final int ROWS = 10;

    private NullsAndZeros() {}

    /// One value turned from null to zero or back.
    record Swap(int column, int row) {
        /// Such as `price-null-to-zero`.
        String name() {
            return SCHEMA.fields().get(column).name() + (isNull(column, row) ? "-null-to-zero" : "-zero-to-null");
        }
    }

    /// One each way for every column but the time.
    static List<Swap> swaps() {
        List<Swap> swaps = new ArrayList<>();
        for (int column = 1; column < SCHEMA.fields().size(); column++) {
            swaps.add(new Swap(column, 4));
            swaps.add(new Swap(column, 5));
        }
        return swaps;
    }

    private static boolean isNull(int column, int row) {
        return (column + row) % 2 == 0;
    }

    static Table table() {
        return table(null);
    }

    static Table table(@Nullable Swap swap) {
        TableBuilder table = new TableBuilder(SCHEMA);
        for (int row = 0; row < ROWS; row++) {
            table.setLong(0, row);
            for (int column = 1; column < SCHEMA.fields().size(); column++) {
                boolean swapped = swap != null && swap.equals(new Swap(column, row));
                if (isNull(column, row) == swapped) {
                    zero(table, column);
                }
            }
            table.endRow();
        }
        return table.build();
    }

    private static void zero(TableBuilder table, int column) {
        switch (SCHEMA.fields().get(column).type()) {
            case FLOAT64 -> table.setDouble(column, 0);
            case INT64, TIMESTAMP -> table.setLong(column, 0);
            case INT32, DATE -> table.setInt(column, 0);
            case BOOLEAN -> table.setBoolean(column, false);
            case STRING -> table.setString(column, "");
        }
    }
}
