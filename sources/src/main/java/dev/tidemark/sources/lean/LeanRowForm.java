package dev.tidemark.sources.lean;

import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.BarColumns;
import java.util.function.IntFunction;

/// What the fields of a file's rows are, by the number of fields. Field 0 is the time.
///
/// | rows | fields |
/// |---|---|
/// | trade bar | open, high, low, close, volume |
/// | quote bar | bid open, high, low, close, size, ask open, high, low, close, size |
/// | open interest | open interest |
/// | trade tick | price, size \[, exchange, condition, suspicious\] |
/// | quote tick | bid, ask — or bid, bid size, ask, ask size \[, exchange, condition, suspicious\] |
final class LeanRowForm {
    private static final int NONE = -1;
    private static final int PRICE = 2;
    private static final int SIZE = 3;
    private static final int EXCHANGE = 4;
    private static final int QUOTE_EXCHANGE = 6;
    private static final int WORDS = 3;
    private static final int QUOTE_BAR_FIELDS = 11;
    private static final int SIDE_FIELDS = 5;

    private static final int[] TRADE_BAR = {
        NONE, BarColumns.OPEN, BarColumns.HIGH, BarColumns.LOW, BarColumns.CLOSE, BarColumns.VOLUME
    };
    private static final int[] QUOTE_BAR = {NONE, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] OPEN_INTEREST = {NONE, 2};
    private static final int[] TRADE = {NONE, PRICE, SIZE, NONE, NONE, NONE};
    private static final int[] QUOTE = {NONE, 2, 3, 4, 5, NONE, NONE, NONE};
    private static final int[] BARE_QUOTE = {NONE, 2, 4};

    private final LeanPath path;

    LeanRowForm(LeanPath path) {
        this.path = path;
    }

    /// Whether rows may have that many fields.
    boolean fits(int count) {
        return switch (path.kind()) {
            case TRADE -> path.isTicks() ? count == 3 || count == 6 : count == TRADE_BAR.length;
            case QUOTE -> path.isTicks() ? count == 3 || count == 5 || count == 8 : count == QUOTE_BAR_FIELDS;
            case OPEN_INTEREST -> count == OPEN_INTEREST.length;
        };
    }

    /// The column of each field; negative for a field that is no number.
    int[] targets(int count) {
        return switch (path.kind()) {
            case TRADE -> path.isTicks() ? TRADE : TRADE_BAR;
            case QUOTE -> path.isTicks() ? count == 3 ? BARE_QUOTE : QUOTE : QUOTE_BAR;
            case OPEN_INTEREST -> OPEN_INTEREST;
        };
    }

    boolean isNumber(int field, int count) {
        return targets(count)[field] >= 0;
    }

    /// Whether a field is a price, and so scaled.
    boolean isPrice(int field, int count) {
        return switch (path.kind()) {
            case TRADE -> path.isTicks() ? field == 1 : field < TRADE_BAR.length - 1;
            case QUOTE -> path.isTicks() ? count == 3 || field == 1 || field == 3 : field % SIDE_FIELDS != 0;
            case OPEN_INTEREST -> false;
        };
    }

    double scale() {
        return path.assetClass().priceScale();
    }

    /// Makes an absent side of a quote null, its size too.
    void settle(double[] values, int count) {
        if (path.kind() != LeanKind.QUOTE) {
            return;
        }
        if (!path.isTicks()) {
            settleSide(values, 1, SIDE_FIELDS - 1, SIDE_FIELDS);
            settleSide(values, SIDE_FIELDS + 1, SIDE_FIELDS - 1, 2 * SIDE_FIELDS);
        } else if (count == 3) {
            settleSide(values, 1, 1, NONE);
            settleSide(values, 2, 1, NONE);
        } else {
            settleSide(values, 1, 1, 2);
            settleSide(values, 3, 1, 4);
        }
    }

    private static void settleSide(double[] values, int from, int prices, int size) {
        boolean isAbsent = true;
        for (int i = from; i < from + prices; i++) {
            values[i] = values[i] == 0 ? Double.NaN : values[i];
            isAbsent &= Double.isNaN(values[i]);
        }
        if (isAbsent && size > 0) {
            values[size] = Double.NaN;
        }
    }

    /// Appends what is no number: exchange, condition and flag of ticks, the flags of bars.
    void appendWords(TableBuilder row, int count, IntFunction<String> word) {
        if (!path.isTicks()) {
            if (path.kind() == LeanKind.TRADE) {
                row.setBoolean(BarColumns.IMPUTED, false);
                row.setBoolean(BarColumns.FINAL, true);
            }
            return;
        }
        if (path.kind() == LeanKind.OPEN_INTEREST) {
            return;
        }
        int target = path.kind() == LeanKind.TRADE ? EXCHANGE : QUOTE_EXCHANGE;
        boolean hasWords = count == 6 || count == 8;
        if (hasWords) {
            setUnlessEmpty(row, target, word.apply(count - WORDS));
            setUnlessEmpty(row, target + 1, word.apply(count - WORDS + 1));
        }
        row.setBoolean(target + 2, hasWords && word.apply(count - 1).equals("1"));
    }

    private static void setUnlessEmpty(TableBuilder row, int column, String text) {
        if (!text.isEmpty()) {
            row.setString(column, text);
        }
    }
}
