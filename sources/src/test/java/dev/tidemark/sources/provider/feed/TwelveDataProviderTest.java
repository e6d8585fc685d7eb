package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwelveDataProviderTest {
    static final FeedSample DAILY = new FeedSample(
            TwelveDataProvider.kind(),
            FeedSample.request("AAPL:NASDAQ", Timeframe.DAILY, "2024-03-07", "2024-03-12"),
            "application/json; charset=utf-8",
            """
            {"meta":{"symbol":"AAPL","interval":"1day","currency":"USD","exchange_timezone":"America/New_York",
              "exchange":"NASDAQ","mic_code":"XNAS","type":"Common Stock"},
             "values":[
              {"datetime":"2024-03-07","open":"169.14999","high":"170.73000","low":"168.49001","close":"169.00000","volume":"71765100"},
              {"datetime":"2024-03-08","open":"169.00000","high":"173.70000","low":"168.94000","close":"170.73000","volume":"76114600"},
              {"datetime":"2024-03-11","open":"172.94000","high":"174.38000","low":"172.05000","close":"172.75000","volume":"60139500"},
              {"datetime":"2024-03-12","open":"173.14999","high":"174.03000","low":"171.00999","close":"173.23000","volume":"59825400"}],
             "status":"ok"}
            """,
            "\"AAPL\"",
            "172.05000",
            "76114600");

    static final FeedSample INTRADAY = new FeedSample(
            TwelveDataProvider.kind(),
            FeedSample.request("EUR/USD", Timeframe.ofMinutes(60), "2024-03-08T20:00", "2024-03-11T01:00"),
            "application/json",
            """
            {"meta":{"symbol":"EUR/USD","interval":"1h","currency_base":"Euro","currency_quote":"US Dollar",
              "type":"Physical Currency"},
             "values":[
              {"datetime":"2024-03-08 20:00:00","open":"1.09390","high":"1.09410","low":"1.09350","close":"1.09380"},
              {"datetime":"2024-03-11 00:00:00","open":"1.09400","high":"1.09425","low":"1.09370","close":"1.09405"},
              {"datetime":"2024-03-11 01:00:00","open":"1.09405","high":"1.09430","low":"1.09390","close":"1.09395"}],
             "status":"ok"}
            """,
            "\"EUR/USD\"",
            "1.09425",
            "");

    private static String error(int code, String words) {
        return "{\"code\":" + code + ",\"message\":\"" + words
                + "\",\"status\":\"error\",\"meta\":{\"symbol\":\"AAPL\"}}";
    }

    @Test
    void days() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY.body()))) {
            assertThat(lines(FeedSample.ask(DAILY.kind(), DAILY.request(), server)))
                    .containsExactly(
                            "2024-03-07T00:00:00Z 169.14999 170.73 168.49001 169.0 7.17651E7",
                            "2024-03-08T00:00:00Z 169.0 173.7 168.94 170.73 7.61146E7",
                            "2024-03-11T00:00:00Z 172.94 174.38 172.05 172.75 6.01395E7");
            assertThat(server.questions()).singleElement().satisfies(question -> {
                assertThat(question.path()).isEqualTo("/time_series");
                assertThat(question.parameters())
                        .isEqualTo(Map.of(
                                "symbol", "AAPL:NASDAQ",
                                "interval", "1day",
                                "start_date", "2024-03-07",
                                "end_date", "2024-03-12",
                                "outputsize", "5000",
                                "order", "ASC",
                                "adjust", "none"));
                assertThat(question.headers().get("Authorization")).isEqualTo(List.of("apikey s3cret-key"));
            });
        }
    }

    @Test
    void intradayBarsAreAskedForInUtc() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(INTRADAY.body()))) {
            assertThat(lines(FeedSample.ask(INTRADAY.kind(), INTRADAY.request(), server)))
                    .containsExactly(
                            "2024-03-08T20:00:00Z 1.0939 1.0941 1.0935 1.0938 NaN",
                            "2024-03-11T00:00:00Z 1.094 1.09425 1.0937 1.09405 NaN");
            assertThat(server.questions().getFirst().parameters())
                    .isEqualTo(Map.of(
                            "symbol", "EUR/USD",
                            "interval", "1h",
                            "start_date", "2024-03-08T20:00:00",
                            "end_date", "2024-03-11T01:00:00",
                            "timezone", "UTC",
                            "outputsize", "5000",
                            "order", "ASC",
                            "adjust", "none"));
        }
    }

    @Test
    void weeksAreAskedForWhole() throws ProviderException {
        BarRequest weeks = FeedSample.request("AAPL", Timeframe.WEEKLY, "2024-03-01", "2024-03-12");
        String body = """
            {"meta":{"symbol":"AAPL","interval":"1week"},"values":[
            {"datetime":"2024-02-26","open":"1","high":"1","low":"1","close":"1","volume":"1"},
            {"datetime":"2024-03-04","open":"2","high":"2","low":"2","close":"2","volume":"2"},
            {"datetime":"2024-03-15","open":"3","high":"3","low":"3","close":"3","volume":"3"}],"status":"ok"}
            """;
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(body))) {
            assertThat(lines(FeedSample.ask(TwelveDataProvider.kind(), weeks, server)))
                    .containsExactly(
                            "2024-03-04T00:00:00Z 2.0 2.0 2.0 2.0 2.0", "2024-03-11T00:00:00Z 3.0 3.0 3.0 3.0 3.0");
            assertThat(server.questions().getFirst().parameter("start_date")).isEqualTo("2024-02-26");
            assertThat(server.questions().getFirst().parameter("end_date")).isEqualTo("2024-03-18");
        }
    }

    @Test
    void rowsOutOfOrderAndTwiceAreGivenAsTheyCame() throws ProviderException {
        String body =
                DAILY.body().replace("\"2024-03-08\"", "\"2024-03-11\"").replace("\"2024-03-07\"", "\"2024-03-12\"");
        assertThat(lines(DAILY.answer(body)))
                .containsExactly(
                        "2024-03-11T00:00:00Z 169.0 173.7 168.94 170.73 7.61146E7",
                        "2024-03-11T00:00:00Z 172.94 174.38 172.05 172.75 6.01395E7");
    }

    @Test
    void nothingThere() throws ProviderException {
        String none = error(400, "No data is available on the specified dates. Try setting different start/end dates.");
        for (int status : new int[] {200, 400}) {
            try (LocalServer server = new LocalServer(_ -> LocalServer.of(status, "application/json", none))) {
                assertThat(lines(FeedSample.ask(DAILY.kind(), DAILY.request(), server)))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, 429, 'You have run out of API credits for the current minute.', RATE_LIMITED",
        "429, 429, 'You have run out of API credits for the current minute.', RATE_LIMITED",
        "200, 429, 'You have run out of API credits for the day.', QUOTA",
        "200, 401, '**apikey** parameter is incorrect or not specified.', REFUSED",
        "403, 403, 'This symbol is available starting with the Grow plan.', REFUSED",
        "404, 404, '**symbol** or **figi** parameter is missing or invalid.', UNKNOWN_SYMBOL",
        "200, 400, '**symbol** not found: ZZZZ.', UNKNOWN_SYMBOL",
        "200, 400, '**interval** is invalid.', BAD_ANSWER",
        "200, 500, 'Internal error.', SERVER_ERROR"
    })
    void errorsInItsOwnWords(int status, int code, String words, Fault fault) {
        try (LocalServer server =
                new LocalServer(_ -> LocalServer.of(status, "application/json", error(code, words)))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> FeedSample.ask(DAILY.kind(), DAILY.request(), server))
                    .withMessageContaining(words)
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
            assertThat(server.questions()).hasSize(fault == Fault.SERVER_ERROR ? 3 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1day, 1min",
        "'\"values\"', '\"value\"'",
        "2024-03-08, 2024-03-08 00:00:00",
        "2024-03-08, 2019-03-08",
        "'\"low\":\"172.05000\",', ''"
    })
    void whatIsNotAsDocumented(String piece, String other) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> DAILY.answer(DAILY.with(piece, other)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @ParameterizedTest
    @CsvSource({"AAPL, us", "EUR/USD, forex", "BTC/USD, 24x7", "ETH/BTC, 24x7"})
    void calendarsOfSymbols(String symbol, String calendar) {
        try (LocalServer server = new LocalServer(_ -> LocalServer.errorPage())) {
            assertThat(TwelveDataProvider.kind()
                            .open(server.setup("twelvedata", Map.of()))
                            .calendarOf(symbol))
                    .isEqualTo(calendar);
        }
    }
}
