package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The small files at the lake's root that a state depends on, kept as they were at each commit.
final class FactStore {
    /// Config and instrument registry.
    private static final List<String> NAMES = List.of("instruments.csv", "tidemark.yaml");

    private final LakeLayout layout;
    private final FileOps files;

    FactStore(LakeLayout layout, FileOps files) {
        this.layout = layout;
        this.files = files;
    }

    /// Stores the present files and returns their digests by name.
    SortedMap<String, String> snapshot(WriterFolder tmp) throws IOException {
        SortedMap<String, String> facts = new TreeMap<>();
        for (String name : NAMES) {
            byte[] bytes;
            try {
                bytes = files.read(layout.root().resolve(name));
            } catch (NoSuchFileException e) {
                continue;
            }
            facts.put(name, keep(bytes, tmp).hex());
        }
        return facts;
    }

    private Digest keep(byte[] bytes, WriterFolder tmp) throws IOException {
        Digest digest = Digest.of(bytes);
        Path target = layout.fact(digest);
        if (!Files.exists(target)) {
            files.createFolders(layout.facts());
            Path draft = tmp.fresh();
            files.createReadOnly(draft, ByteBuffer.wrap(bytes));
            files.sync(draft);
            files.rename(draft, target);
            files.syncFolder(layout.facts());
        }
        return digest;
    }

    /// The bytes of a fact as a commit knew it.
    byte[] read(Digest digest) throws IOException {
        return files.read(layout.fact(digest));
    }
}
