package dev.tidemark.sources.lean;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.MergeImport;
import dev.tidemark.sources.merge.SourceSink;
import java.io.IOException;
import java.util.Optional;

/// Imports data folders of LEAN. The door is [#run].
public final class LeanImport {
    private LeanImport() {}

    /// Imports every file of the options' paths. Reference files (factor and map files, margins) count as empty.
    ///
    /// @throws dev.tidemark.lake.TidemarkException as [MergeImport#run] does
    public static ImportReport run(Lake lake, LeanImportOptions options, Progress progress) {
        return MergeImport.run(lake, options.merge(), (source, sink) -> read(options, source, sink), progress);
    }

    private static void read(LeanImportOptions options, SourceFile source, SourceSink sink) throws IOException {
        if (LeanPath.isReference(source.name())) {
            return;
        }
        Optional<LeanPath> path = LeanPath.of(source.name());
        if (path.isEmpty()) {
            throw new SourceRefusedException(
                    RefusalReason.NOT_A_SOURCE,
                    "cannot import " + source.name() + ": its path does not say what it holds; expected "
                            + LeanPath.EXPECTED);
        }
        new LeanReading(options, source, path.get(), sink).read();
    }
}
