package dev.tidemark.sources.ctp;

import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.TickColumns;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The numbers of the row that was read last; NaN where absent. One object is reused for all rows.
///
/// A row without any price or volume of the levels 2 to 5 has only the best level: those columns are null. In a row
/// with
/// depth an absent level has a null price and the volume 0. So what a row becomes depends on the row alone, and the
/// same
/// row read twice is the same tick, whatever file it stands in.
final class CtpTick {
    /// Greater numbers are the recorder's mark of an absent value.
    private static final double MOST = 1e300;

    private static final int AVERAGE = 1;

    private final DecimalParser decimal = new DecimalParser();
    private final double[] numbers = new double[CtpColumn.ALL.size()];
    private final boolean allowsNegative;
    private long nonFinite;

    /// @param allowsNegative whether a price may be below zero
    CtpTick(boolean allowsNegative) {
        this.allowsNegative = allowsNegative;
    }

    /// Reads the numbers of a split line.
    ///
    /// @return what is wrong with it, or null
    @Nullable
    RejectReason read(byte[] text, FieldSplitter fields, CtpHeader header) {
        for (int i = 0; i < numbers.length; i++) {
            int field = header.numbers()[i];
            numbers[i] = Double.NaN;
            if (field >= 0 && !isAbsent(text, fields.start(field), fields.end(field))) {
                RejectReason fault = number(text, fields, field, i);
                if (fault != null) {
                    return fault;
                }
            }
        }
        settleBook();
        return null;
    }

    private static boolean isAbsent(byte[] text, int from, int to) {
        return from == to || (to - from == 3 && text[from] == 'N' && text[from + 1] == '/' && text[from + 2] == 'A');
    }

    private @Nullable RejectReason number(byte[] text, FieldSplitter fields, int field, int index) {
        switch (decimal.parse(text, fields.start(field), fields.end(field))) {
            case NUMBER ->
                numbers[index] =
                        meaning(decimal.value(), CtpColumn.ALL.get(index).kind());
            case EMPTY -> {
                // absent
            }
            case NON_FINITE -> nonFinite++;
            case MALFORMED -> {
                return RejectReason.BAD_NUMBER;
            }
            case OUT_OF_RANGE -> {
                return RejectReason.NUMBER_OUT_OF_RANGE;
            }
        }
        return null;
    }

    private double meaning(double value, CtpColumn.Kind kind) {
        if (value > MOST) {
            return Double.NaN;
        }
        return switch (kind) {
            case PRICE -> value > 0 || (allowsNegative && value < 0) ? value : Double.NaN;
            case BOOK_VOLUME, AMOUNT -> value;
        };
    }

    private void settleBook() {
        boolean isDeep = false;
        for (int i = CtpColumn.FIRST_DEEP; i < numbers.length; i++) {
            isDeep |= numbers[i] > 0;
        }
        if (!isDeep) {
            Arrays.fill(numbers, CtpColumn.FIRST_DEEP, numbers.length, Double.NaN);
        }
        int end = isDeep ? numbers.length : CtpColumn.FIRST_DEEP;
        for (int i = 0; i < end; i++) {
            if (CtpColumn.ALL.get(i).kind() == CtpColumn.Kind.BOOK_VOLUME && Double.isNaN(numbers[i])) {
                numbers[i] = 0;
            }
        }
    }

    /// Divides the average price by the multiplier where the source gives it times that. A price and the average of its
    /// day are of one magnitude, so a row tells by itself which it is.
    ///
    /// @param multiplier above 0; NaN when it is not known
    /// @return whether the average is kept though it cannot be a price
    boolean settleAverage(double multiplier) {
        double ratio = numbers[AVERAGE] / numbers[0];
        if (ratio * ratio > multiplier && multiplier > 1) {
            numbers[AVERAGE] /= multiplier;
        }
        return Double.isNaN(multiplier) && ratio > 2;
    }

    /// Number of values so far that were NaN or infinite.
    long nonFinite() {
        return nonFinite;
    }

    /// Appends the tick as a row of [dev.tidemark.sources.TickSchemas#FUTURES].
    void appendTo(TableBuilder rows, String symbol, long nanos) {
        rows.setString(TickColumns.SYMBOL, symbol);
        rows.setLong(TickColumns.DATETIME, nanos);
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isNaN(numbers[i])) {
                rows.setDouble(CtpColumn.ALL.get(i).target(), numbers[i]);
            }
        }
        rows.endRow();
    }
}
