package dev.tidemark.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes the raw block format of Snappy (`format_description.txt` of google/snappy) in plain Java: the common native
/// library hashes by an instruction that not every processor has, so that its bytes differ by machine.
///
/// A block is the length of the content as a varint, then literals and copies. The content is cut into fragments of
/// 65,536 bytes, none of which refers to another. Within one, a table of hashes of four bytes finds the last place with
/// the same hash; the search goes faster the longer it finds nothing.
final class SnappyEncoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FRAGMENT = 1 << 16;
    private static final int MOST_TABLE_BITS = 14;
    private static final int LEAST_TABLE_BITS = 8;
    private static final int HASH_FACTOR = 0x1e35a7bd;
    private static final int SHORTEST_MATCH = 4;
    /// A step of `tries >> 5` bytes: 1 for the first 32 tries, 2 for the next 16, and so on.
    private static final int FIRST_TRY = 32;

    private static final int STEP_SHIFT = 5;

    private static final int LITERAL_INLINE = 60;
    private static final int LONGEST_COPY = 64;
    private static final int SHORT_COPY_LENGTH = 12;
    private static final int SHORT_COPY_OFFSET = 1 << 11;

    private final byte[] source;
    private final ByteSink target;
    private final int[] table;
    private final int shift;

    private SnappyEncoder(byte[] source, int length, ByteSink target) {
        int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(length), LEAST_TABLE_BITS, MOST_TABLE_BITS);
        this.source = source;
        this.target = target;
        this.table = new int[1 << bits];
        this.shift = Integer.SIZE - bits;
    }

    /// Appends the block of `length` bytes of `source` to `target`.
    static void compress(byte[] source, int offset, int length, ByteSink target) {
        target.putVarint(length);
        SnappyEncoder encoder = new SnappyEncoder(source, length, target);
        for (int done = 0; done < length; done += FRAGMENT) {
            encoder.fragment(offset + done, offset + Math.min(length, done + FRAGMENT));
        }
    }

    private void fragment(int from, int to) {
        Arrays.fill(table, from); // a place that every later one may try
        int last = to - SHORTEST_MATCH;
        int literal = from;
        int at = from + 1;
        int tries = FIRST_TRY;
        while (at <= last) {
            int bytes = load(at);
            int slot = (bytes * HASH_FACTOR) >>> shift;
            int candidate = table[slot];
            table[slot] = at;
            if (load(candidate) == bytes) {
                int end = endOfMatch(candidate + SHORTEST_MATCH, at + SHORTEST_MATCH, to);
                literal(literal, at);
                copy(at - candidate, end - at);
                literal = end;
                at = end;
                tries = FIRST_TRY;
            } else {
                at += tries++ >>> STEP_SHIFT;
            }
        }
        literal(literal, to);
    }

    private int load(int at) {
        return (int) INT.get(source, at);
    }

    private int endOfMatch(int earlier, int later, int to) {
        int length = Arrays.mismatch(source, earlier, earlier + to - later, source, later, to);
        return length < 0 ? to : later + length;
    }

    private void literal(int from, int to) {
        int length = to - from;
        if (length == 0) {
            return;
        }
        int stated = length - 1;
        if (stated < LITERAL_INLINE) {
            target.putByte(stated << 2);
        } else if (stated < 1 << Byte.SIZE) {
            target.putByte(LITERAL_INLINE << 2);
            target.putByte(stated);
        } else {
            target.putByte((LITERAL_INLINE + 1) << 2);
            target.putByte(stated);
            target.putByte(stated >>> Byte.SIZE);
        }
        target.putBytes(source, from, length);
    }

    /// Writes a copy of at least four bytes; a remainder is never shorter than four.
    private void copy(int offset, int length) {
        int rest = length;
        while (rest >= LONGEST_COPY + SHORTEST_MATCH) {
            longCopy(offset, LONGEST_COPY);
            rest -= LONGEST_COPY;
        }
        if (rest > LONGEST_COPY) {
            longCopy(offset, LONGEST_COPY - SHORTEST_MATCH);
            rest -= LONGEST_COPY - SHORTEST_MATCH;
        }
        if (rest < SHORT_COPY_LENGTH && offset < SHORT_COPY_OFFSET) {
            target.putByte(1 | (rest - SHORTEST_MATCH) << 2 | offset >>> Byte.SIZE << 5);
            target.putByte(offset);
        } else {
            longCopy(offset, rest);
        }
    }

    private void longCopy(int offset, int length) {
        target.putByte(2 | (length - 1) << 2);
        target.putByte(offset);
        target.putByte(offset >>> Byte.SIZE);
    }
}
