package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Calendars;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YahooProviderTest {
    private static final BarRequest DAYS = FeedSample.request("AAPL", Timeframe.DAILY, "2024-03-07", "2024-03-13");

    /// Over the spring change of clocks: the sessions of the 8th and the 12th open at 14:30 and at 13:30 UTC.
    private static final String DAILY_BODY = """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"AAPL","exchangeName":"NMS",
        "instrumentType":"EQUITY","regularMarketTime":1710792000,"gmtoffset":-14400,"timezone":"EDT",
        "exchangeTimezoneName":"America/New_York","dataGranularity":"1d","range":""},
        "timestamp":[1709735400,1709821800,1709908200,1710163800,1710250200],
        "events":{"dividends":{"1709735400":{"amount":0.1,"date":1709735400},
        "1710163800":{"amount":0.24,"date":1710163800}},
        "splits":{"1709908200":{"date":1709908200,"numerator":4.0,"denominator":1.0,"splitRatio":"4:1"}}},
        "indicators":{"quote":[{
        "open":[171.06,169.15,169.0,null,173.15],"high":[171.24,170.73,173.7,null,174.03],
        "low":[168.68,168.49,168.94,null,171.01],"close":[169.12,169.0,170.73,null,173.23],
        "volume":[68587700,71765100,76114600,null,59825400]}],
        "adjclose":[{"adjclose":[168.4,168.3,170.01,null,172.5]}]}}],"error":null}}
        """;

    static final FeedSample DAILY = new FeedSample(
            YahooProvider.kind(), DAYS, "application/json;charset=utf-8", DAILY_BODY, "\"AAPL\"", "173.15", "76114600");

    static final FeedSample INTRADAY = new FeedSample(
            YahooProvider.kind(),
            FeedSample.request("^GSPC", Timeframe.ofMinutes(30), "2024-03-08T20:00", "2024-03-11T14:00"),
            "application/json;charset=utf-8",
            """
            {"chart":{"result":[{"meta":{"symbol":"^GSPC","regularMarketTime":1710165625,
            "exchangeTimezoneName":"America/New_York","dataGranularity":"30m"},
            "timestamp":[1709928000,1709929800,1710163800,1710165600,1710165625],
            "indicators":{"quote":[{"open":[5130.5,5128.25,5111.96,5113.0,5114.0],
            "close":[5128.2,5123.69,5110.5,null,5114.0],"high":[5131.0,5129.5,5115.125,5116.0,5114.0],
            "low":[5127.0,5117.5,5091.14,5112.0,5114.0],"volume":[0,210000000,431000001,12,0]}]}}],"error":null}}
            """,
            "\"^GSPC\"",
            "5091.14",
            "431000001");

    private static String chart(String interval, String times, String prices, String more) {
        return """
            {"chart":{"result":[{"meta":{"symbol":"AAPL","exchangeTimezoneName":"America/New_York",
            "dataGranularity":"%s"%s},"timestamp":[%s],
            "indicators":{"quote":[{"open":[%s],"high":[%s],"low":[%s],"close":[%s],"volume":[%s]}]}}],
            "error":null}}
            """.formatted(interval, more, times, prices, prices, prices, prices, prices);
    }

    private static String chart(String interval, String times, String prices) {
        return chart(interval, times, prices, "");
    }

    private static FeedSample sample(Timeframe timeframe, String from, String to) {
        return new FeedSample(
                YahooProvider.kind(),
                FeedSample.request("AAPL", timeframe, from, to),
                "application/json",
                "",
                "",
                "",
                "");
    }

    @Test
    void daysWithTheirEvents() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY_BODY))) {
            BarAnswer answer = FeedSample.ask(YahooProvider.kind(), DAYS, server);
            assertThat(server.questions()).singleElement().satisfies(question -> {
                assertThat(question.path()).isEqualTo("/v8/finance/chart/AAPL");
                assertThat(question.parameters())
                        .isEqualTo(Map.of(
                                "period1", "1709164800", // a week earlier, for events on holidays
                                "period2", "1710288000",
                                "interval", "1d",
                                "includePrePost", "false",
                                "includeAdjustedClose", "true",
                                "events", "div,splits"));
            });
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-03-07T00:00:00Z 169.15 170.73 168.49 169.0 7.17651E7 ADJ_CLOSE=168.3 DIVIDENDS=0.0"
                                    + " SPLITS=1.0",
                            "2024-03-08T00:00:00Z 169.0 173.7 168.94 170.73 7.61146E7 ADJ_CLOSE=170.01 DIVIDENDS=0.0"
                                    + " SPLITS=4.0",
                            "2024-03-12T00:00:00Z 173.15 174.03 171.01 173.23 5.98254E7 ADJ_CLOSE=172.5 DIVIDENDS=0.24"
                                    + " SPLITS=1.0");
            assertThat(answer.from()).isEqualTo(DAYS.from());
            assertThat(answer.to()).isEqualTo(DAYS.to());
        }
    }

    @Test
    void intradayBarsWithoutTheLastTrade() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(INTRADAY.body()))) {
            BarAnswer answer = FeedSample.ask(YahooProvider.kind(), INTRADAY.request(), server);
            assertThat(server.questions()).singleElement().satisfies(question -> {
                assertThat(question.path()).isEqualTo("/v8/finance/chart/^GSPC");
                assertThat(question.parameters())
                        .isEqualTo(Map.of(
                                "period1", "1709928000",
                                "period2", "1710165600",
                                "interval", "30m",
                                "includePrePost", "false"));
            });
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-03-08T20:00:00Z 5130.5 5131.0 5127.0 5128.2 0.0",
                            "2024-03-08T20:30:00Z 5128.25 5129.5 5117.5 5123.69 2.1E8",
                            "2024-03-11T13:30:00Z 5111.96 5115.125 5091.14 5110.5 4.31000001E8");
        }
    }

    @Test
    void aPriceThatIsMissingAloneStaysNull() throws ProviderException {
        FeedSample wider = new FeedSample(
                YahooProvider.kind(),
                FeedSample.request("^GSPC", Timeframe.ofMinutes(30), "2024-03-11T14:00", "2024-03-11T15:00"),
                "application/json",
                INTRADAY.body()
                        .replace("1709928000,1709929800,1710163800,", "")
                        .replace("5130.5,5128.25,5111.96,", "")
                        .replace("5128.2,5123.69,5110.5,", "")
                        .replace("5131.0,5129.5,5115.125,", "")
                        .replace("5127.0,5117.5,5091.14,", "")
                        .replace("0,210000000,431000001,", ""),
                "",
                "",
                "");
        assertThat(lines(wider.answer(wider.body())))
                .containsExactly("2024-03-11T14:00:00Z 5113.0 5116.0 5112.0 NaN 12.0");
    }

    @Test
    void weeksBeginOnMondaysAndTakeInTheDayThatStandsApart() throws ProviderException {
        // Monday 00:00 in New York, and a last trade on Tuesday at 11:07
        String body = """
            {"chart":{"result":[{"meta":{"symbol":"AAPL","exchangeTimezoneName":"America/New_York",
            "regularMarketTime":1710256020,"dataGranularity":"1wk"},
            "timestamp":[1707109200,1710129600,1710256020],
            "events":{"dividends":{"1":{"amount":0.2,"date":1710163800},"2":{"amount":0.3,"date":1710250200}}},
            "indicators":{"quote":[{"open":[1.0,10.0,12.0],"high":[1.0,13.0,14.0],"low":[1.0,9.0,11.0],
            "close":[1.0,12.5,12.25],"volume":[1,100,50]}],"adjclose":[{"adjclose":[1.0,12.5,12.0]}]}}],"error":null}}
            """;
        FeedSample weeks = sample(Timeframe.WEEKLY, "2024-02-05", "2024-03-13");
        assertThat(lines(weeks.answer(body)))
                .containsExactly(
                        "2024-02-05T00:00:00Z 1.0 1.0 1.0 1.0 1.0 ADJ_CLOSE=1.0 DIVIDENDS=0.0 SPLITS=1.0",
                        "2024-03-11T00:00:00Z 10.0 14.0 9.0 12.25 150.0 ADJ_CLOSE=12.0 DIVIDENDS=0.5 SPLITS=1.0");
    }

    @Test
    void aDayThatTheWeekHasAlreadyIsNotCountedTwice() throws ProviderException {
        String body = """
            {"chart":{"result":[{"meta":{"symbol":"AAPL","exchangeTimezoneName":"America/New_York",
            "regularMarketTime":1726689602,"dataGranularity":"1wk"},"timestamp":[1726459200,1726689602],
            "indicators":{"quote":[{"volume":[59788400,58797956],"open":[217.55,217.59],"low":[217.54,217.54],
            "high":[222.71,222.7],"close":[220.69,220.69]}],"adjclose":[{"adjclose":[220.69,220.69]}]}}],
            "error":null}}
            """;
        FeedSample weeks = sample(Timeframe.WEEKLY, "2024-09-16", "2024-09-23");
        assertThat(lines(weeks.answer(body)))
                .containsExactly(
                        "2024-09-16T00:00:00Z 217.55 222.71 217.54 220.69 5.97884E7 ADJ_CLOSE=220.69 DIVIDENDS=0.0"
                                + " SPLITS=1.0");
    }

    @Test
    void theCloseOfASessionIsNoBar() throws ProviderException {
        // 15:30, and 16:00:00 with a last trade at 16:00:07
        String body = chart("1h", "1714764600,1714766400", "5,6", ",\"regularMarketTime\":1714766407")
                .replace("\"volume\":[5,6]", "\"volume\":[5,0]");
        FeedSample hours = sample(Timeframe.ofMinutes(60), "2024-05-03T13:30", "2024-05-04T00:00");
        assertThat(lines(hours.answer(body))).containsExactly("2024-05-03T19:30:00Z 5.0 5.0 5.0 5.0 5.0");
        assertThat(lines(hours.answer(body.replace("1714766407", "1714770007"))))
                .hasSize(2);
        assertThat(lines(hours.answer(body.replace("[5,0]", "[5,1]")))).hasSize(2);
    }

    @Test
    void theLastTradeIsTheBetterOfTwoRowsOfADay() throws ProviderException {
        FeedSample days = sample(Timeframe.DAILY, "2024-03-11", "2024-03-13");
        assertThat(lines(days.answer(
                        chart("1d", "1710163800,1710250200,1710256020", "5,6,7", ",\"regularMarketTime\":1710256020"))))
                .containsExactly(
                        "2024-03-11T00:00:00Z 5.0 5.0 5.0 5.0 5.0 DIVIDENDS=0.0 SPLITS=1.0",
                        "2024-03-12T00:00:00Z 7.0 7.0 6.0 7.0 7.0 DIVIDENDS=0.0 SPLITS=1.0");
    }

    @Test
    void rowsOutOfOrderAndTwiceAreGivenAsTheyCame() throws ProviderException {
        FeedSample days = sample(Timeframe.DAILY, "2024-03-07", "2024-03-13");
        assertThat(lines(days.answer(chart("1d", "1710250200,1709908200,1709908200", "5,6,7"))))
                .extracting(line -> line.substring(0, 24))
                .containsExactly("2024-03-12T00:00:00Z 5.0", "2024-03-08T00:00:00Z 6.0", "2024-03-08T00:00:00Z 7.0");
    }

    @Test
    void midnightsOfZonesThatChangeClocksAtMidnight() throws ProviderException {
        // 2021-11-05T02:00Z is 23:00 in Sao Paulo, where midnight of the 5th is meant
        String body = chart("1d", "1636077600", "5").replace("America/New_York", "America/Sao_Paulo");
        FeedSample days = sample(Timeframe.DAILY, "2021-11-01", "2021-11-10");
        assertThat(lines(days.answer(body))).singleElement().asString().startsWith("2021-11-05T00:00:00Z");
    }

    @Test
    void monthsAskForWholeOnes() throws ProviderException {
        BarRequest months = FeedSample.request("AAPL", Timeframe.MONTHLY, "2024-02-10", "2024-03-20");
        // first of February, March, April at 00:00 in New York
        String body = chart("1mo", "1706763600,1709269200,1711944000", "5,6,7");
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(body))) {
            assertThat(lines(FeedSample.ask(YahooProvider.kind(), months, server)))
                    .containsExactly("2024-03-01T00:00:00Z 6.0 6.0 6.0 6.0 6.0 DIVIDENDS=0.0 SPLITS=1.0");
            assertThat(server.questions().getFirst().parameter("period1")).isEqualTo("1704067200"); // 2024-01-01
            assertThat(server.questions().getFirst().parameter("period2")).isEqualTo("1711929600"); // 2024-04-01
        }
    }

    @Test
    void nothingThere() throws ProviderException {
        String none = """
            {"chart":{"result":null,"error":{"code":"Bad Request",
            "description":"Data doesn't exist for startDate = 1, endDate = 2"}}}
            """;
        try (LocalServer server = new LocalServer(_ -> LocalServer.of(400, "application/json", none))) {
            assertThat(lines(FeedSample.ask(YahooProvider.kind(), DAYS, server)))
                    .isEmpty();
        }
        String withoutTimes = """
            {"chart":{"result":[{"meta":{"symbol":"AAPL","exchangeTimezoneName":"America/New_York",
            "dataGranularity":"1d"},"indicators":{"quote":[{}],"adjclose":[{}]}}],"error":null}}
            """;
        assertThat(lines(DAILY.answer(withoutTimes))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, Not Found, 'No data found, symbol may be delisted', UNKNOWN_SYMBOL",
        "422, Unprocessable Entity, '1m data not available for startTime=1 and endTime=2.', NOT_OFFERED",
        "400, Bad Request, 'Invalid input', BAD_ANSWER",
        "200, Not Found, 'No data found', UNKNOWN_SYMBOL",
        "200, Unauthorized, 'Invalid Crumb', REFUSED"
    })
    void errorsInItsOwnWords(int status, String code, String words, Fault fault) {
        String body = """
            {"chart":{"result":null,"error":{"code":"%s","description":"%s"}}}\
            """.formatted(code, words);
        try (LocalServer server = new LocalServer(_ -> LocalServer.of(status, "application/json", body))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> FeedSample.ask(YahooProvider.kind(), DAYS, server))
                    .withMessageContaining(words)
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
            assertThat(server.questions()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1d\" | \"5d\"",
                "America/New_York | Nowhere/Land",
                "1709821800, | ''",
                "1709821800 | 1709821800000",
                "169.15, | ''",
                "\"numerator\":4.0 | \"numerator\":0",
                "0.24 | -0.24",
                "\"quote\":[{ | \"quote\":[{},{",
                "\"events\":{ | \"events\":7,\"more\":{",
            })
    void whatIsNotAsDocumented(String piece, String other) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> DAILY.answer(DAILY.with(piece, other)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @Test
    void aSymbolThatLeadsElsewhereIsNotAsked() {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY_BODY))) {
            BarRequest request = FeedSample.request("../..", Timeframe.DAILY, "2024-03-07", "2024-03-13");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> FeedSample.ask(YahooProvider.kind(), request, server))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_SYMBOL));
            assertThat(server.questions()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AAPL, us",
        "BRK-B, us",
        "^GSPC, us",
        "EURUSD=X, forex",
        "ES=F, CME",
        "BTC-USD, 24x7",
        "SAP.DE, de",
        "VOD.L, uk",
        "MC.PA, fr",
        "7203.T, jp",
        "PETR4.SA, none"
    })
    void calendarsOfSymbols(String symbol, String calendar) {
        try (LocalServer server = new LocalServer(_ -> LocalServer.errorPage())) {
            assertThat(YahooProvider.kind()
                            .open(server.setup("yahoo", Map.of()))
                            .calendarOf(symbol))
                    .isEqualTo(calendar);
        }
        if (!calendar.equals("none")) {
            assertThat(Calendars.shipped().ids()).contains(calendar);
        }
    }

    @Test
    void capabilities() {
        assertThat(YahooProvider.kind().capabilities().adjustment()).isEqualTo(Adjustment.SPLITS);
        assertThat(YahooProvider.kind().capabilities().historyOf(Timeframe.ofMinutes(1)))
                .contains(Duration.ofDays(29));
        assertThat(YahooProvider.kind().capabilities().historyOf(Timeframe.DAILY))
                .isEmpty();
    }
}
