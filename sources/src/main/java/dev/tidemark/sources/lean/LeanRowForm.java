package dev.tidemark.sources.lean;

import dev.tidemark.sources.BarColumns;
import java.util.List;
import java.util.Optional;

/// What the fields of a row are. Field 0 is the time, then come numbers, in some forms then exchange, condition and the
/// flag of suspicion.
final class LeanRowForm {
    private static final int[] QUOTE_TICK_COLUMNS = {2, 3, 4, 5};
    private static final boolean[] QUOTE_TICK_PRICES = {true, false, true, false};

    /// Open, high, low, close, volume.
    private static final LeanRowForm TRADE_BAR = new LeanRowForm(
            false,
            new int[] {BarColumns.OPEN, BarColumns.HIGH, BarColumns.LOW, BarColumns.CLOSE, BarColumns.VOLUME},
            new boolean[] {true, true, true, true, false});
    /// Open, high, low, close and size of the bid, then of the ask.
    private static final LeanRowForm QUOTE_BAR = new LeanRowForm(
            false,
            new int[] {2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
            new boolean[] {true, true, true, true, false, true, true, true, true, false},
            new Side(1, 5, 5),
            new Side(6, 10, 10));
    private static final LeanRowForm OPEN_INTEREST = new LeanRowForm(false, new int[] {2}, new boolean[] {false});
    /// Price and size.
    private static final LeanRowForm BARE_TRADE = new LeanRowForm(false, new int[] {2, 3}, new boolean[] {true, false});
    /// Price and size, with words.
    private static final LeanRowForm TRADE = new LeanRowForm(true, new int[] {2, 3}, new boolean[] {true, false});
    /// Bid and ask without sizes.
    private static final LeanRowForm PRICES = new LeanRowForm(
            false,
            new int[] {2, 4},
            new boolean[] {true, true},
            new Side(1, 2, Side.NO_SIZE),
            new Side(2, 3, Side.NO_SIZE));
    /// Bid, its size, ask, its size.
    private static final LeanRowForm BARE_QUOTE =
            new LeanRowForm(false, QUOTE_TICK_COLUMNS, QUOTE_TICK_PRICES, new Side(1, 2, 2), new Side(3, 4, 4));
    /// Bid, its size, ask, its size, with words.
    private static final LeanRowForm QUOTE =
            new LeanRowForm(true, QUOTE_TICK_COLUMNS, QUOTE_TICK_PRICES, new Side(1, 2, 2), new Side(3, 4, 4));

    /// Most fields of a row.
    static final int MOST_FIELDS = 11;

    private static final int WORDS = 3;

    private final boolean hasWords;
    private final int[] columns;
    private final boolean[] prices;
    private final Side[] sides;

    /// @param columns column of each number
    /// @param prices  whether each number is a price
    private LeanRowForm(boolean hasWords, int[] columns, boolean[] prices, Side... sides) {
        this.hasWords = hasWords;
        this.columns = columns;
        this.prices = prices;
        this.sides = sides;
    }

    /// One side of a quote.
    ///
    /// @param from first field of its prices
    /// @param to   field after its last price
    /// @param size field of its size, negative for none
    record Side(int from, int to, int size) {
        static final int NO_SIZE = -1;

        /// Makes prices of 0 absent, and the size of a side without prices.
        void settle(double[] values) {
            boolean isAbsent = true;
            for (int field = from; field < to; field++) {
                values[field] = values[field] == 0 ? Double.NaN : values[field];
                isAbsent &= Double.isNaN(values[field]);
            }
            if (isAbsent && size >= 0) {
                values[size] = Double.NaN;
            }
        }
    }

    /// The form of a file's rows with a number of fields; empty when it has none with so many.
    static Optional<LeanRowForm> of(LeanKind kind, boolean isTicks, int fields) {
        List<LeanRowForm> forms = switch (kind) {
            case TRADE -> isTicks ? List.of(BARE_TRADE, TRADE) : List.of(TRADE_BAR);
            case QUOTE -> isTicks ? List.of(PRICES, BARE_QUOTE, QUOTE) : List.of(QUOTE_BAR);
            case OPEN_INTEREST -> List.of(OPEN_INTEREST);
        };
        return forms.stream().filter(form -> form.fields() == fields).findFirst();
    }

    /// Number of fields of a row.
    int fields() {
        return wordsFrom() + (hasWords ? WORDS : 0);
    }

    /// The field after the last number, where words begin if there are any.
    int wordsFrom() {
        return 1 + columns.length;
    }

    /// Whether exchange, condition and flag follow the numbers.
    boolean hasWords() {
        return hasWords;
    }

    /// The column of a number.
    ///
    /// @param field from 1
    int column(int field) {
        return columns[field - 1];
    }

    /// The column of the exchange, which those of condition and flag follow: words come after all columns of numbers.
    int exchangeColumn() {
        return columns[columns.length - 1] + 1;
    }

    /// Whether a number is a price, and so scaled.
    ///
    /// @param field from 1
    boolean isPrice(int field) {
        return prices[field - 1];
    }

    /// Makes the absent sides of a quote NaN.
    ///
    /// @param values numbers by field
    void settle(double[] values) {
        for (Side side : sides) {
            side.settle(values);
        }
    }
}
