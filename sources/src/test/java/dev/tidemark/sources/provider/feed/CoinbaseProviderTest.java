package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.answered;
import static dev.tidemark.sources.provider.feed.FeedSample.ask;
import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static dev.tidemark.sources.provider.feed.FeedSample.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Coinbase Exchange.
class CoinbaseProviderTest {
    private static final ProviderKind KIND = CoinbaseProvider.kind();

    static final FeedSample DAILY = new FeedSample(
            KIND,
            request("BTC-USD", Timeframe.DAILY, "2024-01-01", "2024-01-03"),
            "application/json; charset=utf-8",
            """
            [[1704153600,44148.34,45899.99,44187.14,44961.6,18045.31812337],
             [1704067200,42175.65,44240.8,42288.58,44187.14,6715.93714962]]
            """,
            "",
            "44148.34",
            "6715.93714962");
    static final FeedSample INTRADAY = new FeedSample(
            KIND,
            request("BTC-USD", Timeframe.ofMinutes(1), "2024-11-03T05:58:30Z", "2024-11-03T06:01:30Z"),
            "application/json; charset=utf-8",
            """
            [[1730613660,68000,68010.5,68001,68010.5,0.25],
             [1730613540,67990,68002,67995.01,68001,1.00000001],
             [1730613480,1,1,1,1,1]]
            """,
            "",
            "67995.01",
            "1.00000001");

    @Test
    void dailyNewestFirst() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY.body()))) {
            BarRequest request = DAILY.request();
            BarAnswer answer = ask(KIND, request, server);
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-01-02T00:00:00Z 44187.14 45899.99 44148.34 44961.6 18045.31812337",
                            "2024-01-01T00:00:00Z 42288.58 44240.8 42175.65 44187.14 6715.93714962");
            assertThat(answer.from()).isEqualTo(request.from());
            assertThat(answer.to()).isEqualTo(request.to());
            LocalServer.Question question = server.questions().getFirst();
            assertThat(question.path()).isEqualTo("/products/BTC-USD/candles");
            assertThat(question.parameters())
                    .isEqualTo(Map.of(
                            "granularity", "86400",
                            "start", "2024-01-01T00:00:00Z",
                            "end", "2024-01-02T00:00:00Z"));
        }
    }

    @Test
    void minutesWithoutATradeAreAbsentAndOneBeforeTheStartIsLeftOut() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(INTRADAY.body()))) {
            BarRequest request = INTRADAY.request();
            assertThat(lines(ask(KIND, request, server)))
                    .containsExactly(
                            "2024-11-03T06:01:00Z 68001.0 68010.5 68000.0 68010.5 0.25",
                            "2024-11-03T05:59:00Z 67995.01 68002.0 67990.0 68001.0 1.00000001");
            assertThat(server.questions().getFirst().parameters())
                    .isEqualTo(Map.of(
                            "granularity", "60",
                            "start", "2024-11-03T05:59:00Z",
                            "end", "2024-11-03T06:01:00Z"));
        }
    }

    @Test
    void aWindowBetweenTwoBarsIsNotAskedFor() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.errorPage())) {
            BarRequest request = request("BTC-USD", Timeframe.ofMinutes(60), "2024-11-03T05:30", "2024-11-03T06:00");
            assertThat(ask(KIND, request, server).bars().size()).isZero();
            assertThat(server.questions()).isEmpty();
        }
    }

    @Test
    void threeHundredBarsAreThreeHundredPoints() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json("[]"))) {
            ask(KIND, request("BTC-USD", Timeframe.ofMinutes(1), "2024-11-03", "2024-11-03T05:00"), server);
            assertThat(KIND.capabilities().barsPerCall()).isEqualTo(300);
            assertThat(server.questions().getFirst().parameter("end")).isEqualTo("2024-11-03T04:59:00Z");
        }
    }

    @Test
    void aProductThatItDoesNotHave() {
        BarRequest request = request("NO-SUCH", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        try (LocalServer server =
                new LocalServer(_ -> LocalServer.of(404, "application/json", "{\"message\":\"NotFound\"}"))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> ask(KIND, request, server))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_SYMBOL))
                    .withMessageContaining("NotFound");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../orders", ".", " ", "A/../B", "a\\b"})
    void noSymbolLeadsElsewhere(String symbol) {
        BarRequest request = request(symbol, Timeframe.DAILY, "2024-01-01", "2024-01-03");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(KIND, "[]", request))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_SYMBOL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[1704067201,1,2,1,2,5]]",
                "[[1704067200000,1,2,1,2,5]]",
                "[[1704067200,1,2,1,2]]",
                "[[1704067200,1,2,1,2,5,6]]",
                "[[1704067200.5,1,2,1,2,5]]",
                "[[1704067200,1,2,1,2,-5]]",
                "[[1704067200,1,null,1,2,5]]"
            })
    void whatIsNoBarIsNoAnswer(String body) {
        BarRequest request = request("BTC-USD", Timeframe.ofMinutes(60), "2024-01-01", "2024-01-03");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(KIND, body, request))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }
}
