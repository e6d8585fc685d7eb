package dev.tidemark.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Aligned columns. Widths come from the first rows; a later, wider cell pushes its line only.
final class TableResult implements ResultWriter {
    private static final int ROWS_FOR_WIDTHS = 1_000;
    private static final String GAP = "  ";
    private static final String NULL = "NULL";

    private final Appendable out;
    private final long maxRows;
    private final List<String[]> first = new ArrayList<>();
    private List<Column> columns = List.of();
    private int @Nullable [] widths;
    private long rows;

    TableResult(Appendable out, long maxRows) {
        this.out = out;
        this.maxRows = maxRows;
    }

    @Override
    public void begin(List<Column> newColumns) {
        columns = newColumns;
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        rows++;
        if (rows > maxRows) {
            return;
        }
        String[] shown = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i];
            shown[i] = cell == null ? NULL : cell.replaceAll("[\\p{Cntrl}]", " ");
        }
        if (widths == null && first.size() < ROWS_FOR_WIDTHS) {
            first.add(shown);
        } else {
            line(shown, begun());
        }
    }

    /// Prints the header and the rows kept so far, once.
    private int[] begun() throws IOException {
        if (widths != null) {
            return widths;
        }
        int[] found = columns.stream().mapToInt(c -> c.name().length()).toArray();
        for (String[] row : first) {
            for (int i = 0; i < found.length; i++) {
                found[i] = Math.max(found[i], row[i].codePointCount(0, row[i].length()));
            }
        }
        widths = found;
        line(columns.stream().map(Column::name).toArray(String[]::new), found);
        String[] rule = new String[found.length];
        for (int i = 0; i < found.length; i++) {
            rule[i] = "-".repeat(found[i]);
        }
        line(rule, found);
        for (String[] row : first) {
            line(row, found);
        }
        first.clear();
        return found;
    }

    private void line(String[] cells, int[] found) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(Math.max(0, found[i] - cells[i].codePointCount(0, cells[i].length())));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).kind() == Kind.NUMBER ? padding + cells[i] : cells[i] + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    @Override
    public void end() throws IOException {
        begun();
        if (rows > maxRows) {
            out.append("… ")
                    .append(Long.toString(rows - maxRows))
                    .append(" more rows; --limit or --format csv shows them\n");
        }
    }
}
