package dev.tidemark.sources.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// An entry of an archive.
record ZipEntryFile(ZipArchive archive, CentralDirectory.Entry entry, String name, String pathInDump)
        implements SourceFile {
    @Override
    public String location() {
        return SourceFinder.slashed(archive.path().toAbsolutePath().normalize()) + "!/" + entry.name();
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
        return archive.open(entry, name);
    }
}
