package dev.tidemark.sources.provider.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the feeds of exchanges have in common, published files among them.
class ExchangeFeedsTest {
    private record Row(LocalServer.Answer answer, Fault fault) {}

    private static Stream<Arguments> faults() {
        List<Row> rows = List.of(
                new Row(LocalServer.of(502, "text/html", "<html>bad gateway</html>"), Fault.SERVER_ERROR),
                new Row(LocalServer.of(429, "application/json", "{\"code\":-1003,\"msg\":\"no\"}"), Fault.RATE_LIMITED),
                new Row(LocalServer.of(418, "text/plain", ""), Fault.RATE_LIMITED),
                new Row(LocalServer.of(403, "text/html", "<html>blocked</html>"), Fault.REFUSED),
                new Row(LocalServer.of(451, "text/plain", ""), Fault.REFUSED),
                new Row(LocalServer.of(400, "application/json", "7"), Fault.BAD_ANSWER),
                new Row(new LocalServer.Answer.Reset(), Fault.NETWORK),
                new Row(LocalServer.errorPage(), Fault.BAD_ANSWER),
                new Row(LocalServer.of(200, "", "[]"), Fault.BAD_ANSWER));
        return Stream.of(ExchangeFeed.values())
                .flatMap(feed -> rows.stream().map(row -> Arguments.of(feed, row.answer(), row.fault())));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsAFault(ExchangeFeed feed, LocalServer.Answer answer, Fault fault) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> feed.ask(answer))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @ParameterizedTest
    @EnumSource
    void orderAndDuplicatesAreLeftToTheReader(ExchangeFeed feed) throws ProviderException {
        BarAnswer answer = feed.askBody(
                feed.body(List.of(feed.bar(3, "5"), feed.bar(1, "6"), feed.bar(1, "7"), feed.bar(0, "8"))));
        assertThat(FeedSample.lines(answer))
                .containsExactly(
                        "2024-01-01T00:03:00Z 1.5 2.0 1.0 1.75 5.0",
                        "2024-01-01T00:01:00Z 1.5 2.0 1.0 1.75 6.0",
                        "2024-01-01T00:01:00Z 1.5 2.0 1.0 1.75 7.0",
                        "2024-01-01T00:00:00Z 1.5 2.0 1.0 1.75 8.0");
    }

    @ParameterizedTest
    @EnumSource
    void whatStartsOutsideTheWindowIsLeftOut(ExchangeFeed feed) throws ProviderException {
        BarAnswer answer = feed.askBody(feed.body(List.of(feed.bar(9, "5"), feed.bar(10, "6"), feed.bar(11, "7"))));
        assertThat(FeedSample.lines(answer)).containsExactly("2024-01-01T00:09:00Z 1.5 2.0 1.0 1.75 5.0");
    }

    /// A published file whose checksum is right, whatever is in it.
    @Test
    void damagedFilesAreBarsOfTheWindowOrABadAnswer() {
        ExchangeFeed feed = ExchangeFeed.BINANCE_PUBLIC;
        List<String> pieces = List.of("", ",", "\n", "\"", "-", "NaN", "1e999", "9".repeat(40), "\0", "é", "<html>");
        String good = feed.body(List.of(feed.bar(0, "5"), feed.bar(1, "6"), feed.bar(2, "0.5")));
        SplittableRandom random = new SplittableRandom(3);
        int bad = 0;
        for (int round = 0; round < 1000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(6));
                text.replace(at, end, pieces.get(random.nextInt(pieces.size())));
            }
            try {
                BarAnswer answer = feed.read(text.toString());
                for (int row = 0; row < answer.bars().size(); row++) {
                    assertThat(feed.request().holds(answer.bars().ts(row))).isTrue();
                }
            } catch (ProviderException e) {
                assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER);
                bad++;
            }
        }
        assertThat(bad).isBetween(100, 990);
    }
}
