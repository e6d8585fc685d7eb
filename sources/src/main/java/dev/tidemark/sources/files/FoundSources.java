package dev.tidemark.sources.files;

import dev.tidemark.sources.SourceReport;
import java.util.List;

/// What a search found. Close it when the sources are read; archives are opened and closed as they are needed.
///
/// @param files    sources in the order of their paths
/// @param refused  what was refused before a source was opened
/// @param archives the archives that hold sources
public record FoundSources(List<SourceFile> files, List<SourceReport> refused, List<ZipArchive> archives)
        implements AutoCloseable {
    public FoundSources {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
        archives = List.copyOf(archives);
    }

    @Override
    public void close() {
        archives.forEach(ZipArchive::close);
    }
}
