package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiingoProviderTest {
    static final FeedSample DAILY = new FeedSample(
            TiingoProvider.kind(),
            FeedSample.request("AAPL", Timeframe.DAILY, "2020-08-28", "2020-09-02"),
            "application/json",
            """
            [{"date":"2020-08-28T00:00:00.000Z","close":499.23,"high":505.77,"low":498.31,"open":504.05,
              "volume":46907479,"adjClose":121.5,"adjHigh":123.1,"adjLow":121.2,"adjOpen":122.6,"adjVolume":187629916,
              "divCash":0.0,"splitFactor":1.0},
             {"date":"2020-08-31T00:00:00.000Z","close":129.04,"high":131.0,"low":126.0,"open":127.58,
              "volume":225702688,"adjClose":125.8,"adjHigh":127.7,"adjLow":122.8,"adjOpen":124.4,"adjVolume":225702688,
              "divCash":0.0,"splitFactor":4.0},
             {"date":"2020-09-01T00:00:00.000Z","close":134.18,"high":134.8,"low":130.53,"open":132.76,
              "volume":151948137,"adjClose":130.8,"adjHigh":131.4,"adjLow":127.2,"adjOpen":129.4,"adjVolume":151948137,
              "divCash":0.205,"splitFactor":1.0}]
            """,
            "",
            "132.76",
            "\"volume\":46907479");

    static final FeedSample INTRADAY = new FeedSample(
            TiingoProvider.kind(),
            FeedSample.request("BRK-B", Timeframe.ofMinutes(5), "2024-03-08T20:50", "2024-03-11T13:35"),
            "application/json",
            """
            [{"date":"2024-03-08T20:45:00.000Z","open":404.1,"high":404.2,"low":404.0,"close":404.15,"volume":900.0},
             {"date":"2024-03-08T20:50:00.000Z","open":404.15,"high":404.5,"low":404.1,"close":404.45,"volume":1200.0},
             {"date":"2024-03-08T20:55:00.000Z","open":404.45,"high":405.0,"low":404.4,"close":404.75,"volume":3100.0},
             {"date":"2024-03-11T13:30:00.000Z","open":403.5,"high":403.9,"low":403.1,"close":403.3,"volume":777.0},
             {"date":"2024-03-11T13:35:00.000Z","open":403.3,"high":403.6,"low":403.2,"close":403.5,"volume":100.0}]
            """,
            "",
            "403.9",
            "777.0");

    @Test
    void daysWithTheirEvents() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY.body()))) {
            assertThat(lines(FeedSample.ask(DAILY.kind(), DAILY.request(), server)))
                    .containsExactly(
                            "2020-08-28T00:00:00Z 504.05 505.77 498.31 499.23 4.6907479E7 ADJ_CLOSE=121.5"
                                    + " DIVIDENDS=0.0 SPLITS=1.0",
                            "2020-08-31T00:00:00Z 127.58 131.0 126.0 129.04 2.25702688E8 ADJ_CLOSE=125.8 DIVIDENDS=0.0"
                                    + " SPLITS=4.0",
                            "2020-09-01T00:00:00Z 132.76 134.8 130.53 134.18 1.51948137E8 ADJ_CLOSE=130.8"
                                    + " DIVIDENDS=0.205 SPLITS=1.0");
            assertThat(server.questions()).singleElement().satisfies(question -> {
                assertThat(question.path()).isEqualTo("/tiingo/daily/AAPL/prices");
                assertThat(question.parameters())
                        .isEqualTo(Map.of("startDate", "2020-08-28", "endDate", "2020-09-01", "resampleFreq", "daily"));
                assertThat(question.headers().get("Authorization")).isEqualTo(List.of("Token s3cret-key"));
            });
        }
    }

    @Test
    void intradayBarsOverTheSpringChangeOfClocks() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(INTRADAY.body()))) {
            assertThat(lines(FeedSample.ask(INTRADAY.kind(), INTRADAY.request(), server)))
                    .containsExactly(
                            "2024-03-08T20:50:00Z 404.15 404.5 404.1 404.45 1200.0",
                            "2024-03-08T20:55:00Z 404.45 405.0 404.4 404.75 3100.0",
                            "2024-03-11T13:30:00Z 403.5 403.9 403.1 403.3 777.0");
            assertThat(server.questions()).singleElement().satisfies(question -> {
                assertThat(question.path()).isEqualTo("/iex/BRK-B/prices");
                assertThat(question.parameters())
                        .isEqualTo(Map.of(
                                "startDate", "2024-03-08",
                                "endDate", "2024-03-12",
                                "resampleFreq", "5min",
                                "columns", "open,high,low,close,volume",
                                "afterHours", "false",
                                "forceFill", "false"));
            });
        }
    }

    @Test
    void rowsOutOfOrderAndTwiceAreGivenAsTheyCame() throws ProviderException {
        String row = """
            {"date":"2024-03-%sZ","open":1,"high":1,"low":1,"close":1,"volume":1}\
            """;
        String body = "[" + row.formatted("11T13:30:00.000") + "," + row.formatted("08T20:50:00.000") + ","
                + row.formatted("08T20:50:00.000") + "]";
        assertThat(lines(INTRADAY.answer(body)))
                .extracting(line -> line.substring(0, 20))
                .containsExactly("2024-03-11T13:30:00Z", "2024-03-08T20:50:00Z", "2024-03-08T20:50:00Z");
    }

    @Test
    void nothingThere() throws ProviderException {
        assertThat(lines(DAILY.answer("[]"))).isEmpty();
        assertThat(lines(INTRADAY.answer("[]"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, text/plain, 'You have run over your 500 symbol look up for this month.', QUOTA",
        "429, application/json, '{\"detail\":\"Error: You have run over your hourly request allocation.\"}', QUOTA",
        "404, application/json, '{\"detail\":\"Not found.\"}', UNKNOWN_SYMBOL",
        "401, application/json, '{\"detail\":\"Invalid token.\"}', REFUSED",
        "200, application/json, '{\"detail\":\"Error: resampleFreq\"}', BAD_ANSWER"
    })
    void errorsInItsOwnWords(int status, String type, String body, Fault fault) {
        try (LocalServer server = new LocalServer(_ -> LocalServer.of(status, type, body))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> FeedSample.ask(DAILY.kind(), DAILY.request(), server))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
            assertThat(server.questions()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2020-08-31T00:00:00.000Z, 2020-08-31T04:00:00.000Z",
        "2020-08-31T00:00:00.000Z, 2021-08-31T00:00:00.000Z",
        "2020-08-31T00:00:00.000Z, 2020-08-31",
        "2020-08-31T00:00:00.000Z, 2020-08-31T00:00:00.000-04:00",
        "'\"splitFactor\":4.0', '\"split\":4.0'",
        "130.8, '{}'"
    })
    void whatIsNotAsDocumented(String piece, String other) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> DAILY.answer(DAILY.with(piece, other)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @Test
    void aBarThatIsNotOnTheInterval() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> INTRADAY.answer(INTRADAY.with("2024-03-11T13:30:00", "2024-03-11T13:31:00")))
                .withMessageContaining("2024-03-11T13:31:00Z")
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @Test
    void capabilities() {
        assertThat(TiingoProvider.kind().capabilities().adjustment()).isEqualTo(Adjustment.NONE);
        assertThat(TiingoProvider.kind().capabilities().rate().text()).isEqualTo("1/90x1");
    }
}
