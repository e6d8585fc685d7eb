package dev.tidemark.sources.csv;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.LocalTimeline;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.SeriesRows;
import dev.tidemark.sources.merge.SourceSink;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Gives the lines of one source to the sink, as rows or rejects. Not thread-safe.
final class CsvRows {
    private static final int LINES_BETWEEN_CHECKS = 1 << 16;

    private final SourceSink sink;
    private final CsvHeader header;
    private final ColumnPlan plan;
    private final RowTime time;
    private final Target target;
    private final FieldSplitter fields;
    private final RowValues values;
    private final Map<String, Line> bySymbol = new HashMap<>();
    private byte[] lastSymbol = {};
    private @Nullable Line last;

    /// Where the rows of a source go.
    ///
    /// @param symbol     of all rows, unless a column names them
    /// @param isSaid     whether the symbol is that of all rows whatever a column says
    /// @param attributes of each series
    record Target(DatasetName dataset, String symbol, boolean isSaid, SortedMap<String, String> attributes) {}

    /// A series being read.
    private static final class Line {
        private final String symbol;
        private final SeriesRows rows;
        private final @Nullable LocalTimeline timeline;
        private long lastTime = Long.MIN_VALUE;
        private long count;
        private long tooNear;

        Line(String symbol, SeriesRows rows, @Nullable LocalTimeline timeline) {
            this.symbol = symbol;
            this.rows = rows;
            this.timeline = timeline;
        }
    }

    CsvRows(SourceSink sink, CsvHeader header, ColumnPlan plan, RowTime time, Target target) {
        this.sink = sink;
        this.header = header;
        this.plan = plan;
        this.time = time;
        this.target = target;
        this.fields = new FieldSplitter(CsvHeader.MOST_FIELDS, header.delimiter());
        this.values = new RowValues(plan, time.layout());
    }

    /// Reads all lines from the current one on, which is the header or the first row.
    void readAll(LineScanner lines) throws IOException {
        boolean hasLine = !header.isPresent() || CsvFormat.nextLine(lines);
        while (hasLine) {
            RejectReason fault =
                    lines.isTooLong() ? RejectReason.LINE_TOO_LONG : row(lines.buffer(), lines.from(), lines.to());
            if (fault != null) {
                sink.reject(fault);
            }
            if (lines.number() % LINES_BETWEEN_CHECKS == 0) {
                sink.check();
            }
            hasLine = CsvFormat.nextLine(lines);
        }
        sink.finding(FindingCode.NON_FINITE_VALUE, values.nonFinite());
        checkLength();
    }

    private @Nullable RejectReason row(byte[] text, int from, int to) throws IOException {
        int count = fields.split(text, from, to);
        if (count != plan.fields() || fields.hasOddBytes()) {
            RejectReason fault = lineFault(text, from, to, count);
            if (fault != null) {
                return fault;
            }
        }
        if (header.isHeader(text, from, to)) {
            return RejectReason.REPEATED_HEADER;
        }
        Line line = line(text);
        if (line == null) {
            return target.isSaid() ? RejectReason.FOREIGN_SYMBOL : RejectReason.BAD_SYMBOL;
        }
        RejectReason fault = time.read(text, fields, plan, line.timeline);
        if (fault == null) {
            fault = values.read(text, fields);
        }
        if (fault == null) {
            append(line);
        }
        return fault;
    }

    private @Nullable RejectReason lineFault(byte[] text, int from, int to, int count) {
        if (!OddBytes.isUtf8(text, from, to)) {
            return RejectReason.INVALID_UTF8;
        }
        if (count == FieldSplitter.BAD_QUOTE) {
            return RejectReason.BAD_QUOTE;
        }
        if (count != plan.fields()) {
            return RejectReason.WRONG_FIELD_COUNT;
        }
        for (int field = 0; field < count; field++) {
            if (OddBytes.hasControl(text, fields.start(field), fields.end(field))) {
                return RejectReason.CONTROL_BYTE;
            }
        }
        return null;
    }

    private void append(Line line) throws IOException {
        long value = time.value();
        if (line.count > 0 && value > line.lastTime && value - line.lastTime < time.interval()) {
            line.tooNear++;
        }
        line.count++;
        line.lastTime = value;
        TableBuilder row = line.rows.row(time.day(), value);
        row.setString(0, line.symbol);
        if (time.isDate()) {
            row.setInt(1, (int) value);
        } else {
            row.setLong(1, value);
        }
        values.appendTo(row);
    }

    /// The series of the line that was split, or null when it names a symbol that is not taken.
    private @Nullable Line line(byte[] text) {
        if (plan.symbol() == ColumnPlan.ABSENT) {
            Line only = last;
            return only != null ? only : open(target.symbol());
        }
        int from = fields.start(plan.symbol());
        int to = fields.end(plan.symbol());
        if (last != null && Arrays.equals(text, from, to, lastSymbol, 0, lastSymbol.length)) {
            return last;
        }
        if (target.isSaid()) {
            return last != null ? null : remember(text, from, to, open(target.symbol()));
        }
        String symbol = new String(text, from, to - from, StandardCharsets.UTF_8).strip();
        Line known = bySymbol.get(symbol);
        if (known == null && !SeriesKey.isSymbol(symbol)) {
            return null;
        }
        return remember(text, from, to, known != null ? known : open(symbol));
    }

    private Line remember(byte[] text, int from, int to, Line line) {
        lastSymbol = Arrays.copyOfRange(text, from, to);
        last = line;
        return line;
    }

    private Line open(String symbol) {
        SeriesRows rows = sink.series(new SeriesKey(target.dataset(), symbol), target.attributes());
        Line opened = new Line(symbol, rows, time.timeline());
        bySymbol.put(symbol, opened);
        last = opened;
        return opened;
    }

    /// Refuses bars that are shorter than the dataset's.
    private void checkLength() throws SourceRefusedException {
        for (Line line : bySymbol.values()) {
            if (line.tooNear > 0 && 2 * line.tooNear >= line.count) {
                throw new SourceRefusedException(
                        RefusalReason.WRONG_TIMEFRAME,
                        "most of its bars start less than a bar of " + target.dataset() + " after the one before");
            }
        }
    }
}
