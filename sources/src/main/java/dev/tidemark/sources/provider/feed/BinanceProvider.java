package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Ask;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Bars of Binance's spot market by its REST interface, `GET /api/v3/klines`. Volume is in the base asset. An empty
/// list
/// is the documented answer for a time without bars.
public final class BinanceProvider extends WebProvider {
    /// Its name.
    public static final String NAME = "binance";

    private static final String BASE = "https://api.binance.com";
    private static final int MOST_BARS = 1000;
    private static final int BAD_REQUEST = 400;
    private static final long BAD_SYMBOL = -1121;
    private static final long ILLEGAL_CHARACTERS = -1100;
    private static final long TOO_MANY_REQUESTS = -1003;
    /// Disconnected, timeout, server busy.
    private static final Set<Long> PASSING = Set.of(-1001L, -1007L, -1008L);
    private static final ProviderKind KIND = new ProviderKind(
            NAME,
            Capabilities.of(
                    timeframes(),
                    Adjustment.NONE,
                    AssetClass.CRYPTO,
                    "24x7",
                    MOST_BARS,
                    RateLimit.perSeconds(20, 60, 2),
                    false,
                    "Binance spot, bars by REST; developers.binance.com/docs/binance-spot-api-docs"),
            Set.of(),
            "BTCUSDT",
            BinanceProvider::new);

    private BinanceProvider(ProviderSetup setup) {
        super(NAME, KIND.capabilities(), setup, BASE);
    }

    /// How it is opened.
    public static ProviderKind kind() {
        return KIND;
    }

    private static List<Timeframe> timeframes() {
        List<Timeframe> timeframes = new ArrayList<>(BinanceKlines.upToDays());
        timeframes.add(Timeframe.WEEKLY);
        timeframes.add(Timeframe.MONTHLY);
        return timeframes;
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        Timeframe timeframe = request.timeframe();
        Reply reply = caller.get(Ask.of(base(), "/api/v3/klines")
                .with("symbol", request.symbol())
                .with("interval", timeframe.equals(Timeframe.MONTHLY) ? "1M" : timeframe.text())
                .with("startTime", EpochUnit.MILLISECONDS.count(request.fromMicros()))
                .with("endTime", EpochUnit.MILLISECONDS.count(request.toMicros() - 1))
                .with("limit", MOST_BARS)
                .readBy(BinanceProvider::isAnswer));
        BinanceKlines bars = new BinanceKlines(request);
        for (JsonNode bar : Answers.array(Answers.json(reply), "the answer")) {
            add(bar, bars);
        }
        return BarAnswer.whole(request, bars.rows());
    }

    private static void add(JsonNode bar, BinanceKlines bars) throws ProviderException {
        Answers.array(bar, BinanceKlines.FIELDS, "a bar");
        bars.add(
                EpochUnit.MILLISECONDS.micros(Answers.whole(bar.get(0), "open time")),
                EpochUnit.MILLISECONDS.micros(Answers.whole(bar.get(6), "close time")),
                Answers.number(bar.get(1), "open"),
                Answers.number(bar.get(2), "high"),
                Answers.number(bar.get(3), "low"),
                Answers.number(bar.get(4), "close"),
                Answers.number(bar.get(5), "volume"));
    }

    /// Reads `{"code":-1121,"msg":"Invalid symbol."}`, which comes with status 400.
    private static boolean isAnswer(Reply reply) throws ProviderException {
        if (reply.status() != BAD_REQUEST || !Answers.isJson(reply)) {
            return false;
        }
        JsonNode error = Answers.json(reply);
        long code = Answers.whole(Answers.member(error, "code"), "code");
        String words = "Binance says " + code + ": " + Answers.text(Answers.member(error, "msg"), "msg");
        throw new ProviderException(fault(code, words), words);
    }

    private static Fault fault(long code, String words) {
        if (code == BAD_SYMBOL || (code == ILLEGAL_CHARACTERS && words.contains("'symbol'"))) {
            return Fault.UNKNOWN_SYMBOL;
        }
        if (code == TOO_MANY_REQUESTS) {
            return Fault.RATE_LIMITED;
        }
        return PASSING.contains(code) ? Fault.SERVER_ERROR : Fault.BAD_ANSWER;
    }
}
