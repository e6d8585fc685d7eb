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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OKX.
class OkxProviderTest {
    private static final ProviderKind KIND = OkxProvider.kind();

    static final FeedSample DAILY = new FeedSample(
            KIND,
            request("BTC-USDT", Timeframe.DAILY, "2024-01-01", "2024-01-03"),
            "application/json",
            answer("""
                ["1704153600000","44183.5","45900","44148.4","44944.2","13254.12345678","597000000","597000000.5","0"],
                ["1704067200000","42283.2","44190","42180","44183.6","5321.5","229000000","229000000.1","1"]
                """),
            "",
            "44148.4",
            "13254.12345678");
    static final FeedSample INTRADAY = new FeedSample(
            KIND,
            request("ETH-USDT", Timeframe.ofMinutes(1), "2024-11-03T06:00", "2024-11-03T06:02"),
            "application/json",
            answer("""
                ["1730613660000","2.5","2.5","2.5","2.5","0","0","0","1"],
                ["1730613600000","2.25","2.5","2","2.5","7.5","17","17","1"]
                """),
            "",
            "2.25",
            "7.5");

    private static String answer(String bars) {
        return "{\"code\":\"0\",\"msg\":\"\",\"data\":[" + bars + "]}";
    }

    @Test
    void dailyOfUtcNewestFirst() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY.body()))) {
            BarRequest request = DAILY.request();
            BarAnswer answer = ask(KIND, request, server);
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-01-02T00:00:00Z 44183.5 45900.0 44148.4 44944.2 13254.12345678",
                            "2024-01-01T00:00:00Z 42283.2 44190.0 42180.0 44183.6 5321.5");
            assertThat(answer.from()).isEqualTo(request.from());
            assertThat(answer.to()).isEqualTo(request.to());
            LocalServer.Question question = server.questions().getFirst();
            assertThat(question.path()).isEqualTo("/api/v5/market/history-candles");
            assertThat(question.parameters())
                    .as("both ends are excluded")
                    .isEqualTo(Map.of(
                            "instId", "BTC-USDT",
                            "bar", "1Dutc",
                            "before", "1704067199999",
                            "after", "1704240000000",
                            "limit", "100"));
        }
    }

    @Test
    void intraday() throws ProviderException {
        assertThat(lines(INTRADAY.answer(INTRADAY.body())))
                .containsExactly(
                        "2024-11-03T06:01:00Z 2.5 2.5 2.5 2.5 0.0", "2024-11-03T06:00:00Z 2.25 2.5 2.0 2.5 7.5");
    }

    @ParameterizedTest
    @CsvSource({"3m,3m", "1h,1H", "2h,2H", "4h,4H", "6h,6Hutc", "12h,12Hutc", "1d,1Dutc", "1w,1Wutc", "1mo,1Mutc"})
    void namesOfBars(String timeframe, String bar) throws ProviderException {
        try (LocalServer server = new LocalServer(
                _ -> LocalServer.json(answer("[\"1704067200000\",\"1\",\"2\",\"1\",\"2\",\"5\",\"0\",\"0\",\"1\"]")))) {
            BarRequest request = request("BTC-USDT", Timeframe.parse(timeframe), "2024-01-01", "2024-03-01");
            assertThat(lines(ask(KIND, request, server))).containsExactly("2024-01-01T00:00:00Z 1.0 2.0 1.0 2.0 5.0");
            assertThat(server.questions().getFirst().parameter("bar")).isEqualTo(bar);
        }
    }

    @Test
    void aDayOfHongKongIsNoAnswer() {
        BarRequest request = request("BTC-USDT", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        String day = "[\"1704124800000\",\"1\",\"2\",\"1\",\"2\",\"5\",\"0\",\"0\",\"1\"]";
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(KIND, answer(day), request))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER))
                .withMessageContaining("2024-01-01T16:00:00Z does not start on a whole 1d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|51001|Instrument ID does not exist|UNKNOWN_SYMBOL|1",
                "400|51001|Instrument ID does not exist|UNKNOWN_SYMBOL|1",
                "200|50011|Requests too frequent|RATE_LIMITED|3",
                "429|50011|Requests too frequent|RATE_LIMITED|3",
                "200|50013|Systems are busy|SERVER_ERROR|3",
                "503|50001|Service temporarily unavailable|SERVER_ERROR|3",
                "200|51000|Parameter bar error|BAD_ANSWER|1"
            })
    void itsOwnWords(int status, String code, String words, Fault fault, int questions) {
        BarRequest request = request("NO-SUCH", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        String body = "{\"code\":\"" + code + "\",\"msg\":\"" + words + "\",\"data\":[]}";
        try (LocalServer server = new LocalServer(_ -> LocalServer.of(status, "application/json", body))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> ask(KIND, request, server))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                    .withMessageContaining(words);
            assertThat(server.questions()).hasSize(questions);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"0\",\"msg\":\"\"}",
                "{\"msg\":\"\",\"data\":[]}",
                "{\"code\":0,\"msg\":\"\",\"data\":[]}",
                "{\"code\":\"0\",\"msg\":\"\",\"data\":{}}",
                "{\"code\":\"0\",\"msg\":\"\",\"data\":[[\"1704067200000\",\"1\",\"2\",\"1\",\"2\",\"5\",\"0\",\"0\"]]}",
                "{\"code\":\"0\",\"msg\":\"\",\"data\":"
                        + "[[\"1704067200000\",\"1\",\"2\",\"1\",\"2\",\"5\",\"0\",\"0\",\"2\"]]}"
            })
    void anotherShapeIsNoAnswer(String body) {
        BarRequest request = request("BTC-USDT", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(KIND, body, request))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @Test
    void nothingIsAnAnswer() throws ProviderException {
        BarRequest request = request("BTC-USDT", Timeframe.DAILY, "2010-01-01", "2010-01-03");
        BarAnswer answer = answered(KIND, answer(""), request);
        assertThat(answer.bars().size()).isZero();
        assertThat(answer.from()).isEqualTo(request.from());
    }
}
