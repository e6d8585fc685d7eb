package dev.tidemark.lake.parquet;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads the footer of a Parquet file, without any native library.
final class FooterReader {
    private static final int FIRST_READ = 16 * 1024;
    private static final int TAIL = 8;
    private static final int SMALLEST_FILE = 4 + TAIL;

    private FooterReader() {}

    /// @throws TidemarkException `DAMAGED` when the file is missing, no Parquet file or ends in a broken footer; `IO`
    /// when it
    ///     cannot be read
    static ParquetFooter read(Path file) {
        byte[] footer = footerBytes(file);
        try {
            return new FooterParser(footer).parse();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(file, "its footer is broken: " + e.getMessage(), e);
        }
    }

    private static byte[] footerBytes(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < SMALLEST_FILE) {
                throw damaged(file, size + " bytes are no Parquet file", null);
            }
            ByteBuffer end = read(channel, (int) Math.min(size, FIRST_READ), size);
            int length = end.getInt(end.limit() - TAIL);
            if (end.getInt(end.limit() - 4) != ParquetFormat.MAGIC
                    || firstMagic(channel, end, size) != ParquetFormat.MAGIC) {
                throw damaged(file, "it does not begin and end with PAR1: it is truncated or no Parquet file", null);
            }
            if (length <= 0 || length > size - SMALLEST_FILE) {
                throw damaged(file, "its footer claims a length of " + length + " bytes", null);
            }
            if (length + TAIL > end.limit()) {
                end = read(channel, length + TAIL, size);
            }
            byte[] footer = new byte[length];
            end.get(end.limit() - TAIL - length, footer);
            return footer;
        } catch (NoSuchFileException e) {
            throw damaged(file, "it is missing", e);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static int firstMagic(FileChannel channel, ByteBuffer end, long size) throws IOException {
        return end.limit() == size ? end.getInt(0) : read(channel, 4, 4).getInt(0);
    }

    /// Reads the `length` bytes before offset `to`.
    private static ByteBuffer read(FileChannel channel, int length, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, to - length + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    static TidemarkException damaged(Path file, String what, @Nullable Throwable cause) {
        return new TidemarkException(
                ErrorCode.DAMAGED,
                "cannot read the partition " + file + ": " + what
                        + "; verify the lake and rebuild or restore the partition",
                cause);
    }
}
