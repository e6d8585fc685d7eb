package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.ProviderException;
import java.util.Locale;

/// What a count since 1970-01-01T00:00Z counts. Each unit takes counts from 2001-09-09 to 2286-11-20 alone, so that a
/// count of one unit is never one of another.
enum EpochUnit {
    SECONDS(1L),
    MILLISECONDS(1_000L),
    MICROSECONDS(1_000_000L);

    private static final long FIRST_SECOND = 1_000_000_000L;
    private static final long END_SECOND = 10_000_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final long perSecond;

    EpochUnit(long perSecond) {
        this.perSecond = perSecond;
    }

    /// The unit that a count of milliseconds or microseconds is of, by its magnitude.
    static EpochUnit fineOf(long count) throws ProviderException {
        if (MICROSECONDS.holds(count)) {
            return MICROSECONDS;
        }
        if (MILLISECONDS.holds(count)) {
            return MILLISECONDS;
        }
        throw Answers.bad(count + " is no time of today in milliseconds or microseconds");
    }

    private boolean holds(long count) {
        return count >= FIRST_SECOND * perSecond && count < END_SECOND * perSecond;
    }

    /// Microseconds since 1970-01-01T00:00Z.
    ///
    /// @throws ProviderException `BAD_ANSWER` for a count of another magnitude
    long micros(long count) throws ProviderException {
        if (!holds(count)) {
            throw Answers.bad(count + " is no time of today in " + name().toLowerCase(Locale.ROOT));
        }
        return count * (MICROS_PER_SECOND / perSecond);
    }

    /// The count of a time to ask for, rounded down; 0 for times before 1970.
    long count(long micros) {
        return Math.max(0, Math.floorDiv(micros, MICROS_PER_SECOND / perSecond));
    }
}
