package dev.tidemark.lake.maintain;

import java.time.Duration;

/// What `gc` keeps.
///
/// @param all            keep the tags and the head only; wants the lake alone
/// @param keepCommits    number of newest commits to keep whatever their age
/// @param keepDerived    age up to which past states of derived data are kept
/// @param keepRawAll     the same for raw series in one partition
/// @param keepRaw        the same for other raw series
/// @param dryRun         only count
public record GcOptions(
        boolean all, int keepCommits, Duration keepDerived, Duration keepRawAll, Duration keepRaw, boolean dryRun) {
    /// The last 100 commits; derived data 2 days, raw series in one partition 7, other raw series 30.
    public static final GcOptions DEFAULTS =
            new GcOptions(false, 100, Duration.ofDays(2), Duration.ofDays(7), Duration.ofDays(30), false);

    /// Tags and the head only.
    public static final GcOptions ALL = new GcOptions(true, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);

    /// The least age that is kept, however short the durations: a reader may still use it.
    public static final Duration LEAST = Duration.ofDays(1);
}
