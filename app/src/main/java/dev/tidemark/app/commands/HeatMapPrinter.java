package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.Style;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.gap.CellState;
import dev.tidemark.sources.gap.CoverageAxis;
import dev.tidemark.sources.gap.CoverageRow;
import dev.tidemark.sources.gap.CoverageRow.Cell;
import dev.tidemark.sources.gap.GapEvent;
import dev.tidemark.sources.gap.GapSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Draws coverage on a terminal as it comes: a row a series, a column a day or a month, or several where the line is
/// short. Blocks of colour, or letters where there is no colour.
final class HeatMapPrinter implements Consumer<GapEvent> {
    private static final int LEAST_LABEL = 8;
    private static final int MOST_LABEL = 28;
    private static final int LABEL_DISTANCE = 11;
    private static final double MOST = 0.5;

    private final Console console;
    private final CoverageAxis axis;
    private final int labelWidth;
    private final int step;
    private final int columns;

    /// Prints the legend and the times.
    HeatMapPrinter(Console console, CoverageAxis axis, List<SeriesKey> keys) {
        this.console = console;
        this.axis = axis;
        int longest =
                keys.stream().mapToInt(key -> key.toString().length()).max().orElse(0);
        this.labelWidth = Math.clamp(longest, LEAST_LABEL, MOST_LABEL);
        int room = Math.max(1, console.columns() - labelWidth - 2);
        this.step = Math.ceilDiv(axis.periods(), room);
        this.columns = Math.ceilDiv(axis.periods(), step);
        begin();
    }

    private void begin() {
        List<String> words = new ArrayList<>();
        for (CellState state : CellState.values()) {
            words.add(block(new Cell(state, 1), 1) + " " + state.words());
        }
        console.print(String.join("  ", words));
        String unit = axis.unit() == CoverageAxis.Unit.DAY ? "day" : "month";
        String column = step == 1 ? "a " + unit : step + " " + unit + "s";
        console.print("a column is " + column + " and shows the worst of its bars; "
                + (isColoured() ? "pale" : "a small letter") + ": less than half of them");
        StringBuilder times = new StringBuilder(" ".repeat(labelWidth + 2));
        for (int i = 0; i < columns; i += LABEL_DISTANCE) {
            times.append(String.format(Locale.ROOT, "%-" + LABEL_DISTANCE + "s", axis.label(i * step)));
        }
        console.print(console.style().faint(times.toString().stripTrailing()));
    }

    @Override
    public void accept(GapEvent event) {
        if (event instanceof GapEvent.Done(GapSummary summary)) {
            summary.coverage()
                    .ifPresent(row -> console.print(label(summary.key().toString()) + "  " + cells(row)));
        }
    }

    /// The end of a long name tells more than its beginning.
    private String label(String text) {
        String shown = text.length() > labelWidth ? "…" + text.substring(text.length() - labelWidth + 1) : text;
        return String.format(Locale.ROOT, "%-" + labelWidth + "s", shown);
    }

    private String cells(CoverageRow row) {
        StringBuilder line = new StringBuilder();
        int first = 0;
        for (int column = 1; column <= columns; column++) {
            if (column == columns || !looksSame(cell(row, first), cell(row, column))) {
                line.append(block(cell(row, first), column - first));
                first = column;
            }
        }
        return line.toString();
    }

    private Cell cell(CoverageRow row, int column) {
        return row.cell(column * step, (column + 1) * step);
    }

    private static boolean looksSame(Cell one, Cell other) {
        return one.state() == other.state() && isMost(one) == isMost(other);
    }

    private static boolean isMost(Cell cell) {
        return cell.share() >= MOST;
    }

    private boolean isColoured() {
        return console.style() == Style.COLOURED;
    }

    private String block(Cell cell, int length) {
        if (!isColoured()) {
            String letter = letter(cell.state());
            return (isMost(cell) ? letter : letter.toLowerCase(Locale.ROOT)).repeat(length);
        }
        Style style = console.style();
        String block = (isMost(cell) || cell.state() == CellState.COVERED ? "█" : "▒").repeat(length);
        return switch (cell.state()) {
            case CLOSED -> style.faint("·".repeat(length));
            case COVERED -> style.green(block);
            case IMPUTED -> style.blue(block);
            case KNOWN_EMPTY -> style.cyan(block);
            case MISSING -> style.yellow(block);
            case QUARANTINED -> style.magenta(block);
            case FAILED -> style.red(block);
        };
    }

    private static String letter(CellState state) {
        return switch (state) {
            case CLOSED -> ".";
            case COVERED -> "#";
            case IMPUTED -> "I";
            case KNOWN_EMPTY -> "E";
            case MISSING -> "M";
            case QUARANTINED -> "Q";
            case FAILED -> "F";
        };
    }
}
