package dev.tidemark.build;

import java.util.Locale;

/// What a plan does to a partition. The lower-case name is stable.
public enum Action {
    /// Makes it for the first time.
    CREATE,
    /// Makes it again.
    REFRESH,
    /// Takes it away.
    REMOVE,
    /// Leaves it as it is.
    KEEP,
    /// Decides when the stage below is committed.
    PENDING;

    /// The stable name.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
