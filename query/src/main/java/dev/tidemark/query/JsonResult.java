package dev.tidemark.query;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One JSON object a line.
final class JsonResult implements ResultWriter {
    private final Appendable out;
    private List<Column> columns = List.of();

    JsonResult(Appendable out) {
        this.out = out;
    }

    @Override
    public void begin(List<Column> newColumns) {
        columns = newColumns;
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        out.append('{');
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            text(columns.get(i).name());
            out.append(':');
            value(columns.get(i).kind(), cells[i]);
        }
        out.append("}\n");
    }

    private void value(Kind kind, @Nullable String cell) throws IOException {
        if (cell == null) {
            out.append("null");
            return;
        }
        switch (kind) {
            case TEXT -> text(cell);
            case BOOLEAN -> out.append(cell);
            case NUMBER -> out.append(isFinite(cell) ? cell : "null");
        }
    }

    /// The engine writes `nan`, `inf` and `-inf`, which JSON does not know.
    private static boolean isFinite(String number) {
        return Character.isDigit(number.charAt(number.length() - 1));
    }

    private void text(String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(hex(c >> 4)).append(hex(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static char hex(int digit) {
        return Character.forDigit(digit, 16);
    }

    @Override
    public void end() {}
}
