package dev.tidemark.sources.universe;

import dev.tidemark.sources.text.OddBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of a file after RFC 4180: fields may stand in quotes and then hold separators, line breaks and doubled
/// quotes. Lines
/// end at LF, CRLF or CR; blank ones are passed over. After a record that cannot be read, the next line begins the next
/// record.
final class CsvRecords {
    private static final int PREVIEW_CHARACTERS = 80;
    private static final int BAD = -1;

    private final byte[] text;
    private final byte separator;
    private final List<String> fields = new ArrayList<>();
    private int at;
    private int start;
    private long nextLine;
    private long line;
    private @Nullable ListReason fault;

    /// @param from where the first record begins
    /// @param line number of the line that begins there
    CsvRecords(byte[] text, int from, long line, byte separator) {
        this.text = text;
        this.at = from;
        this.nextLine = line;
        this.separator = separator;
    }

    /// Goes to the next record.
    ///
    /// @return whether there is one
    boolean next() {
        while (at < text.length && isBlankLine()) {
            skipLine();
        }
        if (at == text.length) {
            return false;
        }
        start = at;
        line = nextLine;
        fields.clear();
        fault = null;
        int end = record();
        if (end != BAD) {
            checkText(end);
        }
        if (end == BAD) {
            at = start;
            skipLine();
        } else {
            countLines(end);
            at = end;
            endLine();
        }
        return true;
    }

    private boolean isBlankLine() {
        int i = at;
        while (i < text.length && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return isEnd(i);
    }

    private boolean isEnd(int i) {
        return i == text.length || text[i] == '\n' || text[i] == '\r';
    }

    private void skipLine() {
        while (!isEnd(at)) {
            at++;
        }
        endLine();
    }

    private void endLine() {
        if (at < text.length) {
            at += text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1;
            nextLine++;
        }
    }

    private void countLines(int end) {
        for (int i = at; i < end; i++) {
            boolean isPair = text[i] == '\r' && i + 1 < end && text[i + 1] == '\n';
            nextLine += (text[i] == '\n' || text[i] == '\r') && !isPair ? 1 : 0;
        }
    }

    /// @return where the record's last line ends, or [#BAD]
    private int record() {
        int i = start;
        while (true) {
            i = field(i);
            if (i == BAD || isEnd(i)) {
                return i;
            }
            i++;
        }
    }

    private int field(int from) {
        int i = from;
        while (i < text.length && text[i] == ' ') {
            i++;
        }
        return i < text.length && text[i] == '"' ? quoted(i + 1) : plain(from);
    }

    private int plain(int from) {
        int i = from;
        while (!isEnd(i) && text[i] != separator) {
            i++;
        }
        return add(from, i, false) ? i : BAD;
    }

    private int quoted(int from) {
        int i = from;
        boolean hasQuotes = false;
        while (i < text.length && i - from <= InstrumentLists.MAX_FIELD_BYTES) {
            if (text[i] == '"') {
                if (i + 1 == text.length || text[i + 1] != '"') {
                    return afterQuote(from, i, hasQuotes);
                }
                hasQuotes = true;
                i++;
            }
            i++;
        }
        fault = i < text.length ? ListReason.FIELD_TOO_LONG : ListReason.BAD_QUOTE;
        return BAD;
    }

    private int afterQuote(int from, int quote, boolean hasQuotes) {
        int i = quote + 1;
        while (i < text.length && text[i] == ' ') {
            i++;
        }
        if (!isEnd(i) && text[i] != separator) {
            fault = ListReason.BAD_QUOTE;
            return BAD;
        }
        return add(from, quote, hasQuotes) ? i : BAD;
    }

    private boolean add(int from, int to, boolean hasQuotes) {
        if (to - from > InstrumentLists.MAX_FIELD_BYTES) {
            fault = ListReason.FIELD_TOO_LONG;
            return false;
        }
        String field = new String(text, from, to - from, StandardCharsets.UTF_8);
        fields.add(trimmed(hasQuotes ? field.replace("\"\"", "\"") : field));
        return true;
    }

    /// Without outer white space, that which does not break included.
    private static String trimmed(String field) {
        int from = 0;
        int to = field.length();
        while (from < to && isSpace(field.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(field.charAt(to - 1))) {
            to--;
        }
        return field.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void checkText(int end) {
        if (!OddBytes.isUtf8(text, start, end)) {
            fault = ListReason.BAD_ENCODING;
        } else if (hasControl(end)) {
            fault = ListReason.CONTROL_BYTE;
        }
    }

    private boolean hasControl(int end) {
        for (int i = start; i < end; i++) {
            byte b = text[i];
            if (b == 0x7f || (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r')) {
                return true;
            }
        }
        return false;
    }

    /// The record's fields, without outer white space; not to be used when there is a fault.
    List<String> fields() {
        return fields;
    }

    /// Why the record cannot be read.
    Optional<ListReason> fault() {
        return Optional.ofNullable(fault);
    }

    /// The record's first line, from 1.
    long line() {
        return line;
    }

    /// The start of the record's first line.
    String preview() {
        int end = start;
        while (!isEnd(end)) {
            end++;
        }
        return OddBytes.preview(text, start, end, PREVIEW_CHARACTERS);
    }
}
