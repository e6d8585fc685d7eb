package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// How each exchange writes minutes of 2024-01-01, for tests that are the same for all of them.
@SuppressWarnings("ImmutableEnumChecker") // a kind of provider does not change
enum ExchangeFeed {
    BINANCE(
            BinanceProvider.kind(),
            "BTCUSDT",
            "[%1$d000,\"1.5\",\"2\",\"1\",\"1.75\",\"%2$s\",%1$d999,\"0\",1,\"0\",\"0\",\"0\"]",
            bars -> "[" + bars + "]"),
    COINBASE(CoinbaseProvider.kind(), "BTC-USD", "[%1$d,1,2,1.5,1.75,%2$s]", bars -> "[" + bars + "]"),
    KRAKEN(
            KrakenProvider.kind(),
            "XBTUSD",
            "[%1$d,\"1.5\",\"2\",\"1\",\"1.75\",\"1.6\",\"%2$s\",3]",
            bars -> "{\"error\":[],\"result\":{\"XXBTZUSD\":[" + bars + "],\"last\":1704067260}}"),
    OKX(
            OkxProvider.kind(),
            "BTC-USDT",
            "[\"%1$d000\",\"1.5\",\"2\",\"1\",\"1.75\",\"%2$s\",\"0\",\"0\",\"1\"]",
            bars -> "{\"code\":\"0\",\"msg\":\"\",\"data\":[" + bars + "]}"),
    BINANCE_PUBLIC(
            BinancePublicProvider.kind(),
            "BTCUSDT",
            "%1$d000,1.5,2,1,1.75,%2$s,%1$d999,0,1,0,0,0\n",
            bars -> bars.replace("\n,", "\n"));

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private final ProviderKind kind;
    private final String symbol;
    private final String bar;
    private final UnaryOperator<String> wrap;

    ExchangeFeed(ProviderKind kind, String symbol, String bar, UnaryOperator<String> wrap) {
        this.kind = kind;
        this.symbol = symbol;
        this.bar = bar;
        this.wrap = wrap;
    }

    private boolean isJson() {
        return this != BINANCE_PUBLIC;
    }

    /// Of the first ten minutes.
    BarRequest request() {
        return new BarRequest(symbol, Timeframe.ofMinutes(1), FIRST, FIRST.plusSeconds(600));
    }

    /// A bar of one of the minutes.
    String bar(int minute, String volume) {
        return String.format(Locale.ROOT, bar, FIRST.getEpochSecond() + 60L * minute, volume);
    }

    String body(List<String> bars) {
        return wrap.apply(String.join(",", bars));
    }

    /// What a server answers that holds a body.
    LocalServer.Answer serve(String body, LocalServer.Question question) {
        return isJson()
                ? LocalServer.json(body)
                : new PublishedFiles()
                        .with("monthly/klines/BTCUSDT/1m/BTCUSDT-1m-2024-01", body)
                        .answer(question);
    }

    /// Asks a server that answers all questions alike.
    BarAnswer ask(LocalServer.Answer answer) throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> answer)) {
            return FeedSample.ask(kind, request(), server);
        }
    }

    /// Asks a server that holds a body.
    BarAnswer askBody(String body) throws ProviderException {
        try (LocalServer server = new LocalServer(question -> serve(body, question))) {
            return FeedSample.ask(kind, request(), server);
        }
    }

    /// Reads a body without a network.
    BarAnswer read(String body) throws ProviderException {
        return kind.open(ProviderSetup.of(kind.name())).bars(request(), ask -> {
            LocalServer.Question question = new LocalServer.Question(ask.path(), new TreeMap<>(), Map.of());
            return switch (serve(body, question)) {
                case LocalServer.Answer.Bytes bytes -> new Reply(200, new TreeMap<>(), bytes.body());
                case LocalServer.Answer.Whole whole
                when whole.status() == 200 ->
                    Reply.of(200, whole.headers().getOrDefault("Content-Type", ""), whole.body());
                case LocalServer.Answer other -> throw new ProviderException(Fault.UNKNOWN_SYMBOL, other.toString());
            };
        });
    }
}
