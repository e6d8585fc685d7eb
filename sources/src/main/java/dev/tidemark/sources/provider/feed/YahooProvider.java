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
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Yahoo Finance, by the chart interface (version 8) that its own pages use; no key.
///
/// Prices are adjusted for splits, `adj_close` for dividends too. Of daily and longer bars dividends (sum) and splits
/// (product) stand with the bar of their date, or with the next one when that date has none. Weekly bars begin on
/// Mondays.
public final class YahooProvider extends WebProvider {
    public static final String NAME = "yahoo";

    private static final String BASE = "https://query1.finance.yahoo.com";
    private static final String ERROR = "error";
    private static final Intervals INTERVALS = Intervals.of(Map.of(
            Timeframe.ofMinutes(1),
            "1m",
            Timeframe.ofMinutes(5),
            "5m",
            Timeframe.ofMinutes(15),
            "15m",
            Timeframe.ofMinutes(30),
            "30m",
            Timeframe.ofMinutes(60),
            "1h",
            Timeframe.DAILY,
            "1d",
            Timeframe.WEEKLY,
            "1wk",
            Timeframe.MONTHLY,
            "1mo"));

    /// A day less than Yahoo says, so that a question is not late when it arrives.
    private static final Map<Timeframe, Duration> HISTORY = Map.of(
            Timeframe.ofMinutes(1), Duration.ofDays(29),
            Timeframe.ofMinutes(5), Duration.ofDays(59),
            Timeframe.ofMinutes(15), Duration.ofDays(59),
            Timeframe.ofMinutes(30), Duration.ofDays(59),
            Timeframe.ofMinutes(60), Duration.ofDays(729));

    /// Seven days of minutes: eight are refused.
    private static final int BARS_PER_CALL = 7 * 24 * 60;

    /// An event may stand on a day without a bar, such as a holiday.
    private static final int DAYS_BEFORE = 7;

    private static final Capabilities CAPABILITIES = Capabilities.of(
                    INTERVALS.timeframes(),
                    Adjustment.SPLITS,
                    AssetClass.EQUITY,
                    "us",
                    BARS_PER_CALL,
                    RateLimit.perSeconds(60, 60, 2),
                    false,
                    "Yahoo Finance: stocks, funds, indices, currencies, futures of most exchanges; finance.yahoo.com")
            .reachingBack(HISTORY);

    private YahooProvider(ProviderSetup setup) {
        super(NAME, CAPABILITIES, setup, BASE);
    }

    public static ProviderKind kind() {
        return new ProviderKind(NAME, CAPABILITIES, Set.of(), "AAPL", YahooProvider::new);
    }

    @Override
    public String calendarOf(String symbol) {
        return YahooSymbols.calendarOf(symbol);
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        boolean isIntraday = request.timeframe().isIntraday();
        Instant from = isIntraday ? request.from() : BarTimes.midnight(firstDate(request));
        Instant to = isIntraday
                ? request.to()
                : BarTimes.midnight(WholeBars.of(request).last().plusDays(1));
        JsonNode chart = chart(caller.get(ask(request, from, to)));
        if (saysThatThereIsNothing(chart)) {
            return BarAnswer.whole(request, new BarRows());
        }
        JsonNode results = Answers.array(Answers.member(chart, "result"), "the result");
        if (results.size() != 1) {
            throw Answers.bad(results.size() + " results");
        }
        YahooChart one = YahooChart.of(results.get(0), request, INTERVALS.of(request.timeframe()));
        AskedTimes times = isIntraday
                ? AskedTimes.between(request, from, to, 1)
                : AskedTimes.between(
                        request, firstDate(request), WholeBars.of(request).last());
        return BarAnswer.whole(request, one.rows(times));
    }

    private static LocalDate firstDate(BarRequest request) {
        return request.timeframe().startOfBar(WholeBars.of(request).first().minusDays(DAYS_BEFORE));
    }

    private Ask ask(BarRequest request, Instant from, Instant to) throws ProviderException {
        Ask ask = Ask.of(base(), "/v8/finance/chart/" + PathSymbol.segment(request.symbol()))
                .with("period1", from.getEpochSecond())
                .with("period2", to.getEpochSecond())
                .with("interval", INTERVALS.of(request.timeframe()))
                .with("includePrePost", "false")
                .readBy(YahooProvider::isAnswer);
        return request.timeframe().isIntraday()
                ? ask
                : ask.with("events", "div,splits").with("includeAdjustedClose", "true");
    }

    /// Yahoo says with status 400 that it has no bars, and with 404 and 422 what it does not know or offer.
    private static boolean isAnswer(Reply reply) throws ProviderException {
        return Set.of(400, 404, 422).contains(reply.status())
                && Answers.isJson(reply)
                && saysThatThereIsNothing(chart(reply));
    }

    private static JsonNode chart(Reply reply) throws ProviderException {
        return Answers.member(Answers.json(reply), "chart");
    }

    private static boolean saysThatThereIsNothing(JsonNode chart) throws ProviderException {
        JsonNode error = Answers.member(chart, ERROR);
        if (error.isNull()) {
            return false;
        }
        String code = Answers.text(Answers.member(error, "code"), "the code of the error");
        String words = Answers.text(Answers.member(error, "description"), "the description of the error");
        if (words.startsWith("Data doesn't exist for startDate")) {
            return true;
        }
        throw new ProviderException(
                switch (code) {
                    case "Not Found" -> Fault.UNKNOWN_SYMBOL;
                    case "Unprocessable Entity" -> Fault.NOT_OFFERED;
                    case "Unauthorized" -> Fault.REFUSED;
                    default -> Fault.BAD_ANSWER;
                },
                code + ": " + words);
    }
}
