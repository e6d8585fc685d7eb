package dev.tidemark.build;

import java.util.Optional;

/// One line of a plan.
///
/// @param chunk  the partition; `*` for a whole series that is pending
/// @param action what is done
/// @param reason why; empty when it is kept
/// @param want   what it shall be made from; empty when nothing is made
public record PlannedPartition(String chunk, Action action, Optional<Reason> reason, Optional<Want> want) {
    static PlannedPartition make(Action action, Want want, Reason reason) {
        return new PlannedPartition(want.chunk(), action, Optional.of(reason), Optional.of(want));
    }

    static PlannedPartition keep(String chunk) {
        return new PlannedPartition(chunk, Action.KEEP, Optional.empty(), Optional.empty());
    }

    static PlannedPartition remove(String chunk, Reason reason) {
        return new PlannedPartition(chunk, Action.REMOVE, Optional.of(reason), Optional.empty());
    }
}
