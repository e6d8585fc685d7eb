package dev.tidemark.sources.text;

import java.io.IOException;
import java.io.InputStream;

/// The lines of a stream as ranges of one reused buffer. A line ends at LF, without its CR if there is one; the last
/// one may lack
/// the LF. A UTF-8 byte order mark at the start is no part of the first line.
///
/// [#start] takes the next stream; the scanner never closes one. A line's bytes are valid until the next call.
public final class LineScanner {
    /// Longest line in bytes. Of a longer one only the start is given, and [#isTooLong()] says so.
    public static final int MAX_LINE_BYTES = 64 * 1024;

    private static final long LINE_FEEDS = ByteSearch.pattern((byte) '\n');
    private static final int BUFFER_BYTES = 256 * 1024;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private InputStream in = InputStream.nullInputStream();
    private int position;
    private int limit;
    private boolean isAtEnd;
    private int from;
    private int to;
    private long number;
    private boolean isTooLong;

    /// Begins with another stream.
    public void start(InputStream stream) throws IOException {
        in = stream;
        position = 0;
        limit = 0;
        isAtEnd = false;
        number = 0;
        while (limit < 3 && fill()) {
            // until a byte order mark can be seen
        }
        if (limit >= 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf) {
            position = 3;
        }
    }

    /// Goes to the next line.
    ///
    /// @return whether there is one
    public boolean next() throws IOException {
        int scanned = position;
        while (true) {
            int lineEnd = indexOfLineFeed(scanned);
            if (lineEnd >= 0) {
                return take(lineEnd, lineEnd + 1);
            }
            if (isAtEnd) {
                return position < limit && take(limit, limit);
            }
            scanned = limit;
            if (limit - position > MAX_LINE_BYTES) {
                return takeStartAndSkip();
            }
            int moved = position;
            fill();
            scanned -= moved - position;
        }
    }

    private int indexOfLineFeed(int start) {
        int at = start;
        while (at + ByteSearch.WORD <= limit) {
            int found = ByteSearch.indexOf(ByteSearch.word(buffer, at), LINE_FEEDS);
            at += found;
            if (found < ByteSearch.WORD) {
                return at;
            }
        }
        for (int i = at; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean take(int end, int next) {
        from = position;
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        isTooLong = to - from > MAX_LINE_BYTES;
        if (isTooLong) {
            to = from + MAX_LINE_BYTES;
        }
        position = next;
        number++;
        return true;
    }

    /// Keeps the start of an overlong line and reads on behind it until the line ends.
    private boolean takeStartAndSkip() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, MAX_LINE_BYTES);
        from = 0;
        to = MAX_LINE_BYTES;
        isTooLong = true;
        number++;
        do {
            position = MAX_LINE_BYTES;
            limit = MAX_LINE_BYTES;
            if (!fillBehind()) {
                return true;
            }
        } while (indexOfLineFeed(position) < 0);
        position = indexOfLineFeed(position) + 1;
        return true;
    }

    /// Moves what is left to the front and reads more.
    private boolean fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        return fillBehind();
    }

    private boolean fillBehind() throws IOException {
        int read = in.read(buffer, limit, buffer.length - limit);
        isAtEnd = read < 0;
        limit += Math.max(read, 0);
        return !isAtEnd;
    }

    /// The buffer that holds the line.
    public byte[] buffer() {
        return buffer;
    }

    /// Index of the line's first byte.
    public int from() {
        return from;
    }

    /// Index after the line's last byte.
    public int to() {
        return to;
    }

    /// Number of the line, from 1.
    public long number() {
        return number;
    }

    /// Whether the line is longer than [#MAX_LINE_BYTES] and only its start is given.
    public boolean isTooLong() {
        return isTooLong;
    }

    public boolean isBlank() {
        return from == to;
    }
}
