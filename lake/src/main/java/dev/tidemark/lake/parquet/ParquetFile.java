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

/// An open Parquet file: its footer and any range of its bytes, without any native library. Its end is read when it is
/// opened, and a file of less than 16 KiB is never asked for again. For one thread; close it.
final class ParquetFile implements AutoCloseable {
    private static final int FIRST_READ = 16 * 1024;
    private static final int TAIL = 8;
    private static final int HEAD = 4;
    private static final int SMALLEST_FILE = HEAD + TAIL;

    /// Each read passes through a buffer that the JDK keeps a thread; reading more at once is no faster.
    private static final int LARGEST_READ = 256 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer tail;
    private final long tailStart;

    private ParquetFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        int length = (int) Math.min(size, FIRST_READ);
        this.tailStart = size - length;
        byte[] end = new byte[length];
        readFully(end, length, tailStart);
        this.tail = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @throws TidemarkException `DAMAGED` when the file is missing; `IO` when it cannot be read
    static ParquetFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path);
            try {
                return new ParquetFile(path, channel);
            } catch (IOException | RuntimeException | Error e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw damaged(path, "it is missing", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /// The footer of a file; opens and closes it.
    ///
    /// @throws TidemarkException as [#open] and [#footer()]
    static ParquetFooter footer(Path path) {
        try (ParquetFile file = open(path)) {
            return file.footer();
        }
    }

    /// @throws TidemarkException `DAMAGED` when the file is no Parquet file or ends in a broken footer; `IO` when it
    /// cannot be read
    ParquetFooter footer() {
        int length = footerLength();
        byte[] footer = new byte[length];
        read(footer, size - TAIL - length, length);
        try {
            return new FooterParser(footer).parse();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged("its footer is broken: " + e.getMessage(), e);
        }
    }

    private int footerLength() {
        if (size < SMALLEST_FILE) {
            throw damaged(size + " bytes are no Parquet file", null);
        }
        byte[] head = new byte[HEAD];
        read(head, 0, HEAD);
        if (tail.getInt(tail.limit() - HEAD) != ParquetFormat.MAGIC
                || ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() != ParquetFormat.MAGIC) {
            throw damaged("it does not begin and end with PAR1: it is truncated or no Parquet file", null);
        }
        int length = tail.getInt(tail.limit() - TAIL);
        if (length <= 0 || length > size - SMALLEST_FILE) {
            throw damaged("its footer claims a length of " + length + " bytes", null);
        }
        return length;
    }

    /// Where the footer begins, which is where the last page ends.
    long footerStart() {
        return size - TAIL - footerLength();
    }

    /// Fills the first `length` bytes of `target` from `offset` on; the range lies inside the file.
    void read(byte[] target, long offset, int length) {
        if (offset >= tailStart) {
            tail.get((int) (offset - tailStart), target, 0, length);
            return;
        }
        try {
            readFully(target, length, offset);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private void readFully(byte[] target, int length, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target);
        for (int at = 0; at < length; at = buffer.position()) {
            buffer.limit(Math.min(length, at + LARGEST_READ));
            if (channel.read(buffer, offset + at) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
    }

    TidemarkException damaged(String what, @Nullable Throwable cause) {
        return damaged(path, what, cause);
    }

    static TidemarkException damaged(Path file, String what, @Nullable Throwable cause) {
        return new TidemarkException(
                ErrorCode.DAMAGED,
                "cannot read the partition " + file + ": " + what
                        + "; verify the lake and rebuild or restore the partition",
                cause);
    }

    private static TidemarkException unreadable(Path file, IOException cause) {
        return new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
