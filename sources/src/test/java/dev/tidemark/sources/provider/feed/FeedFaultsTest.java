package dev.tidemark.sources.provider.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every provider does with what is no answer: never is it taken for "there are no bars".
class FeedFaultsTest {
    static final List<FeedSample> SAMPLES = List.of(
            AlphaVantageProviderTest.DAILY,
            AlphaVantageProviderTest.INTRADAY,
            BinanceProviderTest.DAILY,
            BinanceProviderTest.INTRADAY,
            CoinbaseProviderTest.DAILY,
            CoinbaseProviderTest.INTRADAY,
            KrakenProviderTest.DAILY,
            KrakenProviderTest.INTRADAY,
            OkxProviderTest.DAILY,
            OkxProviderTest.INTRADAY,
            StooqProviderTest.DAILY,
            StooqProviderTest.WEEKLY,
            TiingoProviderTest.DAILY,
            TiingoProviderTest.INTRADAY,
            TwelveDataProviderTest.DAILY,
            TwelveDataProviderTest.INTRADAY,
            YahooProviderTest.DAILY,
            YahooProviderTest.INTRADAY);

    static List<FeedSample> samples() {
        return SAMPLES;
    }

    static Stream<Arguments> connectionFaults() {
        Map<Fault, LocalServer.Answer> faults = Map.of(
                Fault.SERVER_ERROR, LocalServer.of(500, "text/html", "<html>oops</html>"),
                Fault.RATE_LIMITED, LocalServer.retryAfter(0),
                Fault.REFUSED, LocalServer.of(403, "text/plain", "no"),
                Fault.NETWORK, new LocalServer.Answer.Reset());
        return onePerProvider()
                .flatMap(sample -> faults.entrySet().stream()
                        .map(fault -> Arguments.of(sample, fault.getValue(), fault.getKey())));
    }

    static Stream<FeedSample> onePerProvider() {
        return SAMPLES.stream().filter(sample -> sample.request().timeframe().equals(Timeframe.DAILY));
    }

    private static void assertFault(FeedSample sample, LocalServer.Answer answer, Fault fault) {
        try (LocalServer server = new LocalServer(_ -> answer)) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> FeedSample.ask(sample.kind(), sample.request(), server))
                    .withMessageNotContaining("s3cret")
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
        }
    }

    @ParameterizedTest
    @MethodSource("connectionFaults")
    void faultsOfTheConnection(FeedSample sample, LocalServer.Answer answer, Fault fault) {
        assertFault(sample, answer, fault);
    }

    @ParameterizedTest
    @MethodSource("onePerProvider")
    void aBodyThatEndsEarly(FeedSample sample) {
        assertFault(sample, new LocalServer.Answer.Truncated(sample.contentType(), sample.body()), Fault.NETWORK);
    }

    private static void assertBad(FeedSample sample, String type, String body, Fault... faults) {
        assertThatExceptionOfType(ProviderException.class)
                .as("%s: %s", sample, body)
                .isThrownBy(() -> sample.answer(200, type, body))
                .satisfies(e -> assertThat(e.fault()).isIn((Object[]) faults));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theGoodAnswerIsTaken(FeedSample sample) throws ProviderException {
        BarAnswer answer = sample.answer(sample.body());
        assertThat(answer.bars().size()).isGreaterThanOrEqualTo(2);
        assertThat(answer.from()).isEqualTo(sample.request().from());
        assertThat(answer.to()).isEqualTo(sample.request().to());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pagesForPeople(FeedSample sample) {
        String page = "<html><body>Please complete the CAPTCHA</body></html>";
        assertBad(sample, "text/html; charset=utf-8", page, Fault.BAD_ANSWER, Fault.QUOTA);
        assertBad(sample, sample.contentType(), page, Fault.BAD_ANSWER, Fault.QUOTA);
        assertBad(sample, "text/html", sample.body(), Fault.BAD_ANSWER, Fault.QUOTA);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bodiesOfAnotherShape(FeedSample sample) {
        for (String body : List.of(
                "",
                " ",
                "{}",
                "[[]]",
                "null",
                "0",
                "\"\"",
                "{\"error\":\"sorry\"}",
                "[1,2]",
                "[{}]",
                "[".repeat(9999))) {
            assertBad(sample, sample.contentType(), body, Fault.BAD_ANSWER);
        }
        for (FeedSample other : SAMPLES) {
            if (!other.kind().name().equals(sample.kind().name())) {
                assertBad(sample, sample.contentType(), other.body(), Fault.BAD_ANSWER);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyBeginningOfTheBody(FeedSample sample) {
        String body = sample.body().strip();
        for (int length = 0; length < body.length(); length++) {
            String start = body.substring(0, length);
            boolean isWhole = sample.contentType().startsWith("text") && start.endsWith("\n");
            if (!isWhole) {
                assertBad(sample, sample.contentType(), start, Fault.BAD_ANSWER);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anotherSymbol(FeedSample sample) {
        if (!sample.symbol().isEmpty()) {
            assertBad(sample, sample.contentType(), sample.with(sample.symbol(), "\"ZZZZ\""), Fault.BAD_ANSWER);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pricesThatAreNone(FeedSample sample) {
        for (String price : List.of("NaN", "Infinity", "-Infinity", "1e999", "0x10", "1;5", "12,5", "true", "abc")) {
            assertBad(sample, sample.contentType(), sample.with(sample.price(), price), Fault.BAD_ANSWER);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void volumesThatAreNone(FeedSample sample) {
        if (!sample.volume().isEmpty()) {
            String number = sample.volume().replaceAll(".*:", "");
            for (String volume : List.of("-" + number, "NaN", "9".repeat(400), number + "k")) {
                String piece = sample.volume().replace(number, volume);
                assertBad(sample, sample.contentType(), sample.with(sample.volume(), piece), Fault.BAD_ANSWER);
            }
        }
    }

    @Test
    void allAreListedByName() {
        assertThat(Feeds.all()).extracting(ProviderKind::name).isSorted().doesNotHaveDuplicates();
        for (FeedSample sample : SAMPLES) {
            assertThat(Feeds.find(sample.kind().name()))
                    .hasValueSatisfying(kind -> assertThat(kind.capabilities().timeframes())
                            .contains(sample.request().timeframe()));
        }
    }
}
