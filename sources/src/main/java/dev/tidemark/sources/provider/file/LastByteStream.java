package dev.tidemark.sources.provider.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that remembers its last byte.
final class LastByteStream extends FilterInputStream {
    private int last = -1;

    LastByteStream(InputStream in) {
        super(in);
    }

    /// Whether the last byte that was read is a line feed.
    boolean endsWithLineFeed() {
        return last == '\n';
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        last = next < 0 ? last : next;
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        last = count > 0 ? bytes[offset + count - 1] : last;
        return count;
    }
}
