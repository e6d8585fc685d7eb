package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `status` learnt of the tree's files, by series and manifest: length, time and file key of each file that was
/// found
/// to be right. A hint only: what differs from it is hashed.
final class StatusCache {
    private static final int MAGIC = 0x544d5331; // TMS1
    private static final int LEAST_ENTRY_BYTES = 4 + Digest.BYTES + 4;
    private static final int LEAST_FILE_BYTES = 4 + Digest.BYTES + 4 * 8;

    /// Clocks of filesystems tick more coarsely than they count: two changes within a tick look like one.
    static final long TICK_NANOS = 50_000_000;

    private final Map<String, Entry> entries;

    private StatusCache(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /// A series' files under one manifest.
    record Entry(Digest manifest, List<KnownFile> files) {}

    /// A file of the tree.
    ///
    /// @param path       relative to the series' folder
    /// @param digest     SHA-256 that it must have
    /// @param bytes      length that it must have
    /// @param modified   time of last change in nanoseconds when it was found right; 0 when it was not
    /// @param fileKey    hash of the file key (device, inode) then
    /// @param recorded   when that was, in nanoseconds
    record KnownFile(String path, Digest digest, long bytes, long modified, long fileKey, long recorded) {
        /// Whether a file that looks like this needs no look inside. A file changed about the moment of recording does.
        boolean isKnown(long length, long time, long key) {
            return length == bytes && time == modified && key == fileKey && modified < recorded - TICK_NANOS;
        }
    }

    /// What is known of a series' files, under a new manifest: as before where it names the same bytes at the same
    /// path.
    static List<KnownFile> carried(List<KnownFile> before, List<KnownFile> now) {
        Map<String, KnownFile> byPath = HashMap.newHashMap(before.size());
        before.forEach(file -> byPath.put(file.path(), file));
        return now.stream()
                .map(file -> {
                    KnownFile known = byPath.get(file.path());
                    return known != null && known.digest().equals(file.digest()) && known.bytes() == file.bytes()
                            ? known
                            : file;
                })
                .toList();
    }

    static StatusCache empty() {
        return new StatusCache(new HashMap<>());
    }

    Map<String, Entry> entries() {
        return entries;
    }

    static StatusCache read(Path file, String lakeId) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            return CacheBytes.open(in, MAGIC, lakeId) ? new StatusCache(readEntries(in)) : empty();
        } catch (IOException | BufferUnderflowException e) {
            return empty();
        }
    }

    private static Map<String, Entry> readEntries(ByteBuffer in) {
        int count = CacheBytes.count(in, LEAST_ENTRY_BYTES);
        Map<String, Entry> entries = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            String name = CacheBytes.text(in);
            Digest manifest = Digest.read(in);
            int files = CacheBytes.count(in, LEAST_FILE_BYTES);
            List<KnownFile> known = new ArrayList<>(files);
            for (int f = 0; f < files; f++) {
                known.add(new KnownFile(
                        CacheBytes.text(in), Digest.read(in), in.getLong(), in.getLong(), in.getLong(), in.getLong()));
            }
            entries.put(name, new Entry(manifest, known));
        }
        return entries;
    }

    ByteBuffer write(String lakeId) {
        int size = 64 + 4 * lakeId.length();
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            size += 64 + 4 * entry.getKey().length();
            for (KnownFile file : entry.getValue().files()) {
                size += 72 + 4 * file.path().length();
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        CacheBytes.begin(out, MAGIC, lakeId);
        out.putInt(entries.size());
        entries.forEach((name, entry) -> {
            CacheBytes.text(out, name);
            out.put(entry.manifest().bytes()).putInt(entry.files().size());
            for (KnownFile file : entry.files()) {
                CacheBytes.text(out, file.path());
                out.put(file.digest().bytes()).putLong(file.bytes()).putLong(file.modified());
                out.putLong(file.fileKey()).putLong(file.recorded());
            }
        });
        return CacheBytes.end(out);
    }
}
