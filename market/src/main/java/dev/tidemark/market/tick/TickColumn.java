package dev.tidemark.market.tick;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The columns of ticks in their locked order: 29 of every tick, then two that only the spliced main-contract series
/// has.
///
/// A price or volume that a source does not have is null. An absent side or level of an L5 source has a null price and
/// the volume 0.
public enum TickColumn {
    /// The contract, or the derived symbol of the spliced series.
    SYMBOL(ValueType.STRING),
    /// Nanoseconds since 1970-01-01T00:00Z.
    DATETIME(ValueType.INT64),
    /// Price of the last trade.
    LAST_PRICE(ValueType.DOUBLE),
    /// Average price of the trading day so far.
    AVERAGE(ValueType.DOUBLE),
    /// Highest price of the trading day so far.
    HIGHEST(ValueType.DOUBLE),
    /// Lowest price of the trading day so far.
    LOWEST(ValueType.DOUBLE),
    /// Traded contracts of the trading day so far; restarts with each trading day.
    VOLUME(ValueType.DOUBLE),
    /// Turnover of the trading day so far; restarts with each trading day.
    AMOUNT(ValueType.DOUBLE),
    /// Open contracts; a level that does not restart.
    OPEN_INTEREST(ValueType.DOUBLE),
    BID_PRICE1(ValueType.DOUBLE),
    BID_VOLUME1(ValueType.DOUBLE),
    ASK_PRICE1(ValueType.DOUBLE),
    ASK_VOLUME1(ValueType.DOUBLE),
    BID_PRICE2(ValueType.DOUBLE),
    BID_VOLUME2(ValueType.DOUBLE),
    ASK_PRICE2(ValueType.DOUBLE),
    ASK_VOLUME2(ValueType.DOUBLE),
    BID_PRICE3(ValueType.DOUBLE),
    BID_VOLUME3(ValueType.DOUBLE),
    ASK_PRICE3(ValueType.DOUBLE),
    ASK_VOLUME3(ValueType.DOUBLE),
    BID_PRICE4(ValueType.DOUBLE),
    BID_VOLUME4(ValueType.DOUBLE),
    ASK_PRICE4(ValueType.DOUBLE),
    ASK_VOLUME4(ValueType.DOUBLE),
    BID_PRICE5(ValueType.DOUBLE),
    BID_VOLUME5(ValueType.DOUBLE),
    ASK_PRICE5(ValueType.DOUBLE),
    ASK_VOLUME5(ValueType.DOUBLE),
    /// The contract that a row of the spliced series comes from.
    UNDERLYING_CONTRACT(ValueType.STRING),
    /// The stretch of the spliced series between two switches of the contract.
    SEGMENT_ID(ValueType.INT64);

    /// Depth of the book.
    public static final int LEVELS = 5;

    private static final int COLUMNS_PER_LEVEL = 4;
    private static final List<TickColumn> NUMBERS = Arrays.stream(values())
            .filter(column -> column.type == ValueType.DOUBLE)
            .toList();

    private final ValueType type;

    TickColumn(ValueType type) {
        this.type = type;
    }

    /// The name in files, such as `bid_price1`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the column holds.
    public ValueType type() {
        return type;
    }

    /// Name and type.
    public TypedColumn typed() {
        return new TypedColumn(text(), type);
    }

    /// The column of a name; empty when ticks have no such column.
    public static Optional<TickColumn> named(String text) {
        return Arrays.stream(values())
                .filter(column -> column.text().equals(text))
                .findFirst();
    }

    /// The 27 columns of type `double`, in schema order.
    public static List<TickColumn> numbers() {
        return NUMBERS;
    }

    /// The place of this column among [#numbers()].
    ///
    /// @throws IllegalArgumentException for a column of another type
    @SuppressWarnings("EnumOrdinal") // the order is locked: hashes depend on it
    public int number() {
        if (type != ValueType.DOUBLE) {
            throw new IllegalArgumentException("column " + text() + " holds " + type.text() + ", not double");
        }
        return ordinal() - LAST_PRICE.ordinal();
    }

    /// Whether the column belongs to the levels 2 to 5, which an L1 source does not have.
    public boolean isDeep() {
        return compareTo(BID_PRICE2) >= 0 && compareTo(ASK_VOLUME5) <= 0;
    }

    /// The bid price of a level, 1 (best) to 5.
    public static TickColumn bidPrice(int level) {
        return ofLevel(BID_PRICE1, level);
    }

    /// The bid volume of a level, 1 (best) to 5.
    public static TickColumn bidVolume(int level) {
        return ofLevel(BID_VOLUME1, level);
    }

    /// The ask price of a level, 1 (best) to 5.
    public static TickColumn askPrice(int level) {
        return ofLevel(ASK_PRICE1, level);
    }

    /// The ask volume of a level, 1 (best) to 5.
    public static TickColumn askVolume(int level) {
        return ofLevel(ASK_VOLUME1, level);
    }

    private static TickColumn ofLevel(TickColumn best, int level) {
        if (level < 1 || level > LEVELS) {
            throw new IllegalArgumentException("level " + level + " is not in 1 to " + LEVELS);
        }
        return NUMBERS.get(best.number() + (level - 1) * COLUMNS_PER_LEVEL);
    }
}
