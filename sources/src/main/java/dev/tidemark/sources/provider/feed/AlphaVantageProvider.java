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
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Alpha Vantage: stocks and funds. A daily, weekly or monthly question is answered with the whole history, an intraday
/// one with a month, so that a window is asked for month by month.
///
/// Prices are as traded. Intraday bars are labelled by their start on New York's clocks. The option `outputsize` says
/// `full` (usual; daily bars then need a key that is paid for) or `compact`: the newest 100 daily bars, and the answer
/// speaks for no more than these.
public final class AlphaVantageProvider extends WebProvider {
    public static final String NAME = "alphavantage";
    /// The option that says how much of the daily history is asked for.
    public static final String OUTPUT_SIZE = "outputsize";

    private static final String BASE = "https://www.alphavantage.co";
    private static final String FULL = "full";
    private static final String COMPACT = "compact";
    private static final int COMPACT_BARS = 100;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int MOST_GRID_MINUTES = 30;

    /// A month of minutes.
    private static final int BARS_PER_CALL = 31 * 24 * 60;

    private static final BarMembers MEMBERS = new BarMembers("1. open", "2. high", "3. low", "4. close", "5. volume");
    private static final Intervals INTERVALS = Intervals.of(Map.of(
            Timeframe.ofMinutes(1),
            "1min",
            Timeframe.ofMinutes(5),
            "5min",
            Timeframe.ofMinutes(15),
            "15min",
            Timeframe.ofMinutes(30),
            "30min",
            Timeframe.ofMinutes(60),
            "60min",
            Timeframe.DAILY,
            "DAILY",
            Timeframe.WEEKLY,
            "WEEKLY",
            Timeframe.MONTHLY,
            "MONTHLY"));
    private static final Capabilities CAPABILITIES = Capabilities.of(
                    INTERVALS.timeframes(),
                    Adjustment.NONE,
                    AssetClass.EQUITY,
                    "us",
                    BARS_PER_CALL,
                    RateLimit.perSeconds(5, 60, 1),
                    true,
                    "Alpha Vantage: stocks and funds; www.alphavantage.co/documentation")
            .withRetry(RetryRule.USUAL.waitingUpTo(AlphaVantageWords.PAUSE));

    private final String outputSize;

    private AlphaVantageProvider(ProviderSetup setup) {
        super(NAME, CAPABILITIES, setup, BASE);
        this.outputSize = setup.option(OUTPUT_SIZE, FULL);
        if (!Set.of(FULL, COMPACT).contains(outputSize)) {
            throw new IllegalArgumentException(
                    "outputsize '" + outputSize + "' is neither " + FULL + " nor " + COMPACT);
        }
    }

    public static ProviderKind kind() {
        return new ProviderKind(NAME, CAPABILITIES, Set.of(OUTPUT_SIZE), "IBM", AlphaVantageProvider::new);
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        String interval = INTERVALS.of(request.timeframe());
        return request.timeframe().isIntraday()
                ? intraday(request, interval, caller)
                : history(request, interval, caller);
    }

    private BarAnswer intraday(BarRequest request, String interval, Caller caller) throws ProviderException {
        BarRows rows = new BarRows();
        YearMonth last = YearMonth.from(request.to().minusNanos(1).atZone(NEW_YORK));
        YearMonth month = YearMonth.from(request.from().atZone(NEW_YORK));
        for (; !month.isAfter(last); month = month.plusMonths(1)) {
            Ask ask = ask("TIME_SERIES_INTRADAY", request)
                    .with("interval", interval)
                    .with("month", month.toString())
                    .with("outputsize", FULL)
                    .with("adjusted", "false")
                    .with("extended_hours", "false");
            JsonNode answer = Answers.json(caller.get(ask));
            ZoneId zone = zone(answer, request);
            AskedTimes times = AskedTimes.between(
                    request,
                    start(month, zone),
                    start(month.plusMonths(1), zone),
                    Math.min(request.timeframe().count(), MOST_GRID_MINUTES));
            for (Map.Entry<String, JsonNode> bar : series(answer, "Time Series (" + interval + ")")) {
                long start = BarTimes.local(bar.getKey(), zone);
                if (times.wants(start)) {
                    MEMBERS.add(rows, start, bar.getValue());
                }
            }
        }
        return BarAnswer.whole(request, rows);
    }

    private static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    private BarAnswer history(BarRequest request, String function, Caller caller) throws ProviderException {
        boolean isDaily = request.timeframe().equals(Timeframe.DAILY);
        Ask ask = ask("TIME_SERIES_" + function, request);
        JsonNode answer = Answers.json(caller.get(isDaily ? ask.with("outputsize", outputSize) : ask));
        zone(answer, request);
        BarRows rows = new BarRows();
        long oldest = Long.MAX_VALUE;
        Set<Map.Entry<String, JsonNode>> series = series(answer, name(request.timeframe()));
        for (Map.Entry<String, JsonNode> bar : series) {
            long start = BarTimes.startOfBar(request.timeframe(), BarTimes.date(bar.getKey()));
            if (request.holds(start)) {
                MEMBERS.add(rows, start, bar.getValue());
            }
            oldest = Math.min(oldest, start);
        }
        boolean isCut = isDaily && outputSize.equals(COMPACT) && series.size() >= COMPACT_BARS;
        return isCut ? since(oldest, request, rows) : BarAnswer.whole(request, rows);
    }

    /// What is before the oldest of the newest bars, the answer does not speak for; maybe that is all of the window.
    private static BarAnswer since(long oldest, BarRequest request, BarRows rows) {
        Instant from = BarTimes.instant(oldest);
        if (from.isBefore(request.from())) {
            return BarAnswer.whole(request, rows);
        }
        return new BarAnswer(rows, from.isBefore(request.to()) ? from : request.to(), request.to());
    }

    private Ask ask(String function, BarRequest request) throws ProviderException {
        String key = key();
        return Ask.of(base(), "/query")
                .with("function", function)
                .with("symbol", request.symbol())
                .with("datatype", "json")
                .withSecret("apikey", key)
                .readBy(new AlphaVantageWords(key));
    }

    private static String name(Timeframe timeframe) {
        if (timeframe.equals(Timeframe.WEEKLY)) {
            return "Weekly Time Series";
        }
        return timeframe.equals(Timeframe.MONTHLY) ? "Monthly Time Series" : "Time Series (Daily)";
    }

    private static Set<Map.Entry<String, JsonNode>> series(JsonNode answer, String name) throws ProviderException {
        JsonNode series = Answers.member(answer, name);
        if (!series.isObject()) {
            throw Answers.bad("'" + name + "' is no object");
        }
        return series.properties();
    }

    /// The zone of the answer's times, after a look at its symbol. Members are numbered, by other numbers in each
    /// function.
    private static ZoneId zone(JsonNode answer, BarRequest request) throws ProviderException {
        JsonNode meta = Answers.member(answer, "Meta Data");
        String symbol = Answers.text(Answers.member(meta, "2. Symbol"), "the symbol");
        if (!symbol.equalsIgnoreCase(request.symbol())) {
            throw Answers.bad("bars of " + symbol);
        }
        for (Map.Entry<String, JsonNode> member : meta.properties()) {
            if (member.getKey().endsWith(". Time Zone")) {
                return BarTimes.zone(Answers.text(member.getValue(), "the zone"));
            }
        }
        throw Answers.bad("no time zone in the meta data");
    }
}
