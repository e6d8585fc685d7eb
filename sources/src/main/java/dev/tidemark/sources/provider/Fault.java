package dev.tidemark.sources.provider;

import java.util.Locale;

/// Why a provider gave no bars. The lower-case name is stable.
public enum Fault {
    /// No connection, or one that broke.
    NETWORK(true, true),
    /// No answer in time.
    TIMEOUT(true, true),
    /// A status of 500 or above.
    SERVER_ERROR(true, true),
    /// Too many questions: status 429 or 418, or the provider's own words for it.
    RATE_LIMITED(true, false),
    /// The calls of the day or of the plan are used up; asking again at once is of no use.
    QUOTA(false, false),
    /// The key is missing, wrong, or not allowed that.
    REFUSED(false, false),
    /// The provider does not know the symbol.
    UNKNOWN_SYMBOL(false, false),
    /// The provider does not offer that timeframe or that past.
    NOT_OFFERED(false, false),
    /// An answer of another type, shape or content than documented: an error page, a truncated body, another symbol.
    BAD_ANSWER(false, false),
    /// The provider failed so often that it is left alone for a while.
    PAUSED(false, false);

    private final boolean isRepeated;
    private final boolean countsAsBreak;

    Fault(boolean isRepeated, boolean countsAsBreak) {
        this.isRepeated = isRepeated;
        this.countsAsBreak = countsAsBreak;
    }

    /// Whether the same question is asked again.
    public boolean isRepeated() {
        return isRepeated;
    }

    /// Whether it counts towards leaving the provider alone.
    public boolean countsAsBreak() {
        return countsAsBreak;
    }

    /// The stable code.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
