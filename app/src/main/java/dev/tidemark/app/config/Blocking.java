package dev.tidemark.app.config;

import dev.tidemark.market.rule.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mildest finding that keeps a build from reading a series.
public enum Blocking {
    WARNING(Severity.WARNING),
    ERROR(Severity.ERROR),
    CRITICAL(Severity.CRITICAL),
    /// Nothing does.
    OFF(null);

    private final @Nullable Severity severity;

    Blocking(@Nullable Severity severity) {
        this.severity = severity;
    }

    /// The severity; empty when nothing blocks.
    public Optional<Severity> severity() {
        return Optional.ofNullable(severity);
    }
}
