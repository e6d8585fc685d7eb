package dev.tidemark.market.tick;

import java.util.Arrays;

/// Rows of ticks of one series and one segment, in their order, one array a column. Only the columns that a function
/// asks for need be there.
///
/// Arrays are shared with the caller, not copied, and may be longer than the number of rows: who computes from them
/// must not write to them, and who gave them must not while somebody computes.
///
/// Rows may span trading days, since look-back and look-ahead rows come from neighbour partitions: [#isDayStart(int)]
/// says which rows begin one.
public final class TickColumns {
    private final int rows;
    private final long[] datetime;
    private final double[][] numbers;
    private final boolean[] dayStarts;

    TickColumns(int rows, long[] datetime, double[][] numbers, boolean[] dayStarts) {
        this.rows = rows;
        this.datetime = datetime;
        this.numbers = numbers;
        this.dayStarts = dayStarts;
    }

    /// Begins a table of `datetime.length` rows.
    ///
    /// @param datetime nanoseconds since 1970-01-01T00:00Z, not descending
    public static Builder of(long[] datetime) {
        return new Builder(datetime);
    }

    /// The number of rows.
    public int rows() {
        return rows;
    }

    /// Nanoseconds since 1970-01-01T00:00Z, a row each; shared.
    public long[] datetime() {
        return datetime;
    }

    /// Whether a column of type `double` is here.
    public boolean has(TickColumn column) {
        return numbers[column.number()].length > 0 || rows == 0;
    }

    /// A column's values, NaN for null; shared.
    ///
    /// @throws IllegalArgumentException when it is not of type `double`, or was not given
    public double[] column(TickColumn column) {
        double[] values = numbers[column.number()];
        if (values.length < rows) {
            throw new IllegalArgumentException("column " + column.text() + " is needed and was not read");
        }
        return values;
    }

    /// Whether a row is the first of its trading day, where cumulative columns restart.
    public boolean isDayStart(int row) {
        return dayStarts[row];
    }

    /// Collects columns. Not thread-safe; used once.
    public static final class Builder {
        private static final double[] ABSENT = {};

        private final long[] datetime;
        private final double[][] numbers = new double[TickColumn.numbers().size()][];
        private final boolean[] dayStarts;

        private Builder(long[] datetime) {
            this.datetime = datetime;
            this.dayStarts = new boolean[datetime.length];
            Arrays.fill(numbers, ABSENT);
        }

        /// Adds a column of type `double`; NaN means null.
        ///
        /// @throws IllegalArgumentException when it has fewer values than there are rows
        public Builder with(TickColumn column, double[] values) {
            if (values.length < datetime.length) {
                throw new IllegalArgumentException("column " + column.text() + " has " + values.length + " values for "
                        + datetime.length + " rows");
            }
            numbers[column.number()] = values;
            return this;
        }

        /// Marks a row as the first of its trading day.
        public Builder dayStart(int row) {
            dayStarts[row] = true;
            return this;
        }

        /// The table.
        public TickColumns build() {
            return new TickColumns(datetime.length, datetime, numbers.clone(), dayStarts.clone());
        }
    }
}
