package dev.tidemark.market.compare;

import dev.tidemark.market.bar.BarValues;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Compares two series of bars by key, in one pass and in memory for a block of each. For one thread.
public final class SeriesComparison {
    /// How many keys with one ratio in a row show that a side was adjusted.
    public static final int LEAST_FACTOR_ROWS = 5;

    private final RowCursor a;
    private final RowCursor b;
    private final List<ColumnWatch> columns;
    private final KeyWatch onlyA = new KeyWatch();
    private final KeyWatch onlyB = new KeyWatch();
    private final SplitWatch splits = new SplitWatch();
    private final FactorWatch factors = new FactorWatch();
    private long both;

    private SeriesComparison(Iterator<BarValues> a, Iterator<BarValues> b, Tolerances tolerances) {
        this.a = new RowCursor(a);
        this.b = new RowCursor(b);
        this.columns = Arrays.stream(ComparedColumn.values())
                .map(column -> new ColumnWatch(column, tolerances.of(column)))
                .toList();
    }

    /// Compares two series whose blocks come in the order of time. Rows of one time are paired in their order, the
    /// first
    /// with the first.
    public static SeriesDifference of(Iterator<BarValues> a, Iterator<BarValues> b, Tolerances tolerances) {
        SeriesComparison comparison = new SeriesComparison(a, b, tolerances);
        comparison.run();
        return comparison.difference();
    }

    private void run() {
        boolean hasA = a.advance();
        boolean hasB = b.advance();
        while (hasA || hasB) {
            if (!hasB || (hasA && a.time() < b.time())) {
                onlyB.flush();
                onlyA.accept(a.time());
                hasA = a.advance();
            } else if (!hasA || b.time() < a.time()) {
                onlyA.flush();
                onlyB.accept(b.time());
                hasB = b.advance();
            } else {
                onlyA.flush();
                onlyB.flush();
                compare(a.time());
                hasA = a.advance();
                hasB = b.advance();
            }
        }
    }

    private void compare(long time) {
        both++;
        for (ColumnWatch column : columns) {
            column.accept(time, a.value(column.column()), b.value(column.column()));
        }
        double ratio = b.value(ComparedColumn.CLOSE) / a.value(ComparedColumn.CLOSE);
        splits.accept(time, ratio);
        factors.accept(time, ratio);
    }

    private SeriesDifference difference() {
        return new SeriesDifference(
                a.rows(),
                b.rows(),
                both,
                onlyA.runs(),
                onlyB.runs(),
                columns.stream().map(ColumnWatch::difference).toList(),
                splits.runs(),
                factors.runs());
    }
}
