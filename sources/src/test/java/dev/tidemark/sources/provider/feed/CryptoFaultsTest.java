package dev.tidemark.sources.provider.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderCaller;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.Reply;
import dev.tidemark.sources.provider.RetryRule;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every exchange's feed has in common when something is wrong: a fault, and never an empty answer.
class CryptoFaultsTest {
    private static final List<String> INSERTIONS = List.of(
            "NaN",
            "null",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            "-",
            "1e999",
            "9".repeat(400),
            "true",
            "\0",
            "é",
            "\n",
            "<html>");

    private record Row(LocalServer.Answer answer, Fault fault) {}

    private static Stream<Arguments> faults() {
        List<Row> rows = List.of(
                new Row(LocalServer.of(500, "text/plain", "oops"), Fault.SERVER_ERROR),
                new Row(LocalServer.of(502, "text/html", "<html>bad gateway</html>"), Fault.SERVER_ERROR),
                new Row(LocalServer.of(429, "application/json", "{\"code\":-1003,\"msg\":\"no\"}"), Fault.RATE_LIMITED),
                new Row(LocalServer.of(418, "text/plain", ""), Fault.RATE_LIMITED),
                new Row(LocalServer.of(403, "text/html", "<html>blocked</html>"), Fault.REFUSED),
                new Row(LocalServer.of(451, "text/plain", ""), Fault.REFUSED),
                new Row(LocalServer.of(400, "application/json", "7"), Fault.BAD_ANSWER),
                new Row(new LocalServer.Answer.Reset(), Fault.NETWORK),
                new Row(new LocalServer.Answer.Truncated("application/json", "[[1704067200000,1]]"), Fault.NETWORK),
                new Row(LocalServer.errorPage(), Fault.BAD_ANSWER),
                new Row(LocalServer.json("<html>CAPTCHA</html>"), Fault.BAD_ANSWER),
                new Row(LocalServer.json(""), Fault.BAD_ANSWER),
                new Row(LocalServer.json("null"), Fault.BAD_ANSWER),
                new Row(LocalServer.json("7"), Fault.BAD_ANSWER),
                new Row(LocalServer.json("\"text\""), Fault.BAD_ANSWER),
                new Row(LocalServer.json("{}"), Fault.BAD_ANSWER),
                new Row(LocalServer.json("{\"message\":\"NotFound\"}"), Fault.BAD_ANSWER),
                new Row(LocalServer.json("[7]"), Fault.BAD_ANSWER),
                new Row(LocalServer.json("[[]]"), Fault.BAD_ANSWER),
                new Row(LocalServer.json("[[[[[["), Fault.BAD_ANSWER),
                new Row(LocalServer.json("[".repeat(100_000)), Fault.BAD_ANSWER),
                new Row(LocalServer.of(200, "", "[]"), Fault.BAD_ANSWER));
        return Arrays.stream(CryptoFeed.values())
                .flatMap(feed -> rows.stream().map(row -> Arguments.of(feed, row.answer(), row.fault())));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsAFault(CryptoFeed feed, LocalServer.Answer answer, Fault fault) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> feed.ask(answer))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BINANCE_PUBLIC") // its checksum sees every cut
    void everyPrefixOfABodyIsRefused(CryptoFeed feed) throws ProviderException {
        String body = feed.body(List.of(feed.bar(0, "5"), feed.bar(1, "6")));
        assertThat(read(feed, body).bars().size()).isEqualTo(2);
        for (int length = 0; length < body.length(); length++) {
            String cut = body.substring(0, length);
            assertThatExceptionOfType(ProviderException.class)
                    .as(cut)
                    .isThrownBy(() -> read(feed, cut))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersThatAreNone(CryptoFeed feed) {
        for (String volume :
                List.of("NaN", "Infinity", "-Infinity", "-5", "", "1e999", "0x10", "1,5", "five", "null")) {
            String body = feed.body(List.of(feed.bar(0, "5"), feed.bar(1, volume)));
            assertThatExceptionOfType(ProviderException.class)
                    .as(volume)
                    .isThrownBy(() -> feed.askBody(body))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
        }
    }

    @ParameterizedTest
    @EnumSource
    void orderAndDuplicatesAreLeftToTheReader(CryptoFeed feed) throws ProviderException {
        BarAnswer answer = feed.askBody(
                feed.body(List.of(feed.bar(3, "5"), feed.bar(1, "6"), feed.bar(1, "7"), feed.bar(0, "8"))));
        assertThat(Asking.lines(answer))
                .containsExactly(
                        "2024-01-01T00:03:00Z 1.5 2.0 1.0 1.75 5.0",
                        "2024-01-01T00:01:00Z 1.5 2.0 1.0 1.75 6.0",
                        "2024-01-01T00:01:00Z 1.5 2.0 1.0 1.75 7.0",
                        "2024-01-01T00:00:00Z 1.5 2.0 1.0 1.75 8.0");
    }

    @ParameterizedTest
    @EnumSource
    void whatStartsOutsideTheWindowIsLeftOut(CryptoFeed feed) throws ProviderException {
        BarAnswer answer = feed.askBody(feed.body(List.of(feed.bar(9, "5"), feed.bar(10, "6"), feed.bar(11, "7"))));
        assertThat(Asking.lines(answer)).containsExactly("2024-01-01T00:09:00Z 1.5 2.0 1.0 1.75 5.0");
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheBodyIsItIsBarsOfTheWindowOrABadAnswer(CryptoFeed feed) {
        SplittableRandom random = new SplittableRandom(3);
        String good = feed.body(List.of(feed.bar(0, "5"), feed.bar(1, "6"), feed.bar(2, "0.5")));
        BarRequest request = feed.request();
        int bad = 0;
        for (int round = 0; round < 1000; round++) {
            try {
                BarAnswer answer = read(feed, mutated(good, random));
                for (int row = 0; row < answer.bars().size(); row++) {
                    assertThat(request.holds(answer.bars().ts(row))).isTrue();
                }
            } catch (ProviderException e) {
                bad++;
            }
        }
        assertThat(bad).isBetween(100, 990);
    }

    private static String mutated(String good, SplittableRandom random) {
        StringBuilder text = new StringBuilder(good);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, INSERTIONS.get(random.nextInt(INSERTIONS.size())));
                case 1 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 2 -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            }
        }
        return text.toString();
    }

