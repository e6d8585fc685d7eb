package dev.tidemark.sources.universe;

import dev.tidemark.lake.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// A stream whose bytes are counted and digested while they are read.
final class MeasuredInput extends FilterInputStream {
    private final MessageDigest sha = Digest.sha256();
    private long bytes;

    MeasuredInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
        int read = in.read(block, offset, length);
        if (read > 0) {
            sha.update(block, offset, read);
            bytes += read;
        }
        return read;
    }

    /// Skipping would hide bytes from the digest.
    @Override
    public long skip(long count) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long bytes() {
        return bytes;
    }

    /// SHA-256 of what was read; to be asked once.
    Digest digest() {
        return Digest.wrap(sha.digest());
    }
}
