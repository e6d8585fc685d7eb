package dev.tidemark.sources;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// The shapes of `ticks/…`, `quotes/…` and `oi/…` datasets. Times of ticks are epoch nanoseconds UTC; ticks are cut by
/// trading day, always.
public final class TickSchemas {
    /// The group of all tick datasets.
    public static final String TICKS = "ticks";
    /// The group of quote bars.
    public static final String QUOTES = "quotes";
    /// The group of open interest.
    public static final String OPEN_INTEREST = "oi";

    /// Number of book levels of a futures tick.
    public static final int LEVELS = 5;

    /// Version of all schemas here.
    public static final int VERSION = 1;

    /// Futures ticks with up to five levels, 29 columns; see [TickColumns].
    public static final Schema FUTURES = new Schema(futures(), "datetime");

    /// `ticks/trades`: one row a trade.
    public static final Schema TRADES = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("datetime", ColumnType.INT64),
                    new Field("price", ColumnType.FLOAT64),
                    new Field("size", ColumnType.FLOAT64),
                    new Field("exchange", ColumnType.STRING),
                    new Field("condition", ColumnType.STRING),
                    new Field("suspicious", ColumnType.BOOLEAN),
                    new Field("trade_id", ColumnType.STRING)),
            "datetime");

    /// `ticks/quotes`: one row a change of the best bid or offer; an absent side is null.
    public static final Schema QUOTE_TICKS = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("datetime", ColumnType.INT64),
                    new Field("bid_price", ColumnType.FLOAT64),
                    new Field("bid_size", ColumnType.FLOAT64),
                    new Field("ask_price", ColumnType.FLOAT64),
                    new Field("ask_size", ColumnType.FLOAT64),
                    new Field("exchange", ColumnType.STRING),
                    new Field("condition", ColumnType.STRING),
                    new Field("suspicious", ColumnType.BOOLEAN)),
            "datetime");

    /// `ticks/oi`: one row a change of the open interest.
    public static final Schema OPEN_INTEREST_TICKS = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("datetime", ColumnType.INT64),
                    new Field("open_interest", ColumnType.FLOAT64)),
            "datetime");

    /// `quotes/<timeframe>`: bars of bid and ask; a one-sided bar has nulls on the absent side.
    public static final Schema QUOTE_BARS = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("ts", ColumnType.TIMESTAMP),
                    new Field("bid_open", ColumnType.FLOAT64),
                    new Field("bid_high", ColumnType.FLOAT64),
                    new Field("bid_low", ColumnType.FLOAT64),
                    new Field("bid_close", ColumnType.FLOAT64),
                    new Field("bid_size", ColumnType.FLOAT64),
                    new Field("ask_open", ColumnType.FLOAT64),
                    new Field("ask_high", ColumnType.FLOAT64),
                    new Field("ask_low", ColumnType.FLOAT64),
                    new Field("ask_close", ColumnType.FLOAT64),
                    new Field("ask_size", ColumnType.FLOAT64)),
            "ts");

    /// `oi/<timeframe>`: open interest at a bar's start.
    public static final Schema OPEN_INTEREST_BARS = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("ts", ColumnType.TIMESTAMP),
                    new Field("open_interest", ColumnType.FLOAT64)),
            "ts");

    /// `daily/futures`: the daily table that main contracts are chosen by.
    public static final Schema DAILY_FUTURES = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("date", ColumnType.DATE),
                    new Field("open", ColumnType.FLOAT64),
                    new Field("high", ColumnType.FLOAT64),
                    new Field("low", ColumnType.FLOAT64),
                    new Field("close", ColumnType.FLOAT64),
                    new Field("volume", ColumnType.FLOAT64),
                    new Field("open_interest", ColumnType.FLOAT64),
                    new Field("turnover", ColumnType.FLOAT64),
                    new Field("settle", ColumnType.FLOAT64),
                    new Field("pre_settle", ColumnType.FLOAT64),
                    new Field("variety", ColumnType.STRING)),
            "date");

    private TickSchemas() {}

    private static List<Field> futures() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("symbol", ColumnType.STRING));
        fields.add(new Field("datetime", ColumnType.INT64));
        for (String name : List.of("last_price", "average", "highest", "lowest", "volume", "amount", "open_interest")) {
            fields.add(new Field(name, ColumnType.FLOAT64));
        }
        for (int level = 1; level <= LEVELS; level++) {
            for (String name : List.of("bid_price", "bid_volume", "ask_price", "ask_volume")) {
                fields.add(new Field(name + level, ColumnType.FLOAT64));
            }
        }
        return fields;
    }

    /// The dataset of quote bars of a length, such as `quotes/1m`.
    public static DatasetName quotes(String timeframe) {
        return new DatasetName(QUOTES, timeframe);
    }

    /// The dataset of open interest of a length, such as `oi/1d`.
    public static DatasetName openInterest(String timeframe) {
        return new DatasetName(OPEN_INTEREST, timeframe);
    }

    /// The record of a new tick dataset.
    public static DatasetRecord ticks(Schema schema, SortedMap<String, String> identity) {
        return new DatasetRecord(schema, VERSION, ChunkSize.DAY, false, identity);
    }
}
