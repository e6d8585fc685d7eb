package dev.tidemark.sources.merge;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.ingest.RowComparison;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The union of two tables of one schema, both in time order. Rows are compared in groups of equal time.
///
/// By key, the newer rows of a time take the place of the older ones. By value, a row is held as often as the table
/// that holds it more often does: what both have is the same event seen twice, while a row that one of them repeats is
/// that many events.
final class TableMerge {
    private final Table before;
    private final Table after;
    private final Rule rule;
    private int[] order;
    private int size;
    private long imported;
    private long unchanged;
    private long replaced;
    private long removed;

    /// How rows of one time unite: bars have their time as key, ticks do not.
    enum Rule {
        BY_KEY,
        BY_VALUE;

        private static final String TICKS = "ticks";

        static Rule of(DatasetName dataset) {
            return dataset.group().equals(TICKS) ? BY_VALUE : BY_KEY;
        }
    }

    /// @param table what the union holds, in time order
    /// @param rows  what became of the newer table's rows; `removed` counts older ones
    record Union(Table table, RowCounts rows) {}

    private TableMerge(Table before, Table after, Rule rule) {
        this.before = before;
        this.after = after;
        this.rule = rule;
        this.order = new int[before.rows() + after.rows()];
    }

    /// Unites two tables that are not empty.
    static Union of(Table before, Table after, Rule rule) {
        if (before.time(before.rows() - 1) < after.time(0)) {
            return new Union(Table.concat(List.of(before, after)), RowCounts.good(after.rows(), 0, 0, 0));
        }
        if (after.time(after.rows() - 1) < before.time(0)) {
            return new Union(Table.concat(List.of(after, before)), RowCounts.good(after.rows(), 0, 0, 0));
        }
        return new TableMerge(before, after, rule).merge();
    }

    private Union merge() {
        int i = 0;
        int j = 0;
        while (i < before.rows() || j < after.rows()) {
            if (j == after.rows() || (i < before.rows() && before.time(i) < after.time(j))) {
                keep(i, ++i);
            } else if (i == before.rows() || after.time(j) < before.time(i)) {
                append(j, ++j);
                imported++;
            } else {
                int endBefore = endOfTime(before, i);
                int endAfter = endOfTime(after, j);
                unite(i, endBefore, j, endAfter);
                i = endBefore;
                j = endAfter;
            }
        }
        RowCounts rows = RowCounts.good(imported, unchanged, replaced, removed);
        boolean isAsBefore = imported + replaced + removed == 0;
        Table union = isAsBefore ? before : Table.concat(List.of(before, after)).take(Arrays.copyOf(order, size));
        return new Union(union, rows);
    }

    private static int endOfTime(Table table, int from) {
        int end = from + 1;
        while (end < table.rows() && table.time(end) == table.time(from)) {
            end++;
        }
        return end;
    }

    private void keep(int from, int to) {
        for (int row = from; row < to; row++) {
            order[size++] = row;
        }
    }

    private void append(int from, int to) {
        for (int row = from; row < to; row++) {
            order[size++] = before.rows() + row;
        }
    }

    private void unite(int i, int endBefore, int j, int endAfter) {
        switch (rule) {
            case BY_KEY -> uniteByKey(i, endBefore, j, endAfter);
            case BY_VALUE -> uniteByValue(i, endBefore, j, endAfter);
        }
    }

    private void uniteByKey(int i, int endBefore, int j, int endAfter) {
        append(j, endAfter);
        int both = Math.min(endBefore - i, endAfter - j);
        for (int k = 0; k < both; k++) {
            if (RowComparison.areEqual(before, i + k, after, j + k)) {
                unchanged++;
            } else {
                replaced++;
            }
        }
        removed += endBefore - i - both;
        imported += endAfter - j - both;
    }

    /// A table whose rows of this time stand in the other one's, in their order, adds nothing; so the order of events
    /// of
    /// one instant is that of the fuller table. Else the older rows come first.
    private void uniteByValue(int i, int endBefore, int j, int endAfter) {
        if (isPartOf(after, j, endAfter, before, i, endBefore)) {
            keep(i, endBefore);
            unchanged += endAfter - j;
        } else if (isPartOf(before, i, endBefore, after, j, endAfter)) {
            append(j, endAfter);
            unchanged += endBefore - i;
            imported += endAfter - j - (endBefore - i);
        } else {
            keep(i, endBefore);
            appendMissing(i, endBefore, j, endAfter);
        }
    }

    private static boolean isPartOf(Table part, int from, int to, Table whole, int start, int end) {
        int at = start;
        for (int row = from; row < to; row++, at++) {
            if (to - row > end - at) {
                return false;
            }
            while (at < end && !RowComparison.areEqual(part, row, whole, at)) {
                at++;
            }
            if (at == end) {
                return false;
            }
        }
        return true;
    }

    private void appendMissing(int i, int endBefore, int j, int endAfter) {
        Map<Row, Integer> held = new HashMap<>();
        for (int row = i; row < endBefore; row++) {
            held.merge(new Row(before, row), 1, Integer::sum);
        }
        for (int row = j; row < endAfter; row++) {
            Row wanted = new Row(after, row);
            int left = held.getOrDefault(wanted, 0);
            if (left > 0) {
                held.put(wanted, left - 1);
                unchanged++;
            } else {
                append(row, row + 1);
                imported++;
            }
        }
    }

    /// A row by its values.
    private static final class Row {
        private final Table table;
        private final int row;

        Row(Table table, int row) {
            this.table = table;
            this.row = row;
        }

        @Override
        public int hashCode() {
            return RowHashes.of(table, row);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row r && RowComparison.areEqual(table, row, r.table, r.row);
        }
    }
}
