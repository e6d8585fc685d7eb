package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderSetup;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StooqProviderTest {
    static final FeedSample DAILY = new FeedSample(
            StooqProvider.kind(),
            FeedSample.request("AAPL.US", Timeframe.DAILY, "2024-03-07", "2024-03-13"),
            "text/csv; charset=UTF-8",
            """
            Date,Open,High,Low,Close,Volume\r
            2024-03-07,168.327,169.901,167.670,168.177,72014527\r
            2024-03-08,168.177,172.857,168.117,169.901,76571131\r
            2024-03-12,172.309,173.185,170.180,172.389,60031001.25\r
            """,
            "",
            "173.185",
            "76571131");

    static final FeedSample WEEKLY = new FeedSample(
            StooqProvider.kind(),
            FeedSample.request("^spx", Timeframe.WEEKLY, "2024-02-28", "2024-03-12"),
            "text/plain",
            """
            Date,Open,High,Low,Close
            2024-03-01,5093,5140.33,5056.82,5137.08
            2024-03-08,5130.99,5189.26,5056.5,5123.69
            2024-03-15,5111.96,5180.31,5091.14,5117.09
            """,
            "",
            "5180.31",
            "");

    @Test
    void days() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.of(200, DAILY.contentType(), DAILY.body()))) {
            assertThat(lines(FeedSample.ask(DAILY.kind(), DAILY.request(), server)))
                    .containsExactly(
                            "2024-03-07T00:00:00Z 168.327 169.901 167.67 168.177 7.2014527E7",
                            "2024-03-08T00:00:00Z 168.177 172.857 168.117 169.901 7.6571131E7",
                            "2024-03-12T00:00:00Z 172.309 173.185 170.18 172.389 6.003100125E7");
            assertThat(server.questions()).singleElement().satisfies(question -> {
                assertThat(question.path()).isEqualTo("/q/d/l/");
                assertThat(question.parameters())
                        .isEqualTo(Map.of(
                                "s", "aapl.us", "d1", "20240307", "d2", "20240312", "i", "d", "apikey", "s3cret-key"));
            });
        }
    }

    @Test
    void weeksAreAskedForWholeAndMovedToTheirMonday() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.of(200, "text/plain", WEEKLY.body()))) {
            assertThat(lines(FeedSample.ask(WEEKLY.kind(), WEEKLY.request(), server)))
                    .containsExactly(
                            "2024-03-04T00:00:00Z 5130.99 5189.26 5056.5 5123.69 NaN",
                            "2024-03-11T00:00:00Z 5111.96 5180.31 5091.14 5117.09 NaN");
            assertThat(server.questions().getFirst().parameter("d1")).isEqualTo("20240226");
            assertThat(server.questions().getFirst().parameter("d2")).isEqualTo("20240317");
        }
    }

    @Test
    void monthsAreLabelledByTheirFirstDay() throws ProviderException {
        FeedSample months = new FeedSample(
                StooqProvider.kind(),
                FeedSample.request("aapl.us", Timeframe.MONTHLY, "2024-02-01", "2024-03-01"),
                "text/csv",
                "",
                "",
                "",
                "");
        assertThat(lines(months.answer("Date,Open,High,Low,Close,Volume\n2024-02-29,1,2,0.5,1.5,7\n")))
                .containsExactly("2024-02-01T00:00:00Z 1.0 2.0 0.5 1.5 7.0");
    }

    @Test
    void rowsOutOfOrderAndTwiceAreGivenAsTheyCame() throws ProviderException {
        String body = "Date,Open,High,Low,Close\n2024-03-12,1,1,1,1\n2024-03-08,2,2,2,2\n2024-03-08,3,3,3,3\n";
        assertThat(lines(DAILY.answer(body)))
                .containsExactly(
                        "2024-03-12T00:00:00Z 1.0 1.0 1.0 1.0 NaN",
                        "2024-03-08T00:00:00Z 2.0 2.0 2.0 2.0 NaN",
                        "2024-03-08T00:00:00Z 3.0 3.0 3.0 3.0 NaN");
    }

    @Test
    void nothingThere() throws ProviderException {
        assertThat(lines(DAILY.answer(200, "text/html", "No data"))).isEmpty();
        assertThat(lines(DAILY.answer("No data\r\n"))).isEmpty();
        assertThat(lines(DAILY.answer("Date,Open,High,Low,Close,Volume\r\n"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 'Exceeded the daily hits limit', QUOTA",
        "text/html, 'Exceeded the daily hits limit', QUOTA",
        "text/html, '<!DOCTYPE html><html>enter the code</html>', QUOTA",
        "text/csv, '<html></html>', QUOTA",
        "text/plain, 'Get your apikey: 1. Open the page 2. Enter the captcha', REFUSED",
        "text/csv, 'Date,Open,High,Low,Close', BAD_ANSWER",
        "text/csv, 'Date,Open,High,Low,Close,Volume,OpenInt', BAD_ANSWER",
        "image/png, 'Date,Open,High,Low,Close', BAD_ANSWER"
    })
    void whatIsSaidInsteadOfBars(String type, String body, Fault fault) {
        String text = fault == Fault.BAD_ANSWER ? body + "\n2024-03-08,1,1,1\n" : body;
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> DAILY.answer(200, type, text))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @ParameterizedTest
    @CsvSource({"2024-03-08, 2025-03-08", "2024-03-08, 08.03.2024", "2024-03-08, 2024-02-30", "168.327, ''"})
    void whatIsNotAsDocumented(String piece, String other) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> DAILY.answer(DAILY.with(piece, other)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }

    @Test
    void withoutAKeyNothingIsAsked() {
        BarRequest request = DAILY.request();
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> StooqProvider.kind()
                        .open(ProviderSetup.of("stooq"))
                        .bars(request, _ -> {
                            throw new AssertionError("asked");
                        }))
                .withMessageContaining("TIDEMARK_STOOQ_KEY")
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.REFUSED));
    }

    @Test
    void intradayBarsAreNotOffered() {
        BarRequest minutes = FeedSample.request("aapl.us", Timeframe.ofMinutes(5), "2024-03-07", "2024-03-08");
        FeedSample sample = new FeedSample(StooqProvider.kind(), minutes, "text/csv", "", "", "", "");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> sample.answer("No data"))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_OFFERED));
    }
}
