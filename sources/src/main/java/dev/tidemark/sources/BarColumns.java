package dev.tidemark.sources;

/// The columns of every `bars` dataset, by their position in [BarSchemas#BARS].
public final class BarColumns {
    public static final int SYMBOL = 0;
    /// Start of the bar, microseconds since 1970-01-01T00:00Z; daily and weekly bars: 00:00 UTC of the trading date.
    public static final int TS = 1;
    public static final int OPEN = 2;
    public static final int HIGH = 3;
    public static final int LOW = 4;
    public static final int CLOSE = 5;
    /// Units traded in the bar; null where not delivered, 0 where none traded.
    public static final int VOLUME = 6;
    public static final int OPEN_INTEREST = 7;
    /// Close adjusted for splits and dividends.
    public static final int ADJ_CLOSE = 8;
    public static final int DIVIDENDS = 9;
    public static final int SPLITS = 10;
    /// True for a row that a fill made.
    public static final int IMPUTED = 11;
    /// False while the bar's interval is still open.
    public static final int FINAL = 12;

    private BarColumns() {}
}
