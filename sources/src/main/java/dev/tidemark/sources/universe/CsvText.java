package dev.tidemark.sources.universe;

import java.util.List;

/// Rows of the reports, after RFC 4180 with LF ends: a field stands in quotes when it holds a comma, a quote, a line
/// break, or a
/// space at its start or end; quotes in it are doubled. An empty field is empty.
public final class CsvText {
    private CsvText() {}

    /// Appends fields, commas between them, and LF.
    public static void appendRow(StringBuilder text, List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(text, fields.get(i));
        }
        text.append('\n');
    }

    /// Appends one field.
    public static void append(StringBuilder text, String field) {
        if (needsQuotes(field)) {
            text.append('"').append(field.replace("\"", "\"\"")).append('"');
        } else {
            text.append(field);
        }
    }

    private static boolean needsQuotes(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return field.startsWith(" ") || field.endsWith(" ");
    }
}
