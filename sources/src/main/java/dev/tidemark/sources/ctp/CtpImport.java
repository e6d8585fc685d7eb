package dev.tidemark.sources.ctp;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.merge.MergeImport;

/// Imports recordings of CTP futures ticks. The door is [#run].
public final class CtpImport {
    private CtpImport() {}

    /// Imports every file of the options' paths. Ticks that the lake holds, value for value, are not added again;
    /// repeats
    /// inside one source stay.
    ///
    /// @throws dev.tidemark.lake.TidemarkException as [MergeImport#run] does
    public static ImportReport run(Lake lake, CtpImportOptions options, Progress progress) {
        return MergeImport.run(
                lake, options.merge(), (source, sink) -> new CtpReading(options, source, sink).read(), progress);
    }
}
