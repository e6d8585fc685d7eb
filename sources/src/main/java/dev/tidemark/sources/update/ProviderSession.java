package dev.tidemark.sources.update;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.HttpTransport;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderCaller;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A provider that is open for a run. Thread-safe.
public final class ProviderSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final Provider provider;
    private final Capabilities capabilities;
    private final Transport transport;
    private final ProviderCaller caller;
    private final String secret;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ProviderSession(
            Provider provider, Capabilities capabilities, Transport transport, Clock clock, String secret) {
        this.provider = provider;
        this.capabilities = capabilities;
        this.transport = transport;
        this.secret = secret;
        this.caller = new ProviderCaller(provider.name(), capabilities, transport, clock);
    }

    /// Opens a provider of a kind.
    ///
    /// @param agent who asks, such as `tidemark/0.1.0`
    /// @throws TidemarkException `USAGE` for an option that it does not take
    public static ProviderSession open(ProviderKind kind, ProviderSetup setup, String agent, Clock clock) {
        try {
            Provider provider = kind.open(setup);
            RateLimit usual = provider.capabilities().rate();
            RateLimit rate = setup.options().containsKey(ProviderSetup.RATE)
                    ? usual.parsed(setup.option(ProviderSetup.RATE, ""))
                    : usual;
            String secret = setup.key().map(String::strip).orElse("");
            return of(provider, provider.capabilities().withRate(rate), agent, clock, secret);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "provider " + kind.name() + ": " + e.getMessage(), e);
        }
    }

    /// A session of a provider that is at hand.
    public static ProviderSession of(Provider provider, Capabilities capabilities, String agent, Clock clock) {
        return of(provider, capabilities, agent, clock, "");
    }

    private static ProviderSession of(
            Provider provider, Capabilities capabilities, String agent, Clock clock, String secret) {
        Transport transport = provider.transport().orElseGet(() -> new HttpTransport(PATIENCE, agent));
        return new ProviderSession(provider, capabilities, transport, clock, secret);
    }

    public Provider provider() {
        return provider;
    }

    public Capabilities capabilities() {
        return capabilities;
    }

    /// Questions sent so far, repeated ones counted.
    public long calls() {
        return caller.calls();
    }

    /// Asks for bars. Waiting, for the answer or for the limits, ends with the signal.
    ///
    /// @throws CancellationException when the signal is given
    public BarAnswer bars(BarRequest request, StopSignal stop) throws ProviderException {
        Future<BarAnswer> answer = threads.submit(() -> provider.bars(request, caller));
        while (true) {
            try {
                return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.isGiven()) {
                    answer.cancel(true);
                    throw (CancellationException) new CancellationException("the work stops").initCause(e);
                }
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw (CancellationException) new CancellationException("interrupted").initCause(e);
            } catch (ExecutionException e) {
                ProviderException failure = failure(request, e.getCause() == null ? e : e.getCause());
                throw secret.isEmpty() ? failure : failure.without(secret);
            }
        }
    }

    /// What a provider's code throws beside its own exception is a bad answer that it did not foresee.
    private ProviderException failure(BarRequest request, Throwable cause) {
        return switch (cause) {
            case ProviderException e -> e;
            case CancellationException e -> throw e;
            case Error e -> throw e;
            default ->
                new ProviderException(
                        Fault.BAD_ANSWER,
                        "the answer of " + provider.name() + " for " + request.symbol() + " could not be read: "
                                + cause,
                        cause);
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        transport.close();
    }
}
