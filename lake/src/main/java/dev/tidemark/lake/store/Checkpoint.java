package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.SeriesSummary;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The binary form of a [LakeState] in the cache. Bound to a lake and to a commit's number and digest; whatever does
/// not
/// fit is treated as absent.
final class Checkpoint {
    private static final int MAGIC = 0x544d4b32; // TMK2
    private static final int SUMMARY_BYTES = 3 * Digest.BYTES + 1 + 4 + 4 * 8;

    private static final Digest NONE = new Digest(0, 0, 0, 0);

    private Checkpoint() {}

    static ByteBuffer write(LakeState state, String lakeId) {
        NavigableMap<String, SeriesSummary> all = state.all();
        int size = 128 + Digest.BYTES + 3 * (lakeId.length() + state.id().length());
        for (String name : all.keySet()) {
            size += 4 + 3 * name.length() + SUMMARY_BYTES;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        CacheBytes.begin(out, MAGIC, lakeId);
        out.putLong(state.number()).put(state.digest().orElseThrow().bytes());
        CacheBytes.text(out, state.id());
        Instant time = state.time();
        out.putLong(time.getEpochSecond()).putInt(time.getNano());
        out.putLong(state.horizon().derived())
                .putLong(state.horizon().rawAll())
                .putLong(state.horizon().raw());
        out.putInt(all.size());
        for (Map.Entry<String, SeriesSummary> entry : all.entrySet()) {
            CacheBytes.text(out, entry.getKey());
            SeriesSummary s = entry.getValue();
            out.put(s.manifest().bytes()).put(s.contents().bytes());
            out.put((byte) (s.complete().isPresent() ? 1 : 0));
            out.put(s.complete().orElse(NONE).bytes()).putInt(s.partitions());
            out.putLong(s.rows()).putLong(s.bytes()).putLong(s.minTime()).putLong(s.maxTime());
        }
        return CacheBytes.end(out);
    }

    /// Reads a checkpoint; empty when it is damaged or belongs to another lake.
    static Optional<LakeState> read(Path file, String lakeId) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer in = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return CacheBytes.open(in, MAGIC, lakeId) ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException | BufferUnderflowException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static LakeState read(ByteBuffer in) {
        long number = in.getLong();
        Digest digest = Digest.read(in);
        String id = CacheBytes.text(in);
        Instant time = Instant.ofEpochSecond(in.getLong(), in.getInt());
        Horizon horizon = new Horizon(in.getLong(), in.getLong(), in.getLong());
        int count = CacheBytes.count(in, 4 + SUMMARY_BYTES);
        TreeMap<String, SeriesSummary> entries = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = CacheBytes.text(in);
            entries.put(name, readSummary(in));
        }
        return LakeState.of(number, digest, id, time, horizon, entries);
    }

    private static SeriesSummary readSummary(ByteBuffer in) {
        Digest manifest = Digest.read(in);
        Digest contents = Digest.read(in);
        boolean isComplete = in.get() != 0;
        Digest complete = Digest.read(in);
        return new SeriesSummary(
                manifest,
                contents,
                isComplete ? Optional.of(complete) : Optional.empty(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }
}
