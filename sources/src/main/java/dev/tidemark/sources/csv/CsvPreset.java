package dev.tidemark.sources.csv;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of a provider's files.
public enum CsvPreset {
    /// No provider: all is recognised or said.
    CSV("csv", "", "", "", Adjustment.NONE, false, null, ""),
    /// `Date,Open,High,Low,Close,Adj Close,Volume`: prices adjusted for splits, `Adj Close` for dividends too.
    YAHOO("yahoo", "", "", "", Adjustment.SPLITS, true, null, ""),
    /// `Date,Open,High,Low,Close,Volume,OpenInt`, a file a symbol: `aapl.us.txt` is `AAPL.US`.
    KAGGLE("kaggle", "", "", "", Adjustment.SPLITS_DIVIDENDS, true, null, ""),
    /// Twelve columns, milliseconds or microseconds, with or without header: `BTCUSDT-1m-2024-01.zip`.
    BINANCE_KLINES(
            "binance-klines",
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,"
                    + "taker_buy_quote_volume,ignore",
            "closetime,quotevolume,quoteassetvolume,count,numberoftrades,takerbuyvolume,takerbuybaseassetvolume,"
                    + "takerbuyquotevolume,takerbuyquoteassetvolume,ignore",
            "-(\\d+[smhdw]|1mo)-\\d{4}-\\d{2}(-\\d{2})?$",
            Adjustment.NONE,
            false,
            null,
            "crypto"),
    /// The archive's seven columns, with or without header, and recordings of the trade stream with their header.
    BINANCE_TRADES(
            "binance-trades",
            "id,price,qty,quote_qty,time,is_buyer_maker,is_best_match",
            "quoteqty,isbestmatch,timestampofreceive,stream,eventtype,eventtime,munknownparameter",
            "-trades-\\d{4}-\\d{2}(-\\d{2})?$",
            Adjustment.NONE,
            false,
            "ticks/trades",
            "crypto"),
    /// Seconds, OHLC, volume, count, without header: `XBTUSD_1.csv`.
    KRAKEN("kraken", "time,open,high,low,close,volume,count", "count", "_.*$", Adjustment.NONE, false, null, "crypto"),
    /// `symbol,date,open,high,low,close,volume,open_interest,turnover,settle,pre_settle,variety`, many symbols a file.
    FUTURES_DAILY("futures-daily", "", "", "", Adjustment.NONE, false, "daily/futures", "");

    private final String text;
    private final String names;
    private final String dropped;
    private final Pattern besideSymbol;
    private final Adjustment adjustment;
    private final boolean isDaily;
    private final @Nullable String dataset;
    private final String assetClass;

    CsvPreset(
            String text,
            String names,
            String dropped,
            String besideSymbol,
            Adjustment adjustment,
            boolean isDaily,
            @Nullable String dataset,
            String assetClass) {
        this.text = text;
        this.names = names;
        this.dropped = dropped;
        this.besideSymbol = Pattern.compile(besideSymbol);
        this.adjustment = adjustment;
        this.isDaily = isDaily;
        this.dataset = dataset;
        this.assetClass = assetClass;
    }

    /// Parses the word of the command line.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static CsvPreset parse(String text) {
        for (CsvPreset preset : values()) {
            if (preset.text.equals(text)) {
                return preset;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no preset; expected "
                + Arrays.stream(values()).map(CsvPreset::text).collect(Collectors.joining(", ")));
    }

    /// The word of the command line, and the name of the provider.
    public String text() {
        return text;
    }

    /// What the prices are adjusted for.
    public Adjustment adjustment() {
        return adjustment;
    }

    /// The asset class of all its symbols, or an empty text.
    public String assetClass() {
        return assetClass;
    }

    /// The columns of files without header; empty when they have one.
    List<String> names() {
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }

    /// Whether a column is known and of no use here.
    ///
    /// @param plainName as [ColumnNames#plain] gives it
    boolean drops(String plainName) {
        return List.of(dropped.split(",", -1)).contains(plainName);
    }

    /// The length of all its bars, where they have one.
    Optional<Timeframe> timeframe() {
        return isDaily ? Optional.of(Timeframe.DAILY) : Optional.empty();
    }

    /// Where its rows go, whatever the file.
    Optional<DatasetName> dataset() {
        return Optional.ofNullable(dataset).map(DatasetName::parse);
    }

    /// The symbol that a file's name gives: the name without its ending, upper case, and without what the provider adds
    /// to it.
    String symbolOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String stem = dot <= 0 ? fileName : fileName.substring(0, dot);
        return besideSymbol.matcher(stem).replaceFirst("").toUpperCase(Locale.ROOT);
    }
}
