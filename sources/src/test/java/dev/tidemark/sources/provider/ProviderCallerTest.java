package dev.tidemark.sources.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Patience against a real server: what is asked again, when, and what is given up at once.
class ProviderCallerTest {
    private static final RetryRule QUICK =
            new RetryRule(3, Duration.ofMillis(5), Duration.ofSeconds(2), 5, Duration.ofSeconds(300));

    private static ProviderCaller caller(RetryRule rule, RateLimit rate) {
        Capabilities capabilities = Capabilities.of(
                        List.of(Timeframe.DAILY), Adjustment.NONE, AssetClass.EQUITY, "us", 100, rate, false, "")
                .withRetry(rule);
        return new ProviderCaller(
                "test", capabilities, new HttpTransport(Duration.ofMillis(300), "tidemark-test"), Clock.systemUTC());
    }

    private static ProviderCaller caller(RetryRule rule) {
        return caller(rule, RateLimit.perSeconds(100_000, 1, 8));
    }

    private static LocalServer server(IntFunction<LocalServer.Answer> byNumber) {
        AtomicInteger asked = new AtomicInteger();
        return new LocalServer(_ -> byNumber.apply(asked.incrementAndGet()));
    }

    private static Ask ask(LocalServer server) {
        return Ask.of(server.base(), "/x").with("symbol", "A B&C").withSecret("apikey", "s3cret");
    }

    @Test
    void whatFailsOnceIsAskedAgain() throws ProviderException {
        for (LocalServer.Answer fault : List.of(
                LocalServer.of(500, "text/plain", "oops"),
                LocalServer.retryAfter(0),
                new LocalServer.Answer.Reset(),
                new LocalServer.Answer.Truncated("application/json", "[1,2,3]"),
                new LocalServer.Answer.Late(Duration.ofMillis(600), LocalServer.json("[]")))) {
            try (LocalServer server = server(n -> n == 1 ? fault : LocalServer.json("[7]"))) {
                assertThat(caller(QUICK).get(ask(server)).text())
                        .as(fault.toString())
                        .isEqualTo("[7]");
                assertThat(server.questions()).hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, REFUSED, 1",
        "403, REFUSED, 1",
        "404, UNKNOWN_SYMBOL, 1",
        "400, BAD_ANSWER, 1",
        "503, SERVER_ERROR, 3"
    })
    void statusSaysWhetherToGiveUp(int status, Fault fault, int questions) {
        try (LocalServer server = server(_ -> LocalServer.of(status, "text/plain", "no"))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> caller(QUICK).get(ask(server)))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                    .withMessageContaining("status " + status)
                    .withMessageContaining("A%20B%26C")
                    .withMessageNotContaining("s3cret");
            assertThat(server.questions()).hasSize(questions);
            assertThat(server.questions().getFirst().parameter("apikey")).isEqualTo("s3cret");
        }
    }

    @Test
    void theProviderSaysWhenToComeBack() throws ProviderException {
        try (LocalServer server = server(n -> n == 1 ? LocalServer.retryAfter(1) : LocalServer.json("[]"))) {
            long start = System.nanoTime();
            caller(QUICK).get(ask(server));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
        }
        try (LocalServer server = server(_ -> LocalServer.retryAfter(3600))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> caller(QUICK).get(ask(server)))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.RATE_LIMITED));
            assertThat(server.questions()).as("an hour is too long to wait").hasSize(1);
        }
    }

    @Test
    void afterFailuresInARowItIsLeftAlone() {
        try (LocalServer server = server(_ -> LocalServer.of(500, "text/plain", ""))) {
            ProviderCaller caller = caller(QUICK);
            for (int i = 0; i < 4; i++) {
                assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> caller.get(ask(server)));
            }
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> caller.get(ask(server)))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.PAUSED));
            assertThat(server.questions()).hasSize(5);
            assertThat(caller.calls()).isEqualTo(5);
        }
    }

    @Test
    void limitsOfCallsDoNotCountAsFailures() {
        try (LocalServer server = server(_ -> LocalServer.retryAfter(0))) {
            ProviderCaller caller = caller(QUICK);
            for (int i = 0; i < 4; i++) {
                assertThatExceptionOfType(ProviderException.class)
                        .isThrownBy(() -> caller.get(ask(server)))
                        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.RATE_LIMITED));
            }
            assertThat(server.questions()).hasSize(12);
        }
    }

    @Test
    void callsKeepTheirDistance() throws ProviderException {
        try (LocalServer server = server(_ -> LocalServer.json("[]"))) {
            ProviderCaller caller = caller(QUICK, RateLimit.perSeconds(10, 1, 8));
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                caller.get(ask(server));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
        }
    }

    @Test
    void aRuleReadsTheReplyBeforeItsStatusDoes() throws ProviderException {
        try (LocalServer server = server(_ -> LocalServer.of(400, "text/plain", "nothing there"))) {
            ReplyRule rule = reply -> reply.status() == 400 && reply.text().equals("nothing there");
            assertThat(caller(QUICK).get(ask(server).readBy(rule)).text()).isEqualTo("nothing there");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> caller(QUICK).get(ask(server).readBy(_ -> false)))
                    .withMessageContaining("status 400");
        }
    }

    @Test
    void aLimitToldInWordsIsWaitedFor() throws ProviderException {
        ReplyRule rule = reply -> {
            if (reply.text().equals("slow down")) {
                throw ProviderException.rateLimited("slow down", Duration.ofMillis(20));
            }
            return false;
        };
        try (LocalServer server = server(n -> LocalServer.of(200, "text/plain", n < 3 ? "slow down" : "bars"))) {
            assertThat(caller(QUICK).get(ask(server).readBy(rule)).text()).isEqualTo("bars");
            assertThat(server.questions()).hasSize(3);
        }
    }

    @Test
    void nobodyListens() {
        Ask ask;
        try (LocalServer server = server(_ -> LocalServer.json("[]"))) {
            ask = ask(server);
        }
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> caller(QUICK).get(ask))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NETWORK))
                .withMessageNotContaining("s3cret");
    }
}
