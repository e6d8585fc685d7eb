package dev.tidemark.market.tick;

import java.util.Arrays;

/// The last rows of a stream of ticks, as columns, so that what is computed from files is computed from streams by the
/// same functions. Not thread-safe.
public final class TickBuffer {
    private static final int SLACK = 256;
    private static final int NO_DAY = Integer.MIN_VALUE;

    private final int kept;
    private final long[] datetime;
    private final double[][] numbers;
    private final boolean[] dayStarts;
    private int rows;
    private int lastDay = NO_DAY;

    /// An empty buffer.
    ///
    /// @param kept the number of rows before the newest that stay readable; not negative
    public TickBuffer(int kept) {
        if (kept < 0) {
            throw new IllegalArgumentException("cannot keep " + kept + " rows");
        }
        this.kept = kept;
        int capacity = kept + 1 + SLACK;
        this.datetime = new long[capacity];
        this.numbers = new double[TickColumn.numbers().size()][capacity];
        this.dayStarts = new boolean[capacity];
    }

    /// Takes the next row.
    ///
    /// @param epochNanos nanoseconds since 1970-01-01T00:00Z
    /// @param tradingDay days since 1970-01-01; another day than the row's before starts a trading day
    /// @param values     the 27 values in the order of [TickColumn#numbers()], NaN for null; copied
    public void append(long epochNanos, int tradingDay, double[] values) {
        if (values.length != numbers.length) {
            throw new IllegalArgumentException(values.length + " values for " + numbers.length + " columns");
        }
        if (rows == datetime.length) {
            moveToFront();
        }
        datetime[rows] = epochNanos;
        for (int i = 0; i < values.length; i++) {
            numbers[i][rows] = values[i];
        }
        dayStarts[rows] = tradingDay != lastDay;
        lastDay = tradingDay;
        rows++;
    }

    private void moveToFront() {
        int first = rows - kept;
        System.arraycopy(datetime, first, datetime, 0, kept);
        System.arraycopy(dayStarts, first, dayStarts, 0, kept);
        for (double[] column : numbers) {
            System.arraycopy(column, first, column, 0, kept);
        }
        rows = kept;
    }

    /// Forgets all rows: a new segment begins.
    public void clear() {
        rows = 0;
        lastDay = NO_DAY;
        Arrays.fill(dayStarts, false);
    }

    /// The rows that are here, the newest last: at least the kept ones, as far as there were so many. Valid until the
    /// next [#append(long, int, double[])].
    public TickColumns columns() {
        return new TickColumns(rows, datetime, numbers, dayStarts);
    }
}
