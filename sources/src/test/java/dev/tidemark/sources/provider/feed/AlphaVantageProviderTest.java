package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaVantageProviderTest {
    static final FeedSample DAILY = new FeedSample(
            AlphaVantageProvider.kind(),
            FeedSample.request("IBM", Timeframe.DAILY, "2024-03-07", "2024-03-12"),
            "application/json",
            """
            {"Meta Data": {"1. Information": "Daily Prices (open, high, low, close) and Volumes", "2. Symbol": "IBM",
              "3. Last Refreshed": "2024-03-12", "4. Output Size": "Full size", "5. Time Zone": "US/Eastern"},
             "Time Series (Daily)": {
              "2024-03-12": {"1. open": "192.4600", "2. high": "199.1800", "3. low": "192.1500", "4. close": "197.7800", "5. volume": "5869134"},
              "2024-03-11": {"1. open": "195.0900", "2. high": "195.3800", "3. low": "190.8800", "4. close": "191.7300", "5. volume": "3945069"},
              "2024-03-08": {"1. open": "196.0600", "2. high": "197.7700", "3. low": "194.3800", "4. close": "195.9500", "5. volume": "3941236"},
              "1999-11-01": {"1. open": "98.5000", "2. high": "98.8100", "3. low": "96.3700", "4. close": "96.7500", "5. volume": "9551800"}}}
            """,
            "\"IBM\"",
            "195.3800",
            "3945069");

    private static String month(String bars) {
        return """
            {"Meta Data": {"1. Information": "Intraday (5min) open, high, low, close prices and volume",
              "2. Symbol": "IBM", "3. Last Refreshed": "2024-03-28 15:55:00", "4. Interval": "5min",
              "5. Output Size": "Full size", "6. Time Zone": "US/Eastern"},
             "Time Series (5min)": {%s}}
            """.formatted(bars);
    }

    private static String bar(String time, int price) {
        return """
            "%s": {"1. open": "%d.0000", "2. high": "%d.5000", "3. low": "%d.2500", "4. close": "%d.1250", "5. volume": "%d00"}\
            """.formatted(time, price, price, price - 1, price, price);
    }

    /// Over the spring change of clocks, newest first.
    static final FeedSample INTRADAY = new FeedSample(
            AlphaVantageProvider.kind(),
            FeedSample.request("IBM", Timeframe.ofMinutes(5), "2024-03-08T20:50", "2024-03-11T13:35"),
            "application/json",
            month(bar("2024-03-28 15:55:00", 190) + "," + bar("2024-03-11 09:35:00", 195) + ","
                    + bar("2024-03-11 09:30:00", 194) + "," + bar("2024-03-08 15:55:00", 196) + ","
                    + bar("2024-03-08 15:50:00", 197)),
            "\"IBM\"",
            "194.5000",
            "19600");

    @Test
    void days() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY.body()))) {
            BarAnswer answer = FeedSample.ask(DAILY.kind(), DAILY.request(), server);
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-03-11T00:00:00Z 195.09 195.38 190.88 191.73 3945069.0",
                            "2024-03-08T00:00:00Z 196.06 197.77 194.38 195.95 3941236.0");
            assertThat(answer.from()).isEqualTo(DAILY.request().from());
            assertThat(server.questions()).singleElement().satisfies(question -> {
                assertThat(question.path()).isEqualTo("/query");
                assertThat(question.parameters())
                        .isEqualTo(Map.of(
                                "function", "TIME_SERIES_DAILY",
                                "symbol", "IBM",
                                "outputsize", "full",
                                "datatype", "json",
                                "apikey", "s3cret-key"));
            });
        }
    }

    @Test
    void intradayBarsAreAskedForMonthByMonth() throws ProviderException {
        BarRequest request = FeedSample.request("IBM", Timeframe.ofMinutes(5), "2024-02-29T20:55", "2024-03-11T13:35");
        try (LocalServer server = new LocalServer(question -> LocalServer.json(
                question.parameter("month").equals("2024-02")
                        ? month(bar("2024-02-29 15:55:00", 180) + "," + bar("2024-02-01 09:30:00", 170))
                        : INTRADAY.body()))) {
            assertThat(lines(FeedSample.ask(INTRADAY.kind(), request, server)))
                    .containsExactly(
                            "2024-02-29T20:55:00Z 180.0 180.5 179.25 180.125 18000.0",
                            "2024-03-11T13:30:00Z 194.0 194.5 193.25 194.125 19400.0",
                            "2024-03-08T20:55:00Z 196.0 196.5 195.25 196.125 19600.0",
                            "2024-03-08T20:50:00Z 197.0 197.5 196.25 197.125 19700.0");
            assertThat(server.questions()).hasSize(2);
            assertThat(server.questions().getLast().parameters())
                    .isEqualTo(Map.of(
                            "function", "TIME_SERIES_INTRADAY",
                            "symbol", "IBM",
                            "interval", "5min",
                            "month", "2024-03",
                            "outputsize", "full",
                            "adjusted", "false",
                            "extended_hours", "false",
                            "datatype", "json",
                            "apikey", "s3cret-key"));
        }
    }

    @Test
    void weeksAndMonthsAreMovedToTheirFirstDay() throws ProviderException {
        String body = """
            {"Meta Data": {"1. Information": "", "2. Symbol": "IBM", "3. Last Refreshed": "", "4. Time Zone": "US/Eastern"},
             "%s Time Series": {%s}}
            """;
        FeedSample weeks = new FeedSample(
                AlphaVantageProvider.kind(),
                FeedSample.request("IBM", Timeframe.WEEKLY, "2024-03-04", "2024-03-11"),
                "application/json",
                "",
                "",
                "",
                "");
        assertThat(lines(weeks.answer(body.formatted(
                        "Weekly", bar("2024-03-12", 3) + "," + bar("2024-03-08", 2) + "," + bar("2024-03-01", 1)))))
                .containsExactly("2024-03-04T00:00:00Z 2.0 2.5 1.25 2.125 200.0");
        FeedSample months = new FeedSample(
                AlphaVantageProvider.kind(),
                FeedSample.request("IBM", Timeframe.MONTHLY, "2024-02-01", "2024-03-02"),
                "application/json",
                "",
                "",
                "",
                "");
        assertThat(lines(months.answer(body.formatted("Monthly", bar("2024-03-12", 3) + "," + bar("2024-02-29", 2)))))
                .containsExactly(
                        "2024-03-01T00:00:00Z 3.0 3.5 2.25 3.125 300.0",
                        "2024-02-01T00:00:00Z 2.0 2.5 1.25 2.125 200.0");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01, 2024-12-01, 2024-03-01, 2024-12-01",
        "2024-04-01, 2024-12-01, 2024-04-01, 2024-12-01",
        "2023-01-01, 2023-12-01, 2023-12-01, 2023-12-01"
    })
    void theNewestHundredSpeakForNoMoreThanThese(String from, String to, String since, String until)
            throws ProviderException {
        String bars = IntStream.range(0, 100)
                .mapToObj(day -> bar(LocalDate.of(2024, 3, 1).plusDays(day).toString(), 10 + day))
                .collect(Collectors.joining(","));
        String body = """
            {"Meta Data": {"2. Symbol": "IBM", "5. Time Zone": "US/Eastern"}, "Time Series (Daily)": {%s}}
            """.formatted(bars);
        BarRequest request = FeedSample.request("IBM", Timeframe.DAILY, from, to);
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(body))) {
            BarAnswer answer =
                    FeedSample.ask(AlphaVantageProvider.kind(), request, server, Map.of("outputsize", "compact"));
            assertThat(answer.from()).isEqualTo(Instant.parse(since + "T00:00:00Z"));
            assertThat(answer.to()).isEqualTo(Instant.parse(until + "T00:00:00Z"));
            assertThat(server.questions().getFirst().parameter("outputsize")).isEqualTo("compact");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Note, 'Our standard API call frequency is 5 calls per minute and 500 calls per day.', RATE_LIMITED, 1",
        "Information, 'Please consider spreading out your free API requests more sparingly (1 request per second).',"
                + " RATE_LIMITED, 1",
        "Information, 'We have detected your API key as s3cret-key and our standard API rate limit is 25 requests per"
                + " day.', QUOTA, 1",
        "Information, 'This is a premium endpoint.', REFUSED, 1",
        "Information, 'Hello.', BAD_ANSWER, 1",
        "Error Message, 'Invalid API call. Please retry or visit the documentation.', UNKNOWN_SYMBOL, 1",
        "Error Message, 'the parameter apikey is invalid or missing.', REFUSED, 1",
        "Error Message, 'Something else.', BAD_ANSWER, 1"
    })
    void wordsInsteadOfBars(String member, String words, Fault fault, int questions) {
        String body = "{\"" + member + "\": \"" + words + "\"}";
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(body))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> FeedSample.ask(DAILY.kind(), DAILY.request(), server))
                    .withMessageNotContaining("s3cret")
                    .withMessageContaining(words.substring(0, 5))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
            assertThat(server.questions())
                    .as("60 s are longer than this test waits")
                    .hasSize(questions);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "US/Eastern, Mars/Phobos",
        "5. Time Zone, 5. Zone",
        "Time Series (Daily), Time Series (5min)",
        "2024-03-08, 2024-3-8",
        "2024-03-08, 2024-03-11",
        "'\"4. close\": \"191.7300\"', '\"4. schluss\": \"191.7300\"'"
    })
    void whatIsNotAsDocumented(String piece, String other) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> DAILY.answer(DAILY.with(piece, other)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-11 09:30:00, 2024-03-10 02:30:00, never showed",
        "2024-03-11 09:30:00, 2024-03-11 09:31:00, begins",
        "2024-03-11 09:30:00, 2024-05-11 09:30:00, asked for",
        "2024-03-11 09:30:00, 2024-03-11T09:30:00, no time"
    })
    void timesThatCannotBe(String time, String other, String words) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> INTRADAY.answer(INTRADAY.with(time, other)))
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @Test
    void optionsAreChecked() {
        try (LocalServer server = new LocalServer(_ -> LocalServer.errorPage())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AlphaVantageProvider.kind()
                            .open(server.setup("alphavantage", Map.of("outputsize", "huge"))))
                    .withMessageContaining("huge");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AlphaVantageProvider.kind().open(server.setup("alphavantage", Map.of("x", "1"))))
                    .withMessageContaining("outputsize");
        }
    }
}
