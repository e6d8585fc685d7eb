package dev.tidemark.sources.merge;

import dev.tidemark.sources.files.SourceFile;
import java.io.IOException;

/// What an importer knows of its format. Called by many threads, for one source each.
public interface SourceFormat {
    /// Reads one source once, and gives every data line to the sink: as a row of a series, or as a reject.
    ///
    /// @throws dev.tidemark.sources.files.SourceRefusedException when the source as a whole cannot be taken; none of
    /// its
    ///     rows then is
    void read(SourceFile source, SourceSink sink) throws IOException;
}
