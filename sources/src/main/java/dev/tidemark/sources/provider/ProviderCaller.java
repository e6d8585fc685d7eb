package dev.tidemark.sources.provider;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;

/// Asks within a provider's limits: so many calls in a period and at a time; again after a break that grows when the
/// network, the server or a limit was in the way, or when the provider said so; not at all for a while after failures
/// in a row. Thread-safe.
public final class ProviderCaller implements Caller {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Duration LONGEST_QUEUE = Duration.ofHours(24);
    private static final double JITTER = 0.1;

    private final String provider;
    private final Transport transport;
    private final Clock clock;
    private final RetryRule rule;
    private final CircuitBreaker<Reply> breaker;
    private final FailsafeExecutor<Reply> patience;
    private final LongAdder calls = new LongAdder();

    public ProviderCaller(String provider, Capabilities capabilities, Transport transport, Clock clock) {
        this.provider = provider;
        this.transport = transport;
        this.clock = clock;
        this.rule = capabilities.retry();
        this.breaker = breaker(rule);
        RateLimit rate = capabilities.rate();
        RateLimiter<Reply> limiter = RateLimiter.<Reply>smoothBuilder(rate.calls(), rate.period())
                .withMaxWaitTime(LONGEST_QUEUE)
                .build();
        Bulkhead<Reply> bulkhead = Bulkhead.<Reply>builder(rate.concurrency())
                .withMaxWaitTime(LONGEST_QUEUE)
                .build();
        this.patience = Failsafe.with(retry(rule), breaker, limiter, bulkhead);
    }

    private static RetryPolicy<Reply> retry(RetryRule rule) {
        return RetryPolicy.<Reply>builder()
                .handleIf(failure -> failure instanceof ProviderException e
                        && e.fault().isRepeated()
                        && e.retryAfter().orElse(Duration.ZERO).compareTo(rule.mostDelay()) <= 0)
                .withMaxAttempts(rule.attempts())
                .withBackoff(rule.firstDelay(), rule.mostDelay().plusMillis(1), 2)
                .withJitter(JITTER)
                .withDelayFnOn(
                        context -> context.getLastException() instanceof ProviderException e
                                ? e.retryAfter().orElse(Duration.ofNanos(-1))
                                : Duration.ofNanos(-1),
                        ProviderException.class)
                .build();
    }

    private static CircuitBreaker<Reply> breaker(RetryRule rule) {
        return CircuitBreaker.<Reply>builder()
                .handleIf(failure ->
                        failure instanceof ProviderException e && e.fault().countsAsBreak())
                .withFailureThreshold(rule.breakAfter())
                .withDelay(rule.breakFor())
                .build();
    }

    /// Number of questions that went out so far, repeated ones counted.
    public long calls() {
        return calls.sum();
    }

    @Override
    public Reply get(Ask ask) throws ProviderException {
        try {
            return patience.get(() -> once(ask));
        } catch (CircuitBreakerOpenException e) {
            throw new ProviderException(
                    Fault.PAUSED,
                    provider + " failed " + rule.breakAfter() + " times in a row and is left alone for "
                            + breaker.getRemainingDelay().toSeconds() + " s",
                    e);
        } catch (FailsafeException e) {
            switch (e.getCause()) {
                case ProviderException cause -> throw cause;
                case InterruptedException cause -> {
                    Thread.currentThread().interrupt();
                    throw (CancellationException) new CancellationException("asking " + ask).initCause(cause);
                }
                case null, default -> throw e;
            }
        }
    }

    private Reply once(Ask ask) throws ProviderException, InterruptedException {
        calls.increment();
        try {
            return checked(ask, transport.send(ask));
        } catch (HttpTimeoutException e) {
            throw new ProviderException(Fault.TIMEOUT, "no answer in time from " + ask, e);
        } catch (IOException e) {
            throw new ProviderException(Fault.NETWORK, "no answer from " + ask + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
    }

    private Reply checked(Ask ask, Reply reply) throws ProviderException {
        int status = reply.status();
        if (ask.rule().takes(reply) || status == OK) {
            return reply;
        }
        String what = "status " + status + " from " + ask + (reply.body().length == 0 ? "" : ": " + reply.preview());
        if (status == TOO_MANY) {
            throw ProviderException.rateLimited(
                    what, reply.header("retry-after").flatMap(this::delay));
        }
        throw new ProviderException(
                switch (status) {
                    case UNAUTHORIZED, FORBIDDEN -> Fault.REFUSED;
                    case NOT_FOUND -> Fault.UNKNOWN_SYMBOL;
                    default -> status >= FIRST_SERVER_ERROR ? Fault.SERVER_ERROR : Fault.BAD_ANSWER;
                },
                what);
    }

    /// `Retry-After`: seconds, or a date.
    private Optional<Duration> delay(String text) {
        try {
            if (text.strip().matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
            }
            ZonedDateTime when = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), when.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
