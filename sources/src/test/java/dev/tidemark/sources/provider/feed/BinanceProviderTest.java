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
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Binance's REST interface.
class BinanceProviderTest {
    private static final ProviderKind KIND = BinanceProvider.kind();
    static final FeedSample DAILY = new FeedSample(
            KIND,
            request("BTCUSDT", Timeframe.DAILY, "2024-01-01", "2024-01-03"),
            "application/json;charset=UTF-8",
            """
            [[1704067200000,"42283.58000000","44184.10000000","42180.77000000","44179.55000000","27174.29903000",
            1704153599999,"1169995682.14245560",1192577,"14022.90186000","603972338.36112930","0"],
            [1704153600000,"44179.55000000","45879.63000000","44148.34000000","44946.91000000","65146.40661000",
            1704239999999,"2944331699.36000000",2493400,"32850.21000000","1484000000.00000000","0"]]
            """,
            "",
            "44184.10000000",
            "27174.29903000");
    static final FeedSample INTRADAY = new FeedSample(
            KIND,
            request("ETHBTC", Timeframe.ofMinutes(1), "2024-03-10T06:59", "2024-03-10T07:01"),
            "application/json;charset=UTF-8",
            """
            [[1710053940000,"1.5","2","1.125","1.75","0.0625",1710053999999,"0.2",3,"0","0","0"],
            [1710054000000,"1.75","1.8","1.7","1.75","0.00000000",1710054059999,"0",0,"0","0","0"]]
            """,
            "",
            "1.125",
            "0.0625");

    @Test
    void daily() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY.body()))) {
            BarRequest request = DAILY.request();
            BarAnswer answer = ask(KIND, request, server);
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-01-01T00:00:00Z 42283.58 44184.1 42180.77 44179.55 27174.29903",
                            "2024-01-02T00:00:00Z 44179.55 45879.63 44148.34 44946.91 65146.40661");
            assertThat(answer.from()).isEqualTo(request.from());
            assertThat(answer.to()).isEqualTo(request.to());
            LocalServer.Question question = server.questions().getFirst();
            assertThat(question.path()).isEqualTo("/api/v3/klines");
            assertThat(question.parameters())
                    .isEqualTo(Map.of(
                            "symbol", "BTCUSDT",
                            "interval", "1d",
                            "startTime", "1704067200000",
                            "endTime", "1704239999999",
                            "limit", "1000"));
        }
    }

    @Test
    void intradayThroughTheNightWhenNewYorkChangesItsClocks() throws ProviderException {
        assertThat(lines(INTRADAY.answer(INTRADAY.body())))
                .containsExactly(
                        "2024-03-10T06:59:00Z 1.5 2.0 1.125 1.75 0.0625", "2024-03-10T07:00:00Z 1.75 1.8 1.7 1.75 0.0");
    }

    @ParameterizedTest
    @CsvSource({"1w,1w,1704067200000", "1mo,1M,1704067200000", "4h,4h,1704067200000", "12h,12h,1704067200000"})
    void otherTimeframes(String timeframe, String interval, String start) throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(
                "[[1704067200000,\"1\",\"2\",\"1\",\"2\",\"5\",1704070000000,\"0\",1,\"0\",\"0\",\"0\"]]"))) {
            BarRequest request = request("BTCUSDT", Timeframe.parse(timeframe), "2024-01-01", "2024-03-01");
            assertThat(lines(ask(KIND, request, server))).containsExactly("2024-01-01T00:00:00Z 1.0 2.0 1.0 2.0 5.0");
            LocalServer.Question question = server.questions().getFirst();
            assertThat(question.parameter("interval")).isEqualTo(interval);
            assertThat(question.parameter("startTime")).isEqualTo(start);
        }
    }

    /// The bars around the outage of February 2018, as the archive has them.
    @Test
    void barsOfTheOutagesOf2018AreTakenAsTheyAre() throws ProviderException {
        String hours = """
            [[1518048000000,"1","1","1","1","1",1518049694788,"0",1,"0","0","0"],
            [1518168494789,"1","1","1","1","1",1518172094788,"0",1,"0","0","0"],
            [1518321600000,"1","1","1","1","1",1518325199999,"0",1,"0","0","0"]]
            """;
        BarRequest request = request("BTCUSDT", Timeframe.ofMinutes(60), "2018-02-08", "2018-02-12");
        assertThat(lines(answered(KIND, hours, request)))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("2018-02-08T00:00:00Z", "2018-02-09T09:28:14.789Z", "2018-02-11T04:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1704067201000|1704070000000|does not start on a whole 1h",
                "1704067200000|1704153599999|so it is none of 1h",
                "1704067200000|1704067199999|so it is none of 1h",
                "1704067200|1704070799|is no time of today in milliseconds",
                "1704067200000000|1704070799999999|is no time of today in milliseconds"
            })
    void barsOfAnotherTimeOrTimeframeAreNoAnswer(long open, long close, String words) {
        String bar = "[[" + open + ",\"1\",\"2\",\"1\",\"2\",\"5\"," + close + ",\"0\",1,\"0\",\"0\",\"0\"]]";
        BarRequest request = request("BTCUSDT", Timeframe.ofMinutes(60), "2024-01-01", "2024-01-03");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(KIND, bar, request))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"code\":-1121,\"msg\":\"Invalid symbol.\"}|UNKNOWN_SYMBOL|1",
                "400|{\"code\":-1100,\"msg\":\"Illegal characters found in parameter 'symbol'\"}|UNKNOWN_SYMBOL|1",
                "400|{\"code\":-1100,\"msg\":\"Illegal characters found in parameter 'endTime'\"}|BAD_ANSWER|1",
                "400|{\"code\":-1003,\"msg\":\"Too many requests queued.\"}|RATE_LIMITED|3",
                "400|{\"code\":-1008,\"msg\":\"Server is currently overloaded\"}|SERVER_ERROR|3",
                "400|{\"code\":-1120,\"msg\":\"Invalid interval.\"}|BAD_ANSWER|1",
                "400|{\"error\":7}|BAD_ANSWER|1",
                "418|{\"code\":-1003,\"msg\":\"IP banned until 1704067200000\"}|RATE_LIMITED|3",
                "451|{\"code\":0,\"msg\":\"Service unavailable from a restricted location\"}|REFUSED|1",
                "200|{\"code\":-1121,\"msg\":\"Invalid symbol.\"}|BAD_ANSWER|1"
            })
    void itsOwnWords(int status, String body, Fault fault, int questions) {
        BarRequest request = request("NOSUCH", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        try (LocalServer server =
                new LocalServer(_ -> LocalServer.of(status, "application/json;charset=UTF-8", body))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> ask(KIND, request, server))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
            assertThat(server.questions()).hasSize(questions);
        }
    }

    @Test
    void beforeItsListingThereIsNothing() throws ProviderException {
        BarRequest request = request("BTCUSDT", Timeframe.DAILY, "2010-01-01", "2012-01-01");
        BarAnswer answer = answered(KIND, "[]", request);
        assertThat(answer.bars().size()).isZero();
        assertThat(answer.to()).isEqualTo(Instant.parse("2012-01-01T00:00:00Z"));
    }
}
