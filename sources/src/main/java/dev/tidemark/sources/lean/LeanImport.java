package dev.tidemark.sources.lean;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.merge.MergeImport;
import java.util.List;

/// Imports data folders of LEAN. The door is [#run].
public final class LeanImport {
    private static final String FORMAT = "lean";
    private static final List<String> SUFFIXES = List.of(".csv");

    private LeanImport() {}

    /// Imports every file of the options' paths. What is wrong with a source is in the report; a run of data that the
    /// lake holds commits nothing. Reference files (factor and map files, margins) are not read, and are counted as
    /// [dev.tidemark.sources.FindingCode#REFERENCE_FILE]. The result does not depend on the number of threads.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `USAGE` for a path that is not there; `IDENTITY_MISMATCH` when a
    ///     dataset's data are of another kind; `LOCKED`, `CONFLICT`, `COMMIT_UNKNOWN` or `IO` when a commit failed;
    ///     `CANCELLED`. Batches committed before stay.
    public static ImportReport run(Lake lake, LeanImportOptions options, Progress progress) {
        return MergeImport.run(
                lake,
                options.run().merge(lake, FORMAT, FORMAT, SUFFIXES, options.identity()),
                new LeanFormat(options),
                progress);
    }
}
