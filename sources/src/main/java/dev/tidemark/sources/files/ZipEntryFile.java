package dev.tidemark.sources.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// An entry of an archive. Archives hold tens of thousands of them, so its names are put together when they are asked
/// for.
///
/// @param archiveName   the archive's name for messages
/// @param archiveInDump the archive's path in the dump
record ZipEntryFile(ZipArchive archive, CentralDirectory.Entry entry, String archiveName, String archiveInDump)
        implements SourceFile {
    private static final String INSIDE = "!/";

    @Override
    public String name() {
        return archiveName + INSIDE + entry.name();
    }

    @Override
    public String pathInDump() {
        return archiveInDump + INSIDE + entry.name();
    }

    @Override
    public String location() {
        return SourceFinder.slashed(archive.path().toAbsolutePath().normalize()) + INSIDE + entry.name();
    }

    @Override
    public long bytes() {
        return entry.size();
    }

    @Override
    public OptionalLong crc32() {
        return OptionalLong.of(entry.crc());
    }

    @Override
    public InputStream open() throws IOException {
        return archive.open(entry, name());
    }
}
