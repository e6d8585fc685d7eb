package dev.tidemark.sources.universe;

import dev.tidemark.lake.Digest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/// What a stat cache holds, as columns: one element a path, in the order of the paths' bytes. Immutable.
///
/// The file is little-endian: magic, version (int), CRC-32 of all behind it (int); number of paths, number of digests,
/// bytes of all
/// paths (ints); then the columns sizes, times, inodes (longs), CRCs, path ends (ints), trust (bytes), digests (32
/// bytes for each
/// path that has one), paths (UTF-8).
final class StatTable {
    /// Nobody hashed it.
    static final byte NO_DIGEST = 0;
    /// The digest is of bytes that the stat may not stand for.
    static final byte DOUBTFUL = 1;
    /// As long as the stat is the same, so is the digest.
    static final byte TRUSTED = 2;

    /// Why bytes are no table.
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    static final StatTable EMPTY = new StatTable(
            new long[0], new long[0], new long[0], new int[0], new int[0], new byte[0], new byte[0], new byte[0]);

    private static final byte[] MAGIC = "tmstats\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHECKED_FROM = MAGIC.length + 2 * Integer.BYTES;
    private static final int HEADER_BYTES = CHECKED_FROM + 3 * Integer.BYTES;
    private static final int BYTES_PER_PATH = 3 * Long.BYTES + 2 * Integer.BYTES + 1;

    private final long[] sizes;
    private final long[] times;
    private final long[] inodes;
    private final int[] crcs;
    private final int[] ends;
    private final byte[] trust;
    private final byte[] digests;
    private final int[] digestOf;
    private final byte[] paths;

    StatTable(
            long[] sizes,
            long[] times,
            long[] inodes,
            int[] crcs,
            int[] ends,
            byte[] trust,
            byte[] digests,
            byte[] paths) {
        this.sizes = sizes;
        this.times = times;
        this.inodes = inodes;
        this.crcs = crcs;
        this.ends = ends;
        this.trust = trust;
        this.digests = digests;
        this.paths = paths;
        this.digestOf = new int[trust.length];
        int next = 0;
        for (int i = 0; i < trust.length; i++) {
            digestOf[i] = next;
            next += trust[i] == NO_DIGEST ? 0 : 1;
        }
    }

    int count() {
        return sizes.length;
    }

    boolean hasStat(int i, TreeFile file) {
        return sizes[i] == file.size()
                && times[i] == file.modifiedNanos()
                && inodes[i] == file.inode()
                && crcs[i] == (int) file.crc();
    }

    byte trust(int i) {
        return trust[i];
    }

    /// The digest of a path whose trust is not [#NO_DIGEST].
    Digest digest(int i) {
        return Digest.read(ByteBuffer.wrap(digests, digestOf[i] * Digest.BYTES, Digest.BYTES));
    }

    String path(int i) {
        return new String(paths, start(i), ends[i] - start(i), StandardCharsets.UTF_8);
    }

    /// Compares a path with the table's one.
    int compare(byte[] path, int i) {
        return Arrays.compareUnsigned(path, 0, path.length, paths, start(i), ends[i]);
    }

    private int start(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + BYTES_PER_PATH * count() + digests.length + paths.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.position(CHECKED_FROM);
        out.putInt(count()).putInt(digests.length / Digest.BYTES).putInt(paths.length);
        putLongs(out, sizes);
        putLongs(out, times);
        putLongs(out, inodes);
        putInts(out, crcs);
        putInts(out, ends);
        out.put(trust).put(digests).put(paths);
        out.put(0, MAGIC).putInt(MAGIC.length, VERSION).putInt(MAGIC.length + Integer.BYTES, checksum(out.array()));
        return out.array();
    }

    private static void putLongs(ByteBuffer out, long[] values) {
        out.asLongBuffer().put(values);
        out.position(out.position() + Long.BYTES * values.length);
    }

    private static void putInts(ByteBuffer out, int[] values) {
        out.asIntBuffer().put(values);
        out.position(out.position() + Integer.BYTES * values.length);
    }

    private static int checksum(byte[] file) {
        CRC32 crc = new CRC32();
        crc.update(file, CHECKED_FROM, file.length - CHECKED_FROM);
        return (int) crc.getValue();
    }

    static StatTable decode(byte[] file) throws UnusableException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER_BYTES || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new UnusableException("it is no stat cache");
        }
        int version = in.position(MAGIC.length).getInt();
        if (version != VERSION) {
            throw new UnusableException("it has version " + version + ", this program writes " + VERSION);
        }
        if (in.getInt() != checksum(file)) {
            throw new UnusableException("it is damaged: its checksum differs");
        }
        try {
            return columns(in);
        } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new UnusableException("it is damaged: its length is not what it says");
        }
    }

    private static StatTable columns(ByteBuffer in) throws UnusableException {
        int count = in.getInt();
        int digestCount = in.getInt();
        int pathBytes = in.getInt();
        long expected = HEADER_BYTES + (long) BYTES_PER_PATH * count + (long) Digest.BYTES * digestCount + pathBytes;
        if (count < 0 || digestCount < 0 || digestCount > count || pathBytes < 0 || expected != in.capacity()) {
            throw new UnusableException("it is damaged: its length is not what it says");
        }
        StatTable table = new StatTable(
                longs(in, count),
                longs(in, count),
                longs(in, count),
                ints(in, count),
                ints(in, count),
                bytes(in, count),
                bytes(in, digestCount * Digest.BYTES),
                bytes(in, pathBytes));
        if (!table.isSound(digestCount)) {
            throw new UnusableException("it is damaged: its columns contradict each other");
        }
        return table;
    }

    private boolean isSound(int digestCount) {
        int withDigest = 0;
        int last = 0;
        for (int i = 0; i < ends.length; i++) {
            if (ends[i] <= last || trust[i] < NO_DIGEST || trust[i] > TRUSTED) {
                return false;
            }
            last = ends[i];
            withDigest += trust[i] == NO_DIGEST ? 0 : 1;
        }
        return last == paths.length && withDigest == digestCount;
    }

    private static long[] longs(ByteBuffer in, int count) {
        long[] values = new long[count];
        in.asLongBuffer().get(values);
        in.position(in.position() + Long.BYTES * count);
        return values;
    }

    private static int[] ints(ByteBuffer in, int count) {
        int[] values = new int[count];
        in.asIntBuffer().get(values);
        in.position(in.position() + Integer.BYTES * count);
        return values;
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] values = new byte[count];
        in.get(values);
        return values;
    }
}
