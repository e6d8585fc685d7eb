package dev.tidemark.sources.csv;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.merge.MergeImport;
import java.util.List;

/// Imports delimited text. The door is [#run].
public final class CsvImport {
    private static final List<String> SUFFIXES = List.of(".csv", ".txt", ".tsv");

    private CsvImport() {}

    /// Imports every file of the options' paths. What is wrong with a source is in the report; a run of data that the
    /// lake holds commits nothing. The result does not depend on the number of threads.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `USAGE` for a path that is not there and for ticks without a
    ///     calendar; `IDENTITY_MISMATCH` when a dataset's data are of another kind; `LOCKED`, `CONFLICT`,
    ///     `COMMIT_UNKNOWN` or `IO` when a commit failed; `CANCELLED`. Batches committed before stay.
    public static ImportReport run(Lake lake, CsvImportOptions options, Progress progress) {
        CsvFormat format = new CsvFormat(options);
        return MergeImport.run(
                lake,
                options.run().merge(lake, "csv", options.source(), SUFFIXES, options.identity()),
                format,
                progress);
    }
}
