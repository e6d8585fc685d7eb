package dev.tidemark.app.universe;

import dev.tidemark.sources.universe.SourceFault;
import java.util.List;

/// What became of exports, whatever they are: files beside the lake, or bars in it. Each export is in one of the four
/// numbers.
///
/// @param written   made now
/// @param unchanged left as they are
/// @param removed   taken away, their source having none any more
/// @param failed    wanted, and not made
/// @param isWhole   whether another run would come to the same; if not, the next one tries again
/// @param faults    why exports failed, and rows of their sources that were left out
/// @param commits   numbers of the commits made
record ExportOutcome(
        long written,
        long unchanged,
        long removed,
        long failed,
        boolean isWhole,
        List<SourceFault> faults,
        List<Long> commits) {
    ExportOutcome {
        faults = List.copyOf(faults);
        commits = List.copyOf(commits);
    }
}
