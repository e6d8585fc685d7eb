package dev.tidemark.app.universe;

import dev.tidemark.sources.universe.SourceFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a run found and did.
///
/// @param reason      why there was something to do, or that there was nothing
/// @param isUnchanged whether nothing had to be looked at
/// @param counts      numbers by name, such as `instruments`, `matched` and `exports_written`
/// @param reasons     unmatched instruments by reason
/// @param faults      files and rows that could not be used, and what became of others
/// @param notes       what is odd and does no harm
/// @param warnings    what the user should know of the run itself
/// @param commits     numbers of the commits made
/// @param outputs     reports and the folder of exports
/// @param savedSeconds time that reused work would have taken, as far as it is known
public record UniverseReport(
        String reason,
        boolean isUnchanged,
        SortedMap<String, Long> counts,
        SortedMap<String, Long> reasons,
        List<SourceFault> faults,
        List<SourceFault> notes,
        List<String> warnings,
        List<Long> commits,
        List<Path> outputs,
        Optional<Double> savedSeconds) {}
