package dev.tidemark.sources.provider;

import java.util.Arrays;

/// Bars as they were delivered, a column an array; NaN is null. Grows; for one thread.
public final class BarRows {
    private static final int FIELDS = 9;

    private long[] ts = new long[64];
    private final double[][] values = new double[FIELDS][64];
    private int size;

    /// The columns of a bar beside its time.
    public enum Field {
        OPEN(0),
        HIGH(1),
        LOW(2),
        CLOSE(3),
        VOLUME(4),
        OPEN_INTEREST(5),
        ADJ_CLOSE(6),
        DIVIDENDS(7),
        SPLITS(8);

        private final int index;

        Field(int index) {
            this.index = index;
        }
    }

    /// Adds a bar. Prices and volume are given; NaN for a value that is not there. Everything else is null until set.
    ///
    /// @param micros start of the bar, microseconds since 1970-01-01T00:00Z
    public BarRows add(long micros, double open, double high, double low, double close, double volume) {
        if (size == ts.length) {
            ts = Arrays.copyOf(ts, 2 * size);
            for (int f = 0; f < FIELDS; f++) {
                values[f] = Arrays.copyOf(values[f], 2 * size);
            }
        }
        ts[size] = micros;
        for (double[] column : values) {
            column[size] = Double.NaN;
        }
        size++;
        set(Field.OPEN, open);
        set(Field.HIGH, high);
        set(Field.LOW, low);
        set(Field.CLOSE, close);
        return set(Field.VOLUME, volume);
    }

    /// Sets a value of the bar that was added last.
    public BarRows set(Field field, double value) {
        values[field.index][size - 1] = value;
        return this;
    }

    /// Adds all bars of another answer.
    public void addAll(BarRows other) {
        for (int row = 0; row < other.size; row++) {
            add(other.ts[row], Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            for (Field field : Field.values()) {
                set(field, other.value(field, row));
            }
        }
    }

    public int size() {
        return size;
    }

    /// Start of a bar, microseconds since 1970-01-01T00:00Z.
    public long ts(int row) {
        return ts[row];
    }

    /// A value of a bar; NaN for null.
    public double value(Field field, int row) {
        return values[field.index][row];
    }
}
