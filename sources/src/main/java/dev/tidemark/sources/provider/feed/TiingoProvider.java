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
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Tiingo: end-of-day prices of US stocks and funds with dividends and splits, and intraday bars of the IEX exchange.
///
/// Prices are as traded; `adj_close` is adjusted for splits and dividends. Intraday bars hold what was traded on IEX
/// alone, so their volume is a part of the market's. Answers name no symbol, so that another symbol's bars cannot be
/// told from the wanted ones.
public final class TiingoProvider extends WebProvider {
    public static final String NAME = "tiingo";

    private static final String BASE = "https://api.tiingo.com";
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
            "1hour",
            Timeframe.DAILY,
            "daily"));

    /// Fewer rows than the least that the intraday interface is known to give, 2,000, also for minutes of regular
    /// hours.
    private static final int BARS_PER_CALL = 5000;

    private static final int MOST_GRID_MINUTES = 30;

    private static final Capabilities CAPABILITIES = Capabilities.of(
            INTERVALS.timeframes(),
            Adjustment.NONE,
            AssetClass.EQUITY,
            "us",
            BARS_PER_CALL,
            RateLimit.perSeconds(1, 90, 1),
            true,
            "Tiingo: US stocks and funds by day, IEX bars within the day; api.tiingo.com/documentation");

    private TiingoProvider(ProviderSetup setup) {
        super(NAME, CAPABILITIES, setup, BASE);
    }

    public static ProviderKind kind() {
        return new ProviderKind(NAME, CAPABILITIES, Set.of(), "AAPL", TiingoProvider::new);
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        boolean isIntraday = request.timeframe().isIntraday();
        Reply reply = caller.get(isIntraday ? askIntraday(request) : askDaily(request));
        JsonNode bars = Answers.array(Answers.json(reply), "the answer");
        return BarAnswer.whole(request, isIntraday ? intraday(request, bars) : daily(request, bars));
    }

    private Ask askDaily(BarRequest request) throws ProviderException {
        return ask("/tiingo/daily/", request)
                .with("startDate", request.firstDate().toString())
                .with("endDate", request.lastDate().toString())
                .with("resampleFreq", INTERVALS.of(request.timeframe()));
    }

    /// A day more at the end, since the documentation does not say whether the last one is included.
    private Ask askIntraday(BarRequest request) throws ProviderException {
        return ask("/iex/", request)
                .with("startDate", request.firstDate().toString())
                .with("endDate", request.lastDate().plusDays(1).toString())
                .with("resampleFreq", INTERVALS.of(request.timeframe()))
                .with("columns", "open,high,low,close,volume")
                .with("afterHours", "false")
                .with("forceFill", "false");
    }

    private Ask ask(String folder, BarRequest request) throws ProviderException {
        return Ask.of(base(), folder + PathSymbol.segment(request.symbol()) + "/prices")
                .withHeader("Authorization", "Token " + key())
                .readBy(TiingoProvider::isAnswer);
    }

    private static BarRows daily(BarRequest request, JsonNode bars) throws ProviderException {
        AskedTimes times = AskedTimes.between(request, request.firstDate(), request.lastDate());
        BarRows rows = new BarRows();
        for (JsonNode bar : bars) {
            long start = start(bar);
            if (start != BarTimes.startOfBar(Timeframe.DAILY, BarTimes.date(start))) {
                throw Answers.bad("a daily bar at " + bar.get("date"));
            }
            if (times.wants(start)) {
                BarMembers.PLAIN.add(rows, start, bar);
                rows.set(BarRows.Field.ADJ_CLOSE, BarMembers.number(bar, "adjClose"));
                rows.set(BarRows.Field.DIVIDENDS, BarMembers.number(bar, "divCash"));
                rows.set(BarRows.Field.SPLITS, BarMembers.number(bar, "splitFactor"));
            }
        }
        return rows;
    }

    private static BarRows intraday(BarRequest request, JsonNode bars) throws ProviderException {
        AskedTimes times = AskedTimes.between(
                request,
                BarTimes.midnight(request.firstDate()),
                BarTimes.midnight(request.lastDate().plusDays(2)),
                Math.min(request.timeframe().count(), MOST_GRID_MINUTES));
        BarRows rows = new BarRows();
        for (JsonNode bar : bars) {
            long start = start(bar);
            if (times.wants(start)) {
                BarMembers.PLAIN.add(rows, start, bar);
            }
        }
        return rows;
    }

    private static long start(JsonNode bar) throws ProviderException {
        return BarTimes.utc(Answers.text(Answers.member(bar, "date"), "the date"));
    }

    /// Used up limits are told in plain text or JSON, with status 200 or 429; only the next hour or month helps.
    private static boolean isAnswer(Reply reply) throws ProviderException {
        if (reply.isShort() && reply.text().contains("You have run over your")) {
            throw new ProviderException(Fault.QUOTA, reply.preview());
        }
        return false;
    }
}
