package dev.tidemark.sources.universe;

/// How the text of a list begins: where its header stands, and what may separate its fields.
///
/// @param from       where the header's line begins
/// @param line       number of that line, from 1
/// @param separators one when the list itself names it, by Excel's first line `sep=;`; else those to be tried
record ListOpening(int from, long line, String separators) {
    private static final String USUAL = ",;\t";
    private static final String NAMED = "sep=";
    private static final int MARK = 3;

    static ListOpening of(byte[] bytes) {
        int start = hasMark(bytes) ? MARK : 0;
        boolean isQuoted = start < bytes.length && bytes[start] == '"';
        int name = isQuoted ? start + 1 : start;
        int separator = name + NAMED.length();
        int quote = separator + 1;
        int end = isQuoted ? quote + 1 : quote;
        boolean isNamed = separator < bytes.length
                && isName(bytes, name)
                && isSeparator(bytes[separator])
                && (!isQuoted || (quote < bytes.length && bytes[quote] == '"'))
                && isLineEnd(bytes, end);
        return isNamed
                ? new ListOpening(next(bytes, end), 2, String.valueOf((char) bytes[separator]))
                : new ListOpening(start, 1, USUAL);
    }

    private static boolean hasMark(byte[] bytes) {
        return bytes.length >= MARK && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    private static boolean isName(byte[] bytes, int from) {
        for (int i = 0; i < NAMED.length(); i++) {
            if (Character.toLowerCase(bytes[from + i]) != NAMED.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSeparator(byte b) {
        return b == '\t' || (b > ' ' && b < 0x7f && b != '"' && !Character.isLetterOrDigit(b));
    }

    private static boolean isLineEnd(byte[] bytes, int at) {
        return at >= bytes.length || bytes[at] == '\n' || bytes[at] == '\r';
    }

    private static int next(byte[] bytes, int end) {
        boolean isPair = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
        return Math.min(bytes.length, end + (isPair ? 2 : 1));
    }
}
