package dev.tidemark.sources.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes of a text at a time, as one number whose lowest byte comes first.
final class ByteSearch {
    /// Number of bytes of a word.
    static final int WORD = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;
    private static final long SPACES = 0x2020_2020_2020_2020L;

    private ByteSearch() {}

    static long word(byte[] text, int at) {
        return (long) LONGS.get(text, at);
    }

    /// A word of eight times the same byte, from 0 to 0x7f.
    static long pattern(byte b) {
        return ONES * b;
    }

    /// Index of the first byte that equals the pattern's, or [#WORD]. (Hacker's Delight 6-1: the lowest byte that is
    /// zero
    /// is found exactly; only bytes above it may be taken for zero.)
    static int indexOf(long word, long pattern) {
        long zeroes = word ^ pattern;
        return Long.numberOfTrailingZeros((zeroes - ONES) & ~zeroes & TOPS) >>> 3;
    }

    /// Whether a byte is below 0x20 or above 0x7e.
    static boolean hasOdd(long word) {
        return ((word | (word - SPACES) | (word + ONES)) & TOPS) != 0;
    }
}
