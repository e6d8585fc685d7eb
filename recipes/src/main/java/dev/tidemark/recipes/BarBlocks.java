package dev.tidemark.recipes;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.rule.BarBlock;
import java.util.List;

/// Bars of the lake as the rules and the detectors of the market look at them.
public final class BarBlocks {
    /// The columns that are looked at.
    public static final List<String> COLUMNS =
            List.of("ts", "open", "high", "low", "close", "volume", "imputed", "final");

    private BarBlocks() {}

    /// A block of the rows of a table: NaN where a number is null, not imputed and final where nothing says so.
    ///
    /// @param table has [#COLUMNS]
    /// @param from  first row that findings are about; those before are look-back
    public static BarBlock of(Table table, int from) {
        return new BarBlock(
                Columns.longs(table, "ts"),
                Columns.doubles(table, "open"),
                Columns.doubles(table, "high"),
                Columns.doubles(table, "low"),
                Columns.doubles(table, "close"),
                Columns.doubles(table, "volume"),
                flags(table, "imputed", false),
                flags(table, "final", true),
                from);
    }

    private static boolean[] flags(Table table, String name, boolean ofNull) {
        BooleanColumn column = (BooleanColumn) table.column(name);
        boolean[] values = column.values().clone();
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isNull(row) ? ofNull : values[row];
        }
        return values;
    }
}
