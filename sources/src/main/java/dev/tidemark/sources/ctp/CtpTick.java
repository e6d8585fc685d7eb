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
/// A row without any price or volume above zero of the levels 2 to 5 has only the best level: those columns are null.
/// In
/// a row with depth an absent level has a null price and the volume 0. So what a row becomes depends on the row alone,
/// and the same row read twice is the same tick, whatever file it stands in.
final class CtpTick {
    /// Greater numbers are the recorder's mark of an absent value.
    private static final double MOST = 1e300;

    /// How far an average may lie from a price of its day.
    private static final double MOST_RATIO = 2;

    private static final int COUNT = CtpColumn.ALL.size();
    private static final int LAST = 0;
    private static final int AVERAGE = 1;

    private static final int[] TARGETS =
            CtpColumn.ALL.stream().mapToInt(CtpColumn::target).toArray();
    private static final CtpColumn.Kind[] KINDS =
            CtpColumn.ALL.stream().map(CtpColumn::kind).toArray(CtpColumn.Kind[]::new);

    private final DecimalParser decimal = new DecimalParser();
    private final double[] numbers = new double[COUNT];
    private final boolean allowsNegative;
    private int nonFiniteOfRow;
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
        nonFiniteOfRow = 0;
        int[] places = header.numbers();
        for (int i = 0; i < COUNT; i++) {
            int field = places[i];
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
        DecimalParser.Kind found = decimal.parse(text, fields.start(field), fields.end(field));
        if (found == DecimalParser.Kind.MALFORMED && fields.isQuoted(field)) {
            found = decimal.parseGrouped(text, fields.start(field), fields.end(field));
        }
        switch (found) {
            case NUMBER -> numbers[index] = meaning(decimal.value(), KINDS[index]);
            case EMPTY -> {
                // absent
            }
            case NON_FINITE -> nonFiniteOfRow++;
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
        for (int i = CtpColumn.FIRST_DEEP; i < COUNT; i++) {
            isDeep |= numbers[i] > 0;
        }
        if (!isDeep) {
            Arrays.fill(numbers, CtpColumn.FIRST_DEEP, COUNT, Double.NaN);
        }
        int end = isDeep ? COUNT : CtpColumn.FIRST_DEEP;
        for (int i = 0; i < end; i++) {
            if (KINDS[i] == CtpColumn.Kind.BOOK_VOLUME && Double.isNaN(numbers[i])) {
                numbers[i] = 0;
            }
        }
    }

    /// Divides the average price by the multiplier where the source gives it times that. A price and the average of its
    /// day are of one magnitude, so a row tells by itself which it is: the average is taken as that of the two whose
    /// ratio to the price is nearer to 1.
    ///
    /// @param multiplier above 0; NaN when it is not known
    /// @return whether the average is kept without knowing that it is a price
    boolean settleAverage(double multiplier) {
        double average = numbers[AVERAGE];
        if (Double.isNaN(average) || multiplier == 1) {
            return false;
        }
        double ratio = Math.abs(average / somePrice());
        if (Double.isNaN(multiplier)) {
            return !(ratio <= MOST_RATIO);
        }
        boolean isScaled = multiplier > 1 ? ratio * ratio > multiplier : ratio * ratio < multiplier;
        if (isScaled) {
            numbers[AVERAGE] = average / multiplier;
        }
        return Double.isNaN(ratio);
    }

    /// The last price, else another one of the row; NaN in a row without any.
    private double somePrice() {
        for (int i = LAST; i < COUNT; i++) {
            if (i != AVERAGE && KINDS[i] == CtpColumn.Kind.PRICE && !Double.isNaN(numbers[i])) {
                return numbers[i];
            }
        }
        return Double.NaN;
    }

    /// Number of values of the ticks so far that were NaN or infinite.
    long nonFinite() {
        return nonFinite;
    }

    /// Appends the tick as a row of [dev.tidemark.sources.TickSchemas#FUTURES].
    void appendTo(TableBuilder rows, String symbol, long nanos) {
        nonFinite += nonFiniteOfRow;
        rows.setString(TickColumns.SYMBOL, symbol);
        rows.setLong(TickColumns.DATETIME, nanos);
        for (int i = 0; i < COUNT; i++) {
            if (!Double.isNaN(numbers[i])) {
                rows.setDouble(TARGETS[i], numbers[i]);
            }
        }
        rows.endRow();
    }
}
