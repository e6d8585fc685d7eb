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
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Bars of OKX, `GET /api/v5/market/history-candles`, between two times that are both excluded. Bars come newest first,
/// as `[ts, open, high, low, close, vol, volCcy, volCcyQuote, confirm]`. Volume is `vol`: the base currency of a spot
/// pair, contracts of a swap or a future. Bars of six hours and longer are those of UTC, not of Hong Kong. What is
/// wrong
/// stands in `code`, often with status 200; an empty list with code 0 is an answer.
public final class OkxProvider extends WebProvider {
    /// Its name.
    public static final String NAME = "okx";

    private static final String BASE = "https://www.okx.com";
    private static final int MOST_BARS = 100;
    private static final int FIELDS = 9;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int HOUR = 60;
    private static final int FIRST_WITH_ZONE = 6 * HOUR;
    private static final String FINE = "0";
    private static final ProviderKind KIND = new ProviderKind(
            NAME,
            Capabilities.of(
                    List.of(
                            Timeframe.ofMinutes(1),
                            Timeframe.ofMinutes(3),
                            Timeframe.ofMinutes(5),
                            Timeframe.ofMinutes(15),
                            Timeframe.ofMinutes(30),
                            Timeframe.ofMinutes(HOUR),
                            Timeframe.ofMinutes(2 * HOUR),
                            Timeframe.ofMinutes(4 * HOUR),
                            Timeframe.ofMinutes(6 * HOUR),
                            Timeframe.ofMinutes(12 * HOUR),
                            Timeframe.DAILY,
                            Timeframe.WEEKLY,
                            Timeframe.MONTHLY),
                    Adjustment.NONE,
                    AssetClass.CRYPTO,
                    "24x7",
                    MOST_BARS,
                    RateLimit.perSeconds(20, 2, 4),
                    false,
                    "OKX, bars by REST; www.okx.com/docs-v5"),
            Set.of(),
            "BTC-USDT",
            OkxProvider::new);

    private OkxProvider(ProviderSetup setup) {
        super(NAME, KIND.capabilities(), setup, BASE);
    }

    /// How it is opened.
    public static ProviderKind kind() {
        return KIND;
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        Reply reply = caller.get(Ask.of(base(), "/api/v5/market/history-candles")
                .with("instId", request.symbol())
                .with("bar", bar(request.timeframe()))
                .with("before", EpochUnit.MILLISECONDS.count(request.fromMicros() - 1))
                .with("after", EpochUnit.MILLISECONDS.count(request.toMicros() - 1) + 1)
                .with("limit", MOST_BARS)
                .readBy(OkxProvider::isAnswer));
        AlignedBars bars = AlignedBars.of(request);
        for (JsonNode bar : Answers.array(Answers.member(Answers.json(reply), "data"), "data")) {
            add(bar, bars);
        }
        return BarAnswer.whole(request, bars.rows());
    }

    private static String bar(Timeframe timeframe) {
        return switch (timeframe.unit()) {
            case MINUTE -> timeframe.count() < HOUR ? timeframe.count() + "m" : hours(timeframe.count());
            case DAY -> "1Dutc";
            case WEEK -> "1Wutc";
            case MONTH -> "1Mutc";
        };
    }

    private static String hours(int minutes) {
        return minutes / HOUR + (minutes < FIRST_WITH_ZONE ? "H" : "Hutc");
    }

    private static void add(JsonNode bar, AlignedBars bars) throws ProviderException {
        Answers.array(bar, FIELDS, "a bar");
        String confirm = Answers.text(bar.get(8), "confirm");
        if (!confirm.equals("0") && !confirm.equals("1")) {
            throw Answers.bad("confirm is '" + confirm + "', neither 0 nor 1");
        }
        bars.add(
                EpochUnit.MILLISECONDS.micros(Answers.whole(bar.get(0), "ts")),
                Answers.number(bar.get(1), "open"),
                Answers.number(bar.get(2), "high"),
                Answers.number(bar.get(3), "low"),
                Answers.number(bar.get(4), "close"),
                Answers.number(bar.get(5), "vol"));
    }

    /// Reads `{"code":"51001","msg":"Instrument ID does not exist","data":[]}`.
    private static boolean isAnswer(Reply reply) throws ProviderException {
        if ((reply.status() != OK && reply.status() != BAD_REQUEST) || !Answers.isJson(reply)) {
            return false;
        }
        JsonNode answer = Answers.json(reply);
        String code = Answers.text(Answers.member(answer, "code"), "code");
        if (!code.equals(FINE)) {
            String words = Answers.text(Answers.member(answer, "msg"), "msg");
            throw new ProviderException(fault(code), "OKX says " + code + ": " + words);
        }
        return reply.status() == OK;
    }

    private static Fault fault(String code) {
        return switch (code) {
            case "51001", "51014", "51015" -> Fault.UNKNOWN_SYMBOL;
            case "50011", "50061" -> Fault.RATE_LIMITED;
            case "50001", "50004", "50013", "50026" -> Fault.SERVER_ERROR;
            default -> Fault.BAD_ANSWER;
        };
    }
}
