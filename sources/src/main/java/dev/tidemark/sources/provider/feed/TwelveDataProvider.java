package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Ask;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.RetryRule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Twelve Data: stocks, funds, indices, currencies (`EUR/USD`) and crypto (`BTC/USD`). A symbol may name its exchange,
/// `RY:TSX`.
///
/// Prices are as traded: intraday bars always are, longer ones when they are asked for without adjustment. Currencies
/// have no volume. Times of intraday bars are asked for in UTC.
public final class TwelveDataProvider extends WebProvider {
    public static final String NAME = "twelvedata";

    private static final String BASE = "https://api.twelvedata.com";
    private static final int MOST_BARS = 5000;

    /// Room for the bars that are asked for beyond a window.
    private static final int BARS_PER_CALL = MOST_BARS - 10;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final Intervals INTERVALS = Intervals.of(Map.of(
            Timeframe.ofMinutes(1),
            "1min",
            Timeframe.ofMinutes(5),
            "5min",
            Timeframe.ofMinutes(15),
            "15min",
            Timeframe.ofMinutes(30),
            "30min",
            Timeframe.ofMinutes(45),
            "45min",
            Timeframe.ofMinutes(60),
            "1h",
            Timeframe.ofMinutes(240),
            "4h",
            Timeframe.DAILY,
            "1day",
            Timeframe.WEEKLY,
            "1week",
            Timeframe.MONTHLY,
            "1month"));
    private static final RetryRule PATIENCE =
            new RetryRule(10, Duration.ofSeconds(1), TwelveDataWords.PAUSE, 5, Duration.ofSeconds(300));
    private static final Capabilities CAPABILITIES = Capabilities.of(
                    INTERVALS.timeframes(),
                    Adjustment.NONE,
                    AssetClass.EQUITY,
                    "us",
                    BARS_PER_CALL,
                    RateLimit.perSeconds(8, 60, 1),
                    true,
                    "Twelve Data: stocks, funds, indices, currencies, crypto; twelvedata.com/docs")
            .withRetry(PATIENCE);

    private TwelveDataProvider(ProviderSetup setup) {
        super(NAME, CAPABILITIES, setup, BASE);
    }

    public static ProviderKind kind() {
        return new ProviderKind(NAME, CAPABILITIES, Set.of(), "AAPL", TwelveDataProvider::new);
    }

    /// Pairs of currencies trade on weekdays, pairs with anything else, such as crypto, always.
    @Override
    public String calendarOf(String symbol) {
        int slash = symbol.indexOf('/');
        if (slash < 0) {
            return CAPABILITIES.calendar();
        }
        return isCurrency(symbol.substring(0, slash)) && isCurrency(symbol.substring(slash + 1)) ? "forex" : "24x7";
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        boolean isIntraday = request.timeframe().isIntraday();
        JsonNode answer = Answers.json(caller.get(isIntraday ? askIntraday(request) : askDates(request)));
        if (TwelveDataWords.saysThatThereIsNothing(answer)) {
            return BarAnswer.whole(request, new BarRows());
        }
        checkEcho(answer, request);
        JsonNode values = Answers.array(Answers.member(answer, "values"), "values");
        if (values.size() > MOST_BARS) {
            throw Answers.bad(values.size() + " bars where " + MOST_BARS + " are the most");
        }
        return BarAnswer.whole(request, isIntraday ? intraday(request, values) : dates(request, values));
    }

    private Ask askIntraday(BarRequest request) throws ProviderException {
        return ask(request)
                .with("start_date", text(request.from()))
                .with("end_date", text(request.to()))
                .with("timezone", "UTC");
    }

    /// A day more at the end, since an end at midnight may or may not include its day.
    private Ask askDates(BarRequest request) throws ProviderException {
        WholeBars dates = WholeBars.of(request);
        return ask(request)
                .with("start_date", dates.first().toString())
                .with("end_date", dates.last().plusDays(1).toString());
    }

    private Ask ask(BarRequest request) throws ProviderException {
        return Ask.of(base(), "/time_series")
                .with("symbol", request.symbol())
                .with("interval", INTERVALS.of(request.timeframe()))
                .with("outputsize", MOST_BARS)
                .with("order", "ASC")
                .with("adjust", "none")
                .withHeader("Authorization", "apikey " + key())
                .readBy(TwelveDataWords::isAnswer);
    }

    private static String text(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static void checkEcho(JsonNode answer, BarRequest request) throws ProviderException {
        JsonNode meta = Answers.member(answer, "meta");
        String symbol = Answers.text(Answers.member(meta, "symbol"), "the symbol");
        int exchange = request.symbol().indexOf(':');
        String asked = exchange < 0 ? request.symbol() : request.symbol().substring(0, exchange);
        if (!symbol.equalsIgnoreCase(asked)) {
            throw Answers.bad("bars of " + symbol);
        }
        String interval = Answers.text(Answers.member(meta, "interval"), "the interval");
        if (!interval.equals(INTERVALS.of(request.timeframe()))) {
            throw Answers.bad("bars of " + interval);
        }
    }

    private static BarRows intraday(BarRequest request, JsonNode values) throws ProviderException {
        AskedTimes times = AskedTimes.between(request, request.from(), request.to(), 1);
        BarRows rows = new BarRows();
        for (JsonNode bar : values) {
            add(rows, times, BarTimes.local(time(bar), ZoneOffset.UTC), bar);
        }
        return rows;
    }

    private static BarRows dates(BarRequest request, JsonNode values) throws ProviderException {
        WholeBars dates = WholeBars.of(request);
        AskedTimes times = AskedTimes.between(request, dates.first(), dates.last());
        BarRows rows = new BarRows();
        for (JsonNode bar : values) {
            add(rows, times, BarTimes.startOfBar(request.timeframe(), BarTimes.date(time(bar))), bar);
        }
        return rows;
    }

    private static void add(BarRows rows, AskedTimes times, long start, JsonNode bar) throws ProviderException {
        if (times.wants(start)) {
            (bar.has("volume") ? BarMembers.PLAIN : BarMembers.WITHOUT_VOLUME).add(rows, start, bar);
        }
    }

    private static String time(JsonNode bar) throws ProviderException {
        return Answers.text(Answers.member(bar, "datetime"), "the time");
    }
}
