package dev.tidemark.lake.parquet;

/// Reads the raw block format of Snappy. Everything that a block claims is checked: what does not fit ends in an
/// [IllegalArgumentException]. For one block.
final class SnappyDecoder {
    /// A copy of 64 bytes takes three.
    private static final int MOST_EXPANSION = 22;

    private static final int LITERAL_INLINE = 60;
    private static final int MOST_VARINT_BYTES = 5;

    private final byte[] block;
    private final int end;
    private int at;

    private SnappyDecoder(byte[] block, int offset, int length) {
        this.block = block;
        this.at = offset;
        this.end = offset + length;
    }

    /// The length that a block states for its content.
    ///
    /// @throws IllegalArgumentException when it states none, or more than a block of its length can hold
    static long contentLength(byte[] block, int offset, int length) {
        long stated = new SnappyDecoder(block, offset, length).varint();
        require(stated <= (long) length * MOST_EXPANSION, "states " + stated + " bytes in " + length);
        return stated;
    }

    /// Fills the first `length` bytes of `target` from one block.
    ///
    /// @throws IllegalArgumentException when the block is damaged or holds another number of bytes
    static void decompress(byte[] block, int offset, int blockLength, byte[] target, int length) {
        SnappyDecoder decoder = new SnappyDecoder(block, offset, blockLength);
        require(decoder.varint() == length, "states another length than its page");
        decoder.fill(target, length);
    }

    private void fill(byte[] target, int length) {
        int filled = 0;
        while (at < end) {
            int tag = next();
            if ((tag & 3) == 0) {
                filled = literal(tag >>> 2, target, filled, length);
            } else {
                filled = copy(tag, target, filled, length);
            }
        }
        require(filled == length, "holds " + filled + " bytes of " + length);
    }

    private int literal(int stated, byte[] target, int filled, int length) {
        long count = (stated < LITERAL_INLINE ? stated : number(stated - LITERAL_INLINE + 1)) + 1;
        require(count <= end - at && count <= length - filled, "has a literal of " + count + " bytes");
        System.arraycopy(block, at, target, filled, (int) count);
        at += (int) count;
        return filled + (int) count;
    }

    private int copy(int tag, byte[] target, int filled, int length) {
        boolean isShort = (tag & 3) == 1;
        int count = isShort ? (tag >>> 2 & 7) + 4 : (tag >>> 2) + 1;
        long offset = isShort ? (tag >>> 5) << Byte.SIZE | next() : number((tag & 3) == 2 ? 2 : 4);
        require(offset > 0 && offset <= filled && count <= length - filled, "refers " + offset + " bytes back");
        int from = filled - (int) offset;
        if (offset >= count) {
            System.arraycopy(target, from, target, filled, count);
        } else {
            for (int i = 0; i < count; i++) { // what is copied may be what this copy wrote
                target[filled + i] = target[from + i];
            }
        }
        return filled + count;
    }

    private int next() {
        require(at < end, "ends too early");
        return block[at++] & 0xff;
    }

    /// A little-endian number.
    private long number(int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << (Byte.SIZE * i);
        }
        return number;
    }

    private long varint() {
        long number = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            int value = next();
            number |= (long) (value & 0x7f) << (7 * i);
            if (value < 0x80) {
                return number;
            }
        }
        throw new IllegalArgumentException("a Snappy block states no length");
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException("a Snappy block " + otherwise);
        }
    }
}
