package dev.tidemark.sources.stooq;

import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.BarColumns;

/// The row that a [StooqParser] read last. One object is reused for all rows.
final class StooqBar {
    /// Open, high, low, close, volume, open interest.
    static final int NUMBERS = 6;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final double[] numbers = new double[NUMBERS];
    private int nulls;
    private int nonFinite;
    private long micros;

    void clear() {
        nulls = 0;
        nonFinite = 0;
    }

    void setNumber(int index, double value) {
        numbers[index] = value;
    }

    void setNull(int index) {
        nulls |= 1 << index;
    }

    void setNonFinite(int index) {
        setNull(index);
        nonFinite++;
    }

    void setEpochSecond(long second) {
        micros = second * MICROS_PER_SECOND;
    }

    /// Start of the bar, microseconds since 1970-01-01T00:00Z.
    long micros() {
        return micros;
    }

    /// Number of values that were NaN or infinite and are null now.
    int nonFinite() {
        return nonFinite;
    }

    /// One of the [#NUMBERS]; meaningless where [#isNull].
    double number(int index) {
        return numbers[index];
    }

    boolean isNull(int index) {
        return (nulls & (1 << index)) != 0;
    }

    /// Appends the bar as a row of [dev.tidemark.sources.BarSchemas#BARS].
    void appendTo(TableBuilder rows, String symbol) {
        rows.setString(BarColumns.SYMBOL, symbol);
        rows.setLong(BarColumns.TS, micros);
        for (int i = 0; i < NUMBERS; i++) {
            if (!isNull(i)) {
                rows.setDouble(BarColumns.OPEN + i, numbers[i]);
            }
        }
        rows.setBoolean(BarColumns.IMPUTED, false);
        rows.setBoolean(BarColumns.FINAL, true);
        rows.endRow();
    }
}
