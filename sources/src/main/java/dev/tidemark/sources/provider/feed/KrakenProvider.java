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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Bars of Kraken's spot market, `GET /0/public/OHLC`. However far back one asks, only the newest 720 bars come, so a
/// full answer speaks from its first bar on. The last bar is the one under way. What is wrong stands in the list
/// `error`
/// with status 200.
///
/// Weekly bars are not offered: Kraken's weeks are seven days counted from 1970-01-01, a Thursday.
public final class KrakenProvider extends WebProvider {
    /// Its name.
    public static final String NAME = "kraken";

    private static final String BASE = "https://api.kraken.com";
    private static final int MOST_BARS = 720;
    private static final int FIELDS = 8;
    private static final int OK = 200;
    private static final ProviderKind KIND = new ProviderKind(
            NAME,
            capabilities(List.of(
                    Timeframe.ofMinutes(1),
                    Timeframe.ofMinutes(5),
                    Timeframe.ofMinutes(15),
                    Timeframe.ofMinutes(30),
                    Timeframe.ofMinutes(60),
                    Timeframe.ofMinutes(240),
                    Timeframe.DAILY)),
            Set.of(),
            "XBTUSD",
            KrakenProvider::new);

    private KrakenProvider(ProviderSetup setup) {
        super(NAME, KIND.capabilities(), setup, BASE);
    }

    /// How it is opened.
    public static ProviderKind kind() {
        return KIND;
    }

    private static Capabilities capabilities(List<Timeframe> timeframes) {
        Map<Timeframe, Duration> history = timeframes.stream()
                .collect(Collectors.toMap(
                        Function.identity(), timeframe -> timeframe.interval().multipliedBy(MOST_BARS)));
        return Capabilities.of(
                        timeframes,
                        Adjustment.NONE,
                        AssetClass.CRYPTO,
                        "24x7",
                        MOST_BARS,
                        RateLimit.perSeconds(1, 1, 1),
                        false,
                        "Kraken spot, the newest 720 bars by REST; docs.kraken.com/api")
                .reachingBack(history);
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        Reply reply = caller.get(Ask.of(base(), "/0/public/OHLC")
                .with("pair", request.symbol())
                .with("interval", request.timeframe().interval().toMinutes())
                .with("since", EpochUnit.SECONDS.count(request.fromMicros() - 1))
                .readBy(KrakenProvider::isAnswer));
        JsonNode result = Answers.member(Answers.json(reply), "result");
        JsonNode answered = pair(request.symbol(), result);
        AlignedBars bars = AlignedBars.of(request);
        long earliest = Long.MAX_VALUE;
        for (JsonNode bar : answered) {
            earliest = Math.min(earliest, add(bar, bars));
        }
        return new BarAnswer(bars.rows(), from(request, answered.size(), earliest), request.to());
    }

    /// The bars of the only pair of the answer.
    private static JsonNode pair(String symbol, JsonNode result) throws ProviderException {
        Answers.whole(Answers.member(result, "last"), "last");
        List<String> pairs = result.propertyNames().stream()
                .filter(name -> !name.equals("last"))
                .toList();
        if (pairs.size() != 1 || !isSame(symbol, pairs.getFirst())) {
            throw Answers.bad("the answer is about " + pairs + ", not about " + symbol);
        }
        return Answers.array(result.get(pairs.getFirst()), "the bars of " + symbol);
    }

    /// Whether Kraken calls a pair so. Its own names put X before the older coins and Z before money, and say XBT for
    /// BTC and XDG for DOGE: XXBTZUSD is BTC/USD.
    static boolean isSame(String asked, String answered) {
        String wanted = plain(asked);
        String given = plain(answered);
        int at = 0;
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (at < wanted.length() && wanted.charAt(at) == c) {
                at++;
            } else if (c != 'X' && c != 'Z') {
                return false;
            }
        }
        return at > 0 && at == wanted.length();
    }

    private static String plain(String pair) {
        return pair.replaceAll("[^A-Za-z0-9.]", "")
                .toUpperCase(Locale.ROOT)
                .replace("BTC", "XBT")
                .replace("DOGE", "XDG");
    }

    /// @return the start of the bar
    private static long add(JsonNode bar, AlignedBars bars) throws ProviderException {
        Answers.array(bar, FIELDS, "a bar");
        long start = EpochUnit.SECONDS.micros(Answers.whole(bar.get(0), "time"));
        bars.add(
                start,
                Answers.number(bar.get(1), "open"),
                Answers.number(bar.get(2), "high"),
                Answers.number(bar.get(3), "low"),
                Answers.number(bar.get(4), "close"),
                Answers.number(bar.get(6), "volume"));
        return start;
    }

    /// What the answer speaks for: of a full one nobody knows whether there were bars before its first.
    private static Instant from(BarRequest request, int count, long earliest) {
        if (count < MOST_BARS || earliest <= request.fromMicros()) {
            return request.from();
        }
        Instant first = BarTimes.instant(earliest);
        return first.isBefore(request.to()) ? first : request.to();
    }

    /// Reads `{"error":["EQuery:Unknown asset pair"]}`; entries that begin with W are warnings.
    private static boolean isAnswer(Reply reply) throws ProviderException {
        if (reply.status() != OK || !Answers.isJson(reply)) {
            return false;
        }
        for (JsonNode error : Answers.array(Answers.member(Answers.json(reply), "error"), "error")) {
            String words = Answers.text(error, "error");
            if (!words.startsWith("W")) {
                throw new ProviderException(fault(words), "Kraken says " + words);
            }
        }
        return true;
    }

    private static Fault fault(String words) {
        if (words.startsWith("EQuery:Unknown asset")) {
            return Fault.UNKNOWN_SYMBOL;
        }
        if (words.contains("Rate limit") || words.contains("Too many requests") || words.contains("lockout")) {
            return Fault.RATE_LIMITED;
        }
        return words.startsWith("EService:") || words.equals("EGeneral:Internal error")
                ? Fault.SERVER_ERROR
                : Fault.BAD_ANSWER;
    }
}
