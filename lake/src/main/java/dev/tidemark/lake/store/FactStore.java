package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /// Stages the present files and returns their digests by name.
    SortedMap<String, String> snapshot(Staging staging) throws IOException {
        SortedMap<String, String> facts = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : present().entrySet()) {
            Digest digest = Digest.of(file.getValue());
            staging.add(layout.fact(digest), ByteBuffer.wrap(file.getValue()));
            facts.put(file.getKey(), digest.hex());
        }
        return facts;
    }

    /// The files as they are now, by name.
    SortedMap<String, byte[]> present() throws IOException {
        SortedMap<String, byte[]> present = new TreeMap<>();
        for (String name : NAMES) {
            try {
                present.put(name, files.read(layout.root().resolve(name)));
            } catch (NoSuchFileException _) {
                // not every lake has both
            }
        }
        return present;
    }

    /// The bytes of a fact as a commit knew it.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `DAMAGED`, naming the file
    byte[] read(Digest digest) {
        Path file = layout.fact(digest);
        byte[] bytes = Json.read(files, file, "the kept config or registry");
        if (!Digest.of(bytes).equals(digest)) {
            throw new DamagedException(
                    file, "the kept config or registry is damaged: " + file + "; restore it from a backup", null);
        }
        return bytes;
    }
}