    /// Reads a body without a network.
    private static BarAnswer read(CryptoFeed feed, String body) throws ProviderException {
        Provider provider = feed.kind.open(ProviderSetup.of(feed.kind.name()));
        Capabilities once = provider.capabilities()
                .withRate(RateLimit.perSeconds(1_000_000, 1, 64))
                .withRetry(
                        new RetryRule(1, Duration.ofMillis(1), Duration.ofMillis(2), 1_000_000, Duration.ofSeconds(1)));
        ProviderCaller caller = new ProviderCaller(
                feed.kind.name(),
                once,
                ask -> reply(feed.serve(body, new LocalServer.Question(ask.path(), new TreeMap<>(), Map.of()))),
                Clock.systemUTC());
        return provider.bars(feed.request(), caller);
    }

    private static Reply reply(LocalServer.Answer answer) {
        return switch (answer) {
            case LocalServer.Answer.Whole whole ->
                Reply.of(whole.status(), whole.headers().getOrDefault("Content-Type", ""), whole.body());
            case LocalServer.Answer.Bytes bytes -> new Reply(200, new TreeMap<>(), bytes.body());
            case LocalServer.Answer.Truncated _, LocalServer.Answer.Reset _, LocalServer.Answer.Late _ ->
                throw new AssertionError("not served here");
        };
    }

    @Test
    void everyFeedIsKnownByName() {
        Set<String> names = new HashSet<>();
        List<String> order = new ArrayList<>();
        Feeds.all().forEach(kind -> {
            assertThat(kind.name()).matches("[a-z_]+");
            assertThat(kind.capabilities().timeframes()).isSorted().isNotEmpty();
            names.add(kind.name());
            order.add(kind.name());
        });
        assertThat(names).hasSameSizeAs(Feeds.all()).contains("binance", "binance_public", "coinbase", "kraken", "okx");
        assertThat(order).isSorted();
        assertThat(Feeds.find("okx")).isPresent();
        assertThat(Feeds.find("nobody")).isEmpty();
    }
}
