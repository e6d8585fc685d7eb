package dev.tidemark.sources;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.market.Timeframe;
import java.util.Optional;

/// The shapes of data that general formats are read into: which columns a dataset has follows from its name.
public enum DatasetShape {
    /// `bars/<timeframe>`
    BARS,
    /// `quotes/<timeframe>`
    QUOTE_BARS,
    /// `oi/<timeframe>`
    OPEN_INTEREST_BARS,
    /// `ticks/trades`
    TRADES,
    /// `ticks/quotes`
    QUOTE_TICKS,
    /// `ticks/oi`
    OPEN_INTEREST_TICKS,
    /// `ticks/raw`
    FUTURES_TICKS,
    /// `daily/futures`
    DAILY_FUTURES;

    /// The shape of a dataset or of its variant, `ticks/trades-raw`; empty for a dataset that is not imported.
    public static Optional<DatasetShape> of(DatasetName name) {
        String member = name.member().split("-", 2)[0];
        return Optional.ofNullable(
                switch (name.group()) {
                    case BarSchemas.GROUP -> BARS;
                    case TickSchemas.QUOTES -> QUOTE_BARS;
                    case TickSchemas.OPEN_INTEREST -> OPEN_INTEREST_BARS;
                    case TickSchemas.TICKS ->
                        switch (member) {
                            case "trades" -> TRADES;
                            case "quotes" -> QUOTE_TICKS;
                            case "oi" -> OPEN_INTEREST_TICKS;
                            case "raw" -> FUTURES_TICKS;
                            default -> null;
                        };
                    case "daily" -> member.equals("futures") ? DAILY_FUTURES : null;
                    default -> null;
                });
    }

    /// The columns of its datasets.
    public Schema schema() {
        return switch (this) {
            case BARS -> BarSchemas.BARS;
            case QUOTE_BARS -> TickSchemas.QUOTE_BARS;
            case OPEN_INTEREST_BARS -> TickSchemas.OPEN_INTEREST_BARS;
            case TRADES -> TickSchemas.TRADES;
            case QUOTE_TICKS -> TickSchemas.QUOTE_TICKS;
            case OPEN_INTEREST_TICKS -> TickSchemas.OPEN_INTEREST_TICKS;
            case FUTURES_TICKS -> TickSchemas.FUTURES;
            case DAILY_FUTURES -> TickSchemas.DAILY_FUTURES;
        };
    }

    /// Whether a source without this column is refused; besides, every source has times.
    public boolean needs(String column) {
        return switch (this) {
            case BARS ->
                column.equals("open") || column.equals("high") || column.equals("low") || column.equals("close");
            case QUOTE_BARS -> column.equals("bid_close") || column.equals("ask_close");
            case OPEN_INTEREST_BARS, OPEN_INTEREST_TICKS, DAILY_FUTURES -> column.equals("open_interest");
            case TRADES -> column.equals("price") || column.equals("size");
            case QUOTE_TICKS -> column.equals("bid_price") || column.equals("ask_price");
            case FUTURES_TICKS -> column.equals("last_price");
        };
    }

    /// Whether its rows are events that belong to trading days.
    public boolean isTicks() {
        return switch (this) {
            case TRADES, QUOTE_TICKS, OPEN_INTEREST_TICKS, FUTURES_TICKS -> true;
            case BARS, QUOTE_BARS, OPEN_INTEREST_BARS, DAILY_FUTURES -> false;
        };
    }

    /// Whether the names of its datasets state the length of a bar.
    public boolean hasTimeframe() {
        return switch (this) {
            case BARS, QUOTE_BARS, OPEN_INTEREST_BARS -> true;
            case TRADES, QUOTE_TICKS, OPEN_INTEREST_TICKS, FUTURES_TICKS, DAILY_FUTURES -> false;
        };
    }

    /// The length of a dataset's bars, from its name.
    ///
    /// @throws IllegalArgumentException when the name states none
    public static Timeframe timeframeOf(DatasetName name) {
        return BarSchemas.timeframeOf(new DatasetName(BarSchemas.GROUP, name.member()));
    }

    /// How a new dataset is cut unless configured: ticks by trading day, bars as [BarSchemas#defaultChunk] says, daily
    /// tables not.
    public ChunkSize defaultChunk(DatasetName name) {
        if (isTicks()) {
            return ChunkSize.DAY;
        }
        return hasTimeframe() ? BarSchemas.defaultChunk(timeframeOf(name)) : ChunkSize.ALL;
    }
}
