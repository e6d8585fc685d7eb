package dev.tidemark.sources.parquet;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.merge.MergeImport;
import java.util.List;

/// Adopts Parquet files. The door is [#run].
public final class ParquetImport {
    private static final List<String> SUFFIXES = List.of(".parquet");

    private ParquetImport() {}

    /// Imports every `.parquet` file of the options' paths. What is wrong with a source is in the report; a run of data
    /// that the lake holds commits nothing. The result does not depend on the number of threads.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `USAGE` for a path that is not there and for ticks without a
    ///     calendar; `IDENTITY_MISMATCH` when a dataset's data are of another kind; `LOCKED`, `CONFLICT`,
    ///     `COMMIT_UNKNOWN` or `IO` when a commit failed; `CANCELLED`. Batches committed before stay.
    public static ImportReport run(Lake lake, ParquetImportOptions options, Progress progress) {
        return MergeImport.run(
                lake,
                options.run().merge(lake, "parquet", options.source(), SUFFIXES, options.identity()),
                new ParquetFormat(options),
                progress);
    }
}
