package dev.tidemark.app.console;

import java.util.ArrayList;
import java.util.List;

/// A table for people: a header, a line a row, columns as wide as they need to be. Not thread-safe.
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> names = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /// Adds a column of texts, aligned left.
    public TextTable text(String name) {
        names.add(name);
        right.add(false);
        return this;
    }

    /// Adds a column of numbers, aligned right.
    public TextTable number(String name) {
        names.add(name);
        right.add(true);
        return this;
    }

    /// Adds a row, one cell a column.
    public TextTable row(String... cells) {
        if (cells.length != names.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + names.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// Prints header and rows.
    public void print(Console console) {
        int[] widths = widths();
        console.print(console.style().bold(line(names, widths)));
        for (List<String> row : rows) {
            console.print(line(row, widths));
        }
    }

    private int[] widths() {
        int[] widths = names.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : GAP);
            line.append(right.get(i) ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
