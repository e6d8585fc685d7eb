package dev.tidemark.sources.text;

/// The fields of a line as index ranges, separated by commas unless said. A field may stand in double quotes and then
/// hold separators; spaces around an unquoted field are no part of it.
public final class FieldSplitter {
    /// The answer for a line with more fields than are looked for.
    public static final int TOO_MANY = -1;
    /// The answer for a quote that is not closed or has text behind it.
    public static final int BAD_QUOTE = -2;

    private static final long QUOTES = ByteSearch.pattern((byte) '"');

    private final byte separator;
    private final long separators;
    private final int[] starts;
    private final int[] ends;
    private long quoted;
    private boolean hasOddBytes;

    /// Splits at commas.
    ///
    /// @param most largest number of fields, up to 64
    public FieldSplitter(int most) {
        this(most, (byte) ',');
    }

    /// @param most      largest number of fields, up to 64
    /// @param separator the byte between two fields, such as `;` or a tab
    public FieldSplitter(int most, byte separator) {
        this.separator = separator;
        this.separators = ByteSearch.pattern(separator);
        starts = new int[most];
        ends = new int[most];
    }

    /// Splits `line[from, to)`.
    ///
    /// @return the number of fields, at least 1, or [#TOO_MANY] or [#BAD_QUOTE]
    public int split(byte[] line, int from, int to) {
        quoted = 0;
        hasOddBytes = false;
        int fields = 0;
        int at = from;
        while (true) {
            if (fields == starts.length) {
                return TOO_MANY;
            }
            boolean isQuoted = at < to && line[at] == '"';
            at = isQuoted ? quotedField(line, at + 1, to, fields) : plainField(line, at, to, fields);
            if (at < 0) {
                return BAD_QUOTE;
            }
            fields++;
            if (at == to) {
                return fields;
            }
            at++;
        }
    }

    private int plainField(byte[] line, int from, int to, int field) {
        int at = ordinary(line, from, to, separators);
        while (at < to && line[at] != separator) {
            hasOddBytes |= isOdd(line[at]);
            at++;
        }
        int start = from;
        int end = at;
        while (start < end && line[start] == ' ') {
            start++;
        }
        while (end > start && line[end - 1] == ' ') {
            end--;
        }
        starts[field] = start;
        ends[field] = end;
        return at;
    }

    private int quotedField(byte[] line, int from, int to, int field) {
        int at = ordinary(line, from, to, QUOTES);
        while (at < to && line[at] != '"') {
            hasOddBytes |= isOdd(line[at]);
            at++;
        }
        if (at == to || (at + 1 < to && line[at + 1] != separator)) {
            return BAD_QUOTE;
        }
        starts[field] = from;
        ends[field] = at;
        quoted |= 1L << field;
        return at + 1;
    }

    /// Goes on to a byte of the pattern, or near the end.
    private int ordinary(byte[] line, int from, int to, long pattern) {
        int at = from;
        while (at + ByteSearch.WORD <= to) {
            long word = ByteSearch.word(line, at);
            hasOddBytes |= ByteSearch.hasOdd(word);
            int found = ByteSearch.indexOf(word, pattern);
            at += found;
            if (found < ByteSearch.WORD) {
                return at;
            }
        }
        return at;
    }

    private static boolean isOdd(byte b) {
        return b < 0x20 || b == 0x7f;
    }

    public int start(int field) {
        return starts[field];
    }

    public int end(int field) {
        return ends[field];
    }

    public int length(int field) {
        return ends[field] - starts[field];
    }

    public boolean isQuoted(int field) {
        return (quoted & (1L << field)) != 0;
    }

    /// Whether a field holds a control byte or a byte above 0x7f, which a caller then looks at with [OddBytes].
    public boolean hasOddBytes() {
        return hasOddBytes;
    }
}
