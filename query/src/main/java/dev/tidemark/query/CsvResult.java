package dev.tidemark.query;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// RFC 4180 with LF ends.
final class CsvResult implements ResultWriter {
    private final Appendable out;

    CsvResult(Appendable out) {
        this.out = out;
    }

    @Override
    public void begin(List<Column> columns) throws IOException {
        row(columns.stream().map(Column::name).toArray(String[]::new));
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            cell(cells[i]);
        }
        out.append('\n');
    }

    private void cell(@Nullable String cell) throws IOException {
        if (cell == null) {
            return;
        }
        if (cell.isEmpty() || needsQuotes(cell)) {
            out.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            out.append(cell);
        }
    }

    private static boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return cell.charAt(0) == ' ' || cell.charAt(cell.length() - 1) == ' ';
    }

    @Override
    public void end() {}
}
