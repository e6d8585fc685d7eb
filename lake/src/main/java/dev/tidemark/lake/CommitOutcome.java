package dev.tidemark.lake;

import java.util.Optional;
import java.util.Set;

/// How an attempt to commit ended.
public sealed interface CommitOutcome {
    /// The commit, for who does not decide again by itself; empty when there was nothing to commit.
    ///
    /// @throws TidemarkException `CONFLICT` or `COMMIT_UNKNOWN`
    default Optional<Commit> orThrow() {
        return switch (this) {
            case Committed committed -> Optional.of(committed.commit());
            case Nothing() -> Optional.empty();
            case Conflict conflict ->
                throw new TidemarkException(
                        ErrorCode.CONFLICT,
                        "another process changed " + String.join(", ", conflict.touched()) + "; try again");
            case Unknown unknown -> throw new TidemarkException(ErrorCode.COMMIT_UNKNOWN, unknown.message());
        };
    }

    /// The commit is durable.
    record Committed(Commit commit) implements CommitOutcome {}

    /// Every edit wants what is there already; nothing was written.
    record Nothing() implements CommitOutcome {}

    /// Others changed what was decided on; nothing was committed. Read the new head and decide again.
    ///
    /// @param touched the names of series (`bars/1d/AAPL.US`) and datasets (`bars/1d`) that moved
    record Conflict(Set<String> touched) implements CommitOutcome {}

    /// It could not be learnt whether the commit happened. Nothing is deleted; look at `log` for the id before doing it
    /// again.
    record Unknown(String commitId, String message) implements CommitOutcome {}
}
