package dev.tidemark.sources.csv;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What the first line of a file says of the others.
///
/// @param isPresent whether it names the columns; else it is the first row
/// @param delimiter the byte between two fields
/// @param names     of the columns; empty texts where nobody knows them
/// @param line      the bytes of the header, to know it again; empty without one
@SuppressWarnings("ArrayRecordComponent") // never compared
record CsvHeader(boolean isPresent, byte delimiter, List<String> names, byte[] line) {
    /// Most columns of a file.
    static final int MOST_FIELDS = 64;

    private static final int PREVIEW = 120;

    /// Reads the scanner's current line, the first that is not blank.
    ///
    /// @throws SourceRefusedException `BAD_HEADER` when it is no line of a table
    static CsvHeader of(LineScanner lines, CsvImportOptions options) throws SourceRefusedException {
        byte[] text = lines.buffer();
        byte delimiter = options.layout().delimiter() != 0
                ? options.layout().delimiter()
                : delimiter(text, lines.from(), lines.to());
        FieldSplitter fields = new FieldSplitter(MOST_FIELDS, delimiter);
        int count = lines.isTooLong() ? FieldSplitter.TOO_MANY : fields.split(text, lines.from(), lines.to());
        if (count < 2 || !OddBytes.isUtf8(text, lines.from(), lines.to())) {
            throw refused(lines, "2 to " + MOST_FIELDS + " columns");
        }
        boolean isPresent = switch (options.layout().header()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> !holdsNumber(text, fields, count);
        };
        if (isPresent) {
            byte[] line = Arrays.copyOfRange(text, lines.from(), lines.to());
            return new CsvHeader(true, delimiter, names(text, fields, count), line);
        }
        List<String> known = options.preset().names();
        if (!known.isEmpty() && known.size() != count) {
            throw refused(lines, String.join(",", known));
        }
        return new CsvHeader(false, delimiter, known.isEmpty() ? Collections.nCopies(count, "") : known, new byte[0]);
    }

    private static SourceRefusedException refused(LineScanner lines, String expected) {
        String first = OddBytes.preview(lines.buffer(), lines.from(), lines.to(), PREVIEW);
        return new SourceRefusedException(
                RefusalReason.BAD_HEADER, "its first line is '" + first + "', expected " + expected);
    }

    private static byte delimiter(byte[] text, int from, int to) {
        for (byte candidate : new byte[] {',', ';', '\t'}) {
            for (int i = from; i < to; i++) {
                if (text[i] == candidate) {
                    return candidate;
                }
            }
        }
        return ',';
    }

    private static boolean holdsNumber(byte[] text, FieldSplitter fields, int count) {
        DecimalParser decimal = new DecimalParser();
        for (int i = 0; i < count; i++) {
            if (decimal.parse(text, fields.start(i), fields.end(i)) == DecimalParser.Kind.NUMBER) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(byte[] text, FieldSplitter fields, int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(new String(text, fields.start(i), fields.length(i), StandardCharsets.UTF_8).strip());
        }
        return names;
    }

    /// Whether a line is the header again.
    boolean isHeader(byte[] text, int from, int to) {
        return isPresent && Arrays.equals(text, from, to, line, 0, line.length);
    }
}
