package dev.tidemark.market.gap;

/// When silence within a session is a gap, and what a fixed cadence is.
///
/// @param gapThresholdSeconds least length of a run of seconds without a tick that is a gap, at least 1
/// @param strictRatio         share of seconds with two ticks or more, of those with any, from which on a feed sends
/// two
///                            ticks a second; 0 to 1
/// @param mostSegments        how many gaps of a day are kept with their times; counts are always whole
public record CompletenessRules(int gapThresholdSeconds, double strictRatio, int mostSegments) {
    /// Gaps from five seconds on, a fixed cadence from 0.8 on, 200 segments a day.
    public static final CompletenessRules DEFAULT = new CompletenessRules(5, 0.8, 200);

    public CompletenessRules {
        if (gapThresholdSeconds < 1) {
            throw new IllegalArgumentException(
                    "a gap threshold of " + gapThresholdSeconds + " s; expected 1 or more seconds");
        }
        if (!(strictRatio >= 0 && strictRatio <= 1)) {
            throw new IllegalArgumentException("a strict ratio of " + strictRatio + "; expected 0 to 1");
        }
        if (mostSegments < 0) {
            throw new IllegalArgumentException(mostSegments + " segments a day; expected 0 or more");
        }
    }
}
