package dev.tidemark.sources.provider;

import java.time.Duration;

/// How patient a caller is.
///
/// @param attempts     how often one question is asked in all; at least 1
/// @param firstDelay   wait before the second attempt; doubles with each further one, with jitter of a tenth
/// @param mostDelay    longest wait, also when the provider asks for more: then the question is given up at once
/// @param breakAfter   failures in a row after which the provider is left alone
/// @param breakFor     how long it is left alone
public record RetryRule(int attempts, Duration firstDelay, Duration mostDelay, int breakAfter, Duration breakFor) {
    /// Three attempts from 1 s to 30 s; five failures pause for 300 s.
    public static final RetryRule USUAL =
            new RetryRule(3, Duration.ofSeconds(1), Duration.ofSeconds(30), 5, Duration.ofSeconds(300));

    /// The same rule with a longest wait.
    public RetryRule waitingUpTo(Duration most) {
        return new RetryRule(attempts, firstDelay, most, breakAfter, breakFor);
    }
}
