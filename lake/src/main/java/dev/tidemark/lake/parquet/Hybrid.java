package dev.tidemark.lake.parquet;

/// Parquet's hybrid of run-length and bit-packed encoding, for dictionary indices and definition levels.
///
/// Values are looked at in groups of eight. A group that starts a run of at least eight equal values ends the literals
/// before it and becomes one run, however long; all other groups are literals. The last literal group is filled with
/// zeros.
final class Hybrid {
    private static final int GROUP = 8;

    private Hybrid() {}

    /// The bits that an index below `size` takes; at least 1.
    static int width(int size) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
    }

    static void encode(ByteSink sink, int[] values, int from, int to, int width) {
        int literals = from;
        int at = from;
        while (at < to) {
            int run = runLength(values, at, to);
            if (run < GROUP) {
                at = Math.min(at + GROUP, to);
            } else {
                literals(sink, values, literals, at, width);
                run(sink, values[at], run, width);
                at += run;
                literals = at;
            }
        }
        literals(sink, values, literals, to, width);
    }

    /// One run of `count` equal values.
    static void run(ByteSink sink, int value, int count, int width) {
        sink.putVarint((long) count << 1);
        for (int bits = 0; bits < width; bits += 8) {
            sink.putByte(value >>> bits);
        }
    }

    private static int runLength(int[] values, int from, int to) {
        int first = values[from];
        int at = from + 1;
        while (at < to && values[at] == first) {
            at++;
        }
        return at - from;
    }

    private static void literals(ByteSink sink, int[] values, int from, int to, int width) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        sink.putVarint((long) groups << 1 | 1);
        pack(sink, values, from, to, width);
        int missing = groups * width - (int) (((long) (to - from) * width + 7) / 8);
        for (int i = 0; i < missing; i++) {
            sink.putByte(0);
        }
    }

    /// Packs from the lowest bit up; the last byte is filled with zero bits.
    private static void pack(ByteSink sink, int[] values, int from, int to, int width) {
        sink.reserve((int) (((long) (to - from) * width + 63) / 8));
        long pending = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            pending |= (long) values[i] << bits;
            bits += width;
            if (bits >= 32) {
                sink.putInt((int) pending);
                pending >>>= 32;
                bits -= 32;
            }
        }
        for (; bits > 0; bits -= 8, pending >>>= 8) {
            sink.putByte((int) pending);
        }
    }
}
