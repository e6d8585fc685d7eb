package dev.tidemark.sources;

/// The columns of futures ticks, by their position in [TickSchemas#FUTURES].
public final class TickColumns {
    public static final int SYMBOL = 0;
    /// Nanoseconds since 1970-01-01T00:00Z.
    public static final int DATETIME = 1;
    public static final int LAST_PRICE = 2;
    /// Average price of the trading day.
    public static final int AVERAGE = 3;
    public static final int HIGHEST = 4;
    public static final int LOWEST = 5;
    /// Cumulative for the trading day.
    public static final int VOLUME = 6;
    /// Cumulative turnover for the trading day.
    public static final int AMOUNT = 7;
    public static final int OPEN_INTEREST = 8;

    private static final int BOOK = 9;
    private static final int PER_LEVEL = 4;

    private TickColumns() {}

    /// The column of a level's bid price.
    ///
    /// @param level 1 to 5
    public static int bidPrice(int level) {
        return BOOK + PER_LEVEL * (level - 1);
    }

    /// The column of a level's volume bid.
    ///
    /// @param level 1 to 5
    public static int bidVolume(int level) {
        return bidPrice(level) + 1;
    }

    /// The column of a level's ask price.
    ///
    /// @param level 1 to 5
    public static int askPrice(int level) {
        return bidPrice(level) + 2;
    }

    /// The column of a level's volume offered.
    ///
    /// @param level 1 to 5
    public static int askVolume(int level) {
        return bidPrice(level) + 3;
    }
}
