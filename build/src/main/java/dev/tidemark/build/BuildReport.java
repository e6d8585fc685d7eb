package dev.tidemark.build;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a build did.
///
/// @param datasets what was done to the partitions of each dataset
/// @param failures series that could not be made
/// @param notes    what recipes say of the series that were planned, such as missing days
/// @param commits  numbers of the commits made, ascending
/// @param rounds   how often the stages were gone through: more than once when others changed inputs meanwhile
public record BuildReport(
        SortedMap<DatasetName, Tally> datasets,
        List<SeriesFailure> failures,
        List<String> notes,
        List<Long> commits,
        int rounds) {
    public BuildReport {
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
        commits = List.copyOf(commits);
    }

    /// Counts of partitions.
    ///
    /// @param planned partitions that were to be made or removed
    /// @param created made for the first time
    /// @param refreshed made again
    /// @param equal   of those made again, how many came out equal, so that nothing downstream has to run
    /// @param removed taken away
    /// @param empty   without rows
    /// @param kept    left as they were
    public record Tally(long planned, long created, long refreshed, long equal, long removed, long empty, long kept) {
        /// No partition.
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

        /// The sum of two counts.
        public Tally plus(Tally other) {
            return new Tally(
                    planned + other.planned,
                    created + other.created,
                    refreshed + other.refreshed,
                    equal + other.equal,
                    removed + other.removed,
                    empty + other.empty,
                    kept + other.kept);
        }
    }

    /// Whether nothing was to be done.
    public boolean isNothing() {
        return commits.isEmpty() && failures.isEmpty();
    }

    /// `PARTLY_FAILED` when a series failed; `CHECK_FAILED` when all that there was to do is refused by the gate.
    public Optional<ErrorCode> problem() {
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        boolean isAllGated = failures.stream().allMatch(failure -> failure.code().equals(SeriesFailure.GATED));
        boolean isNothingMade = datasets.values().stream().allMatch(tally -> tally.planned() == 0);
        return Optional.of(isAllGated && isNothingMade ? ErrorCode.CHECK_FAILED : ErrorCode.PARTLY_FAILED);
    }
}
