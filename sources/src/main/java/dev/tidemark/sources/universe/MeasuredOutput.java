package dev.tidemark.sources.universe;

import dev.tidemark.lake.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

/// Collects bytes for a stream, counts and digests them. A failure of the stream is an [UncheckedIOException], so that
/// nobody takes
/// it for one of the source that is being read.
final class MeasuredOutput {
    private final OutputStream target;
    private final MessageDigest sha = Digest.sha256();
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private long bytes;

    MeasuredOutput(OutputStream target) {
        this.target = target;
    }

    void write(int b) {
        if (filled == buffer.length) {
            drain();
        }
        buffer[filled++] = (byte) b;
    }

    void write(byte[] block, int offset, int length) {
        int at = offset;
        while (at < offset + length) {
            if (filled == buffer.length) {
                drain();
            }
            int piece = Math.min(offset + length - at, buffer.length - filled);
            System.arraycopy(block, at, buffer, filled, piece);
            filled += piece;
            at += piece;
        }
    }

    private void drain() {
        try {
            target.write(buffer, 0, filled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sha.update(buffer, 0, filled);
        bytes += filled;
        filled = 0;
    }

    void flush() {
        drain();
        try {
            target.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Number of bytes that were flushed.
    long bytes() {
        return bytes;
    }

    /// SHA-256 of what was flushed; to be asked once.
    Digest digest() {
        return Digest.wrap(sha.digest());
    }
}
