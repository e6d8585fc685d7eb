package dev.tidemark.sources.gap;

import dev.tidemark.sources.gap.CoverageRow.Cell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Locale;

/// A drawing of the coverage of many series: a row a series, a column a period, a colour a state. One SVG element
/// without script or anything from elsewhere, row after row as they come. Not thread-safe; the writer stays the
/// caller's.
///
/// Errors: an [IOException] of the writer leaves as [UncheckedIOException].
public final class CoverageDrawing {
    private static final int LABEL_WIDTH = 220;
    private static final int TOP = 62;
    private static final int ROW_HEIGHT = 14;
    private static final int CELLS_WIDTH = 960;
    private static final int WIDEST_CELL = 16;
    private static final int LEGEND_STEP = 110;
    private static final int LEAST_TICK_DISTANCE = 60;
    private static final int LEVELS = 5;
    private static final double PALEST = 0.4;

    private final Writer out;
    private final CoverageAxis axis;
    private final double cellWidth;
    private int rows;

    private CoverageDrawing(Writer out, CoverageAxis axis) {
        this.out = out;
        this.axis = axis;
        this.cellWidth = Math.min(WIDEST_CELL, (double) CELLS_WIDTH / axis.periods());
    }

    /// Begins a drawing.
    ///
    /// @param rows how many rows will follow
    public static CoverageDrawing begin(Writer out, String title, CoverageAxis axis, int rows) {
        CoverageDrawing drawing = new CoverageDrawing(out, axis);
        drawing.head(title, rows);
        return drawing;
    }

    private void head(String title, int expected) {
        int width = LABEL_WIDTH + CELLS_WIDTH + 20;
        int height = TOP + expected * ROW_HEIGHT + 10;
        write(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">\n",
                width,
                height,
                width,
                height));
        write("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        write(String.format(Locale.ROOT, "<text x=\"8\" y=\"18\" font-size=\"14\">%s</text>\n", escaped(title)));
        int x = 8;
        for (CellState state : CellState.values()) {
            write(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"26\" width=\"11\" height=\"11\" fill=\"%s\"/>"
                            + "<text x=\"%d\" y=\"36\">%s</text>\n",
                    x,
                    colour(state),
                    x + 15,
                    state.words()));
            x += LEGEND_STEP;
        }
        ticks();
    }

    private void ticks() {
        double last = -LEAST_TICK_DISTANCE;
        for (int period = 0; period < axis.periods(); period++) {
            LocalDate start = axis.start(period);
            boolean isRound = axis.unit() == CoverageAxis.Unit.MONTH
                    ? start.getMonthValue() == 1
                    : start.getDayOfMonth() % 10 == 1;
            double x = x(period);
            if ((isRound || period == 0) && x - last >= LEAST_TICK_DISTANCE) {
                write(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" fill=\"#555555\">%s</text>\n",
                        x,
                        TOP - 6,
                        axis.label(period)));
                last = x;
            }
        }
    }

    /// Draws the next series; neighbouring periods that look the same become one shape.
    public void row(String label, CoverageRow row) {
        int y = TOP + rows++ * ROW_HEIGHT;
        write(String.format(Locale.ROOT, "<text x=\"8\" y=\"%d\">%s</text>\n", y + ROW_HEIGHT - 3, escaped(label)));
        int first = 0;
        for (int period = 1; period <= axis.periods(); period++) {
            boolean isSame = period < axis.periods()
                    && look(row.cell(period, period + 1)).equals(look(row.cell(first, first + 1)));
            if (!isSame) {
                shape(y, first, period, row);
                first = period;
            }
        }
    }

    /// A series that there is nothing to draw of.
    public void failed(String label, String message) {
        int y = TOP + rows++ * ROW_HEIGHT + ROW_HEIGHT - 3;
        write(String.format(
                Locale.ROOT,
                "<text x=\"8\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n",
                y,
                escaped(label),
                LABEL_WIDTH,
                y,
                colour(CellState.FAILED),
                escaped(message)));
    }

    /// Ends the drawing.
    public void end() {
        write("</svg>\n");
    }

    private void shape(int y, int first, int end, CoverageRow row) {
        Cell cell = row.cell(first, end);
        String span = end == first + 1 ? axis.label(first) : axis.label(first) + " to " + axis.label(end - 1);
        write(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" %s><title>%s: %s</title></rect>\n",
                x(first),
                y + 1,
                (end - first) * cellWidth,
                ROW_HEIGHT - 2,
                look(row.cell(first, first + 1)),
                span,
                words(row, first, end, cell)));
    }

    private static String words(CoverageRow row, int first, int end, Cell cell) {
        if (cell.state() == CellState.CLOSED) {
            return cell.state().words();
        }
        StringBuilder words = new StringBuilder();
        for (CellState state : CellState.values()) {
            long count = 0;
            for (int period = first; period < end; period++) {
                count += row.count(period, state);
            }
            if (count > 0) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(state.words());
            }
        }
        return words.toString();
    }

    private double x(int period) {
        return LABEL_WIDTH + period * cellWidth;
    }

    /// Colour, paler the fewer bars of a period stand so.
    private static String look(Cell cell) {
        double level = Math.ceil(cell.share() * LEVELS) / LEVELS;
        double opacity = cell.state() == CellState.COVERED ? 1 : PALEST + (1 - PALEST) * level;
        return String.format(Locale.ROOT, "fill=\"%s\" fill-opacity=\"%.2f\"", colour(cell.state()), opacity);
    }

    /// Colours that people with a colour deficiency can tell apart.
    private static String colour(CellState state) {
        return switch (state) {
            case CLOSED -> "#eeeeee";
            case COVERED -> "#228833";
            case IMPUTED -> "#4477aa";
            case KNOWN_EMPTY -> "#66ccee";
            case MISSING -> "#ccbb44";
            case QUARANTINED -> "#aa3377";
            case FAILED -> "#ee6677";
        };
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Text as XML takes it.
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
