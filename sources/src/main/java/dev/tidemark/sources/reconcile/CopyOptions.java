package dev.tidemark.sources.reconcile;

import dev.tidemark.sources.ingest.BatchLimits;

/// Which bars to copy from one side into the other.
///
/// @param scope what becomes of bars that the other side has
/// @param from  start of the first bar that is copied, microseconds since 1970-01-01T00:00Z
/// @param to    first start that is not
/// @param batch when to commit
public record CopyOptions(Scope scope, long from, long to, BatchLimits batch) {
    /// What becomes of bars that the other side has.
    public enum Scope {
        /// They stay; only imputed ones give way.
        MISSING,
        /// They are replaced: whoever chose the times wants that.
        CHOSEN
    }

    public static CopyOptions of(Scope scope, long from, long to) {
        return new CopyOptions(scope, from, to, BatchLimits.DEFAULT);
    }
}
