package dev.tidemark.market.instrument;

import dev.tidemark.market.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated records as RFC 4180 has them: fields may be quoted, quotes inside are doubled, quoted fields may
/// hold
/// line ends. Lines without a character are left out.
final class CsvRecords {
    /// One record.
    ///
    /// @param line number of its first line, from 1
    record Row(int line, List<String> fields) {}

    private final String text;
    private final String source;
    private int at;
    private int line = 1;

    private CsvRecords(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /// @throws TableException naming the line of a quote that does not end or ends inside a field
    static List<Row> read(String text, String source) {
        CsvRecords records = new CsvRecords(text, source);
        List<Row> rows = new ArrayList<>();
        while (records.at < text.length()) {
            if (!records.skipLineEnd()) {
                rows.add(records.row());
            }
        }
        return rows;
    }

    private Row row() {
        int first = line;
        List<String> fields = new ArrayList<>();
        do {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
        } while (skipComma());
        if (at < text.length() && !skipLineEnd()) {
            throw TableException.at(source, line, "text follows the closing quote of a field");
        }
        return new Row(first, fields);
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int opened = line;
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at >= text.length() || text.charAt(at) != '"') {
                    return field.toString();
                }
                at++;
            } else if (c == '\n') {
                line++;
            }
            field.append(c);
        }
        throw TableException.at(source, opened, "a quoted field does not end");
    }

    private boolean skipComma() {
        boolean isComma = at < text.length() && text.charAt(at) == ',';
        at += isComma ? 1 : 0;
        return isComma;
    }

    private boolean skipLineEnd() {
        char c = text.charAt(at);
        if (c != '\r' && c != '\n') {
            return false;
        }
        at += c == '\r' && text.startsWith("\n", at + 1) ? 2 : 1;
        line++;
        return true;
    }

    /// A record as a line, without line end.
    static String line(List<String> fields) {
        return fields.stream().map(CsvRecords::field).collect(Collectors.joining(","));
    }

    private static String field(String field) {
        boolean isPlain = field.chars().allMatch(c -> c != ',' && c != '"' && c != '\r' && c != '\n' && c != '\uFEFF');
        return isPlain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
