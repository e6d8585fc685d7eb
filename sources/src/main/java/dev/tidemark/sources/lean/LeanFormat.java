package dev.tidemark.sources.lean;

import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.SourceFormat;
import dev.tidemark.sources.merge.SourceSink;
import java.io.IOException;
import java.util.Optional;

/// Reads files of LEAN, each as its path says. Thread-safe.
final class LeanFormat implements SourceFormat {
    private final LeanImportOptions options;

    LeanFormat(LeanImportOptions options) {
        this.options = options;
    }

    @Override
    public void read(SourceFile source, SourceSink sink) throws IOException {
        Optional<LeanPath> path = path(source);
        if (path.isPresent()) {
            new LeanReading(options, source, path.get(), sink).read();
        } else if (LeanPath.isReference(source.location())) {
            sink.finding(FindingCode.REFERENCE_FILE, 1);
        } else {
            throw new SourceRefusedException(
                    RefusalReason.NOT_A_SOURCE,
                    "cannot import " + source.name() + ": its path does not say what it holds; expected "
                            + LeanPath.EXPECTED);
        }
    }

    /// By the name as given, which may lead through a link, else by where the file lies.
    private static Optional<LeanPath> path(SourceFile source) throws SourceRefusedException {
        Optional<LeanPath> given = LeanPath.of(source.name(), source.name());
        return given.isPresent() ? given : LeanPath.of(source.location(), source.name());
    }
}
