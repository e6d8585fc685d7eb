package dev.tidemark.sources.provider;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider gave no bars.
public final class ProviderException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final @Nullable Duration retryAfter;

    public ProviderException(Fault fault, String message) {
        this(fault, message, null, null);
    }

    public ProviderException(Fault fault, String message, Throwable cause) {
        this(fault, message, cause, null);
    }

    private ProviderException(Fault fault, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.fault = fault;
        this.retryAfter = retryAfter;
    }

    /// The provider wants less, and said when to come back, or did not.
    static ProviderException rateLimited(String message, Optional<Duration> retryAfter) {
        return new ProviderException(Fault.RATE_LIMITED, message, null, retryAfter.orElse(null));
    }

    /// The provider said in its own words that it wants less; it can be asked again after a while.
    public static ProviderException rateLimited(String message, Duration retryAfter) {
        return new ProviderException(Fault.RATE_LIMITED, message, null, retryAfter);
    }

    public Fault fault() {
        return fault;
    }

    /// When the provider wants to be asked again.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The same with stars in the place of a secret, such as a key that a provider's answer repeats.
    public ProviderException without(String secret) {
        return text().contains(secret)
                ? new ProviderException(fault, text().replace(secret, Ask.HIDDEN), getCause(), retryAfter)
                : this;
    }

    /// What was wrong.
    public String text() {
        return String.valueOf(getMessage());
    }
}
