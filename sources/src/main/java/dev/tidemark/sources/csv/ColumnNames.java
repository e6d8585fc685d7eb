package dev.tidemark.sources.csv;

import dev.tidemark.sources.DatasetShape;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The names under which files hold the columns of a dataset, in plain form, the surest first.
public final class ColumnNames {
    /// What a column of times is assigned to in a layout.
    static final String TIME = "time";
    /// The date, beside [#TIME_OF_DAY].
    static final String DATE = "date";
    static final String TIME_OF_DAY = "time_of_day";
    /// Whether the buyer of a trade was the maker, which becomes its condition.
    static final String BUYER_IS_MAKER = "buyer_is_maker";

    private static final List<String> TIMES = List.of(
            "ts", "datetime", "timestamp", "timestamputc", "transactiontime", "opentime", "unixtime", "unix", "epoch");

    private static final Map<String, List<String>> COMMON = Map.ofEntries(
            Map.entry("symbol", List.of("symbol", "ticker", "instrument", "contract")),
            Map.entry("open", List.of("open", "o")),
            Map.entry("high", List.of("high", "h")),
            Map.entry("low", List.of("low", "l")),
            Map.entry("close", List.of("close", "c", "last")),
            Map.entry("volume", List.of("volume", "vol", "v")),
            Map.entry("open_interest", List.of("openinterest", "openint", "oi")),
            Map.entry("adj_close", List.of("adjclose", "adjustedclose", "adjustclose")),
            Map.entry("dividends", List.of("dividends", "dividend")),
            Map.entry("splits", List.of("splits", "stocksplits", "split")),
            Map.entry("price", List.of("price", "p", "last", "lastprice")),
            Map.entry("size", List.of("size", "qty", "quantity", "amount", "volume", "vol")),
            Map.entry("exchange", List.of("exchange", "exch")),
            Map.entry("condition", List.of("condition", "cond", "side")),
            Map.entry("trade_id", List.of("tradeid", "id")),
            Map.entry("bid_price", List.of("bidprice", "bid")),
            Map.entry("bid_size", List.of("bidsize", "bidamount", "bidvolume", "bidqty")),
            Map.entry("ask_price", List.of("askprice", "ask")),
            Map.entry("ask_size", List.of("asksize", "askamount", "askvolume", "askqty")),
            Map.entry("turnover", List.of("turnover", "amount")),
            Map.entry("settle", List.of("settle", "settlement")),
            Map.entry("pre_settle", List.of("presettle", "presettlement")),
            Map.entry("variety", List.of("variety", "product")),
            Map.entry(BUYER_IS_MAKER, List.of("isbuyermaker", "isbuyermarketmaker", "buyerismaker")));

    private ColumnNames() {}

    /// Letters and digits alone, lower case: `Adj Close`, `adj_close` and `<ADJCLOSE>` are one name.
    public static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return plain.toString();
    }

    /// The plain names of a dataset's column.
    public static List<String> of(String column) {
        return COMMON.getOrDefault(column, List.of(plain(column)));
    }

    /// The plain names of a column that holds date and time.
    static List<String> ofTime(DatasetShape shape) {
        return shape == DatasetShape.DAILY_FUTURES ? List.of("date", "tradingday", "day") : TIMES;
    }
}
