package dev.tidemark.lake.parquet;

import java.util.Arrays;
import java.util.BitSet;

/// Reads what [Hybrid] writes. Every inconsistency ends in an [IllegalArgumentException].
final class HybridDecoder {
    private static final int GROUP = 8;

    private HybridDecoder() {}

    /// Decodes `count` values of `width` bits, 1 to 31, to the start of `target`.
    static void decode(ByteSource source, int[] target, int count, int width) {
        int filled = 0;
        while (filled < count) {
            int head = source.readVarint();
            if ((head & 1) == 0) {
                int run = run(head >>> 1, count - filled);
                Arrays.fill(target, filled, filled + run, source.readNumber((width + 7) / 8));
                filled += run;
            } else {
                int literals = literals(head >>> 1, count - filled);
                int start = source.pass((long) (head >>> 1) * width);
                unpack(source, start, target, filled, literals, width);
                filled += literals;
            }
        }
    }

    /// Decodes `count` definition levels: marks those that are 0, the first of them as `at`.
    ///
    /// @return how many are 1
    static int decodeLevels(ByteSource source, BitSet nulls, int at, int count) {
        int filled = 0;
        int present = 0;
        while (filled < count) {
            int head = source.readVarint();
            if ((head & 1) == 0) {
                int run = run(head >>> 1, count - filled);
                int level = source.readByte();
                if (level == 0) {
                    nulls.set(at + filled, at + filled + run);
                } else if (level == 1) {
                    present += run;
                } else {
                    throw new IllegalArgumentException("a flat column has the definition level " + level);
                }
                filled += run;
            } else {
                int literals = literals(head >>> 1, count - filled);
                present += literalLevels(source.slice(head >>> 1), nulls, at + filled, literals);
                filled += literals;
            }
        }
        return present;
    }

    private static int run(int length, int room) {
        if (length < 1 || length > room) {
            throw new IllegalArgumentException("a run of " + length + " values where " + room + " are left");
        }
        return length;
    }

    /// How many values the literal groups hold; only the last group may be filled up.
    private static int literals(int groups, int room) {
        long stored = (long) groups * GROUP;
        if (groups < 1 || stored - room >= GROUP) {
            throw new IllegalArgumentException(groups + " groups of literals where " + room + " values are left");
        }
        return (int) Math.min(stored, room);
    }

    private static int literalLevels(ByteSource source, BitSet nulls, int at, int count) {
        int present = count;
        for (int i = 0; i < count; i += GROUP) {
            int missing = ~source.readByte() & 0xff;
            if (count - i < GROUP) {
                missing &= (1 << (count - i)) - 1;
            }
            present -= Integer.bitCount(missing);
            for (; missing != 0; missing &= missing - 1) {
                nulls.set(at + i + Integer.numberOfTrailingZeros(missing));
            }
        }
        return present;
    }

    private static void unpack(ByteSource source, int start, int[] target, int at, int count, int width) {
        int whole = width <= GROUP ? count / GROUP * GROUP : 0;
        long mask = (1L << width) - 1;
        int place = start;
        for (int i = 0; i < whole; i += GROUP, place += width) { // eight values in one load
            long packed = source.longAt(place);
            for (int k = 0; k < GROUP; k++) {
                target[at + i + k] = (int) (packed & mask);
                packed >>>= width;
            }
        }
        long bit = (long) whole * width;
        for (int i = whole; i < count; i++, bit += width) {
            target[at + i] = (int) (source.longAt(start + (int) (bit >>> 3)) >>> (bit & 7) & mask);
        }
    }
}
