package dev.tidemark.lake.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The frame of a cache file: a magic number, a checksum of the rest, the lake's id, then the content.
final class CacheBytes {
    private static final int HEADER_BYTES = 12;

    private CacheBytes() {}

    static void begin(ByteBuffer out, int magic, String lakeId) {
        out.putInt(magic).putLong(0); // the checksum follows at the end
        text(out, lakeId);
    }

    static ByteBuffer end(ByteBuffer out) {
        out.flip();
        return out.putLong(4, checksum(out));
    }

    /// Whether the buffer holds such a file of this lake; it stands at the content afterwards.
    ///
    /// @throws BufferUnderflowException when a length points beyond the end
    static boolean open(ByteBuffer in, int magic, String lakeId) {
        return in.remaining() >= HEADER_BYTES
                && in.getInt() == magic
                && in.getLong() == checksum(in)
                && text(in).equals(lakeId);
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(HEADER_BYTES, bytes.limit() - HEADER_BYTES));
        return crc.getValue();
    }

    static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    static String text(ByteBuffer in) {
        byte[] bytes = new byte[count(in, 1)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Reads the number of things that follow, and refuses one that the rest of the file cannot hold.
    ///
    /// @param least the least number of bytes that one of them takes
    static int count(ByteBuffer in, int least) {
        int count = in.getInt();
        if (count < 0 || (long) count * least > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return count;
    }
}
