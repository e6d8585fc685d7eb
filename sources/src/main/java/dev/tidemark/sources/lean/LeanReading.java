package dev.tidemark.sources.lean;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.LocalTimeline;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.SeriesRows;
import dev.tidemark.sources.merge.SourceSink;
import dev.tidemark.sources.text.DateParser;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one file of LEAN. For one thread and one use.
///
/// Times are milliseconds after the local midnight of the file's date, as the clock on the wall shows them, or dates
/// with
/// hours and minutes. A price of 0 or an empty one is an absent side.
final class LeanReading {
    private static final int MOST_FIELDS = 16;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int SECONDS_PER_DAY = 86_400;

    private final LeanImportOptions options;
    private final SourceFile source;
    private final SourceSink sink;
    private final LineScanner lines;
    private final LeanPath path;
    private final LeanRowForm form;
    private final FieldSplitter fields = new FieldSplitter(MOST_FIELDS);
    private final DecimalParser decimal = new DecimalParser();
    private final double[] values = new double[MOST_FIELDS];
    private final LocalTimeline timeline;
    private final @Nullable TradingDays tradingDays;
    private @Nullable SeriesRows rows;
    private long nonFinite;

    // The time of the row being read.
    private long day;
    private long nanos;

    LeanReading(LeanImportOptions options, SourceFile source, LeanPath path, SourceSink sink) {
        this.options = options;
        this.source = source;
        this.sink = sink;
        this.lines = sink.lines();
        this.path = path;
        this.form = new LeanRowForm(path);
        this.timeline = new LocalTimeline(path.zone(), path.interval());
        this.tradingDays = path.isTicks() ? options.tradingDays(path) : null;
    }

    void read() throws IOException {
        try (InputStream in = source.open()) {
            lines.start(in);
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                if (lines.number() == 1) {
                    refuseUnlessData();
                }
                RejectReason fault = lines.isTooLong() ? RejectReason.LINE_TOO_LONG : row();
                if (fault != null) {
                    sink.reject(fault);
                }
            }
        }
        sink.finding(FindingCode.NON_FINITE_VALUE, nonFinite);
    }

    /// A page or another format is refused as a whole; rows begin with a digit.
    private void refuseUnlessData() throws SourceRefusedException {
        byte first = lines.buffer()[lines.from()];
        if (first < '0' || first > '9') {
            throw new SourceRefusedException(
                    RefusalReason.BAD_HEADER,
                    "cannot import " + source.name() + ": its first line is '"
                            + OddBytes.preview(lines.buffer(), lines.from(), lines.to(), 60)
                            + "', expected rows of LEAN, which begin with a time");
        }
    }

    private @Nullable RejectReason row() throws IOException {
        byte[] text = lines.buffer();
        int count = fields.split(text, lines.from(), lines.to());
        if (fields.hasOddBytes()) {
            return RejectReason.CONTROL_BYTE;
        }
        if (count < 0 || !form.fits(count)) {
            return count == FieldSplitter.BAD_QUOTE ? RejectReason.BAD_QUOTE : RejectReason.WRONG_FIELD_COUNT;
        }
        RejectReason fault = time(text);
        if (fault == null) {
            fault = numbers(text, count);
        }
        if (fault == null && tradingDays != null) {
            day = tradingDays.tradingDay(nanos);
            fault = day == TradingDays.OUTSIDE_CALENDAR ? RejectReason.OUTSIDE_CALENDAR : null;
        }
        if (fault == null) {
            append(text, count);
        }
        return fault;
    }

    private @Nullable RejectReason time(byte[] text) {
        int from = fields.start(0);
        int to = fields.end(0);
        if (path.day() != DateParser.NO_DATE) {
            return decimal.parse(text, from, to) == DecimalParser.Kind.NUMBER
                    ? millisOfDay(decimal.value())
                    : RejectReason.BAD_TIME;
        }
        long date = to - from >= 8 ? DateParser.compact(text, from, from + 8) : DateParser.NO_DATE;
        if (date == DateParser.NO_DATE) {
            return RejectReason.BAD_DATE;
        }
        int second = to - from == 14 && text[from + 8] == ' '
                ? DateParser.hourMinute(text, from + 9, to)
                : to - from == 8 ? 0 : DateParser.NO_TIME;
        return second == DateParser.NO_TIME ? RejectReason.BAD_TIME : wallClock(date, second, 0);
    }

    private @Nullable RejectReason millisOfDay(double millis) {
        int second = (int) (millis / MILLIS_PER_SECOND);
        if (millis < 0 || second >= SECONDS_PER_DAY) {
            return RejectReason.BAD_TIME;
        }
        long rest = Math.round((millis - (double) second * MILLIS_PER_SECOND) * NANOS_PER_MILLI);
        return wallClock(path.day(), second, rest);
    }

    private @Nullable RejectReason wallClock(long date, int second, long restNanos) {
        if (path.timeframe().isPresent() && !path.timeframe().get().isIntraday()) {
            day = date;
            nanos = date * MICROS_PER_DAY * NANOS_PER_MICRO;
            return null;
        }
        long instant = timeline.epochSecond(date, second);
        if (instant == LocalTimeline.NONEXISTENT) {
            return RejectReason.NONEXISTENT_LOCAL_TIME;
        }
        nanos = instant * NANOS_PER_SECOND + restNanos;
        day = path.isTicks() ? date : Math.floorDiv(instant, SECONDS_PER_DAY);
        return null;
    }

    private @Nullable RejectReason numbers(byte[] text, int count) {
        for (int i = 1; i < count; i++) {
            values[i] = Double.NaN;
            if (!form.isNumber(i, count)) {
                continue;
            }
            switch (decimal.parse(text, fields.start(i), fields.end(i))) {
                case NUMBER -> values[i] = form.isPrice(i, count) ? decimal.value() / form.scale() : decimal.value();
                case EMPTY -> {
                    // absent
                }
                case NON_FINITE -> nonFinite++;
                case MALFORMED -> {
                    return RejectReason.BAD_NUMBER;
                }
                case OUT_OF_RANGE -> {
                    return RejectReason.NUMBER_OUT_OF_RANGE;
                }
            }
        }
        form.settle(values, count);
        return null;
    }

    private void append(byte[] text, int count) throws IOException {
        long time = path.isTicks() ? nanos : nanos / NANOS_PER_MICRO;
        TableBuilder row = rows().row(day, time);
        row.setString(0, path.symbol());
        row.setLong(1, time);
        int[] targets = form.targets(count);
        for (int i = 1; i < count; i++) {
            if (targets[i] >= 0 && !Double.isNaN(values[i])) {
                row.setDouble(targets[i], values[i]);
            }
        }
        form.appendWords(row, count, i -> new String(text, fields.start(i), fields.length(i), StandardCharsets.UTF_8));
        row.endRow();
    }

    private SeriesRows rows() throws SourceRefusedException {
        SeriesRows known = rows;
        if (known != null) {
            return known;
        }
        DatasetName dataset = options.dataset() != null ? options.dataset() : path.dataset();
        checkShape(dataset);
        SeriesRows fresh =
                sink.series(new SeriesKey(dataset, path.symbol()), new TreeMap<>(Map.of("market", path.market())));
        rows = fresh;
        return fresh;
    }

    private void checkShape(DatasetName dataset) throws SourceRefusedException {
        boolean fits = DatasetShape.of(dataset).equals(DatasetShape.of(path.dataset()))
                && (path.isTicks()
                        || DatasetShape.timeframeOf(dataset)
                                .equals(path.timeframe()
                                        .map(Timeframe.class::cast)
                                        .orElseThrow()));
        if (!fits) {
            throw new SourceRefusedException(
                    RefusalReason.WRONG_TIMEFRAME,
                    "cannot import " + source.name() + " into " + dataset + ": its rows belong into a dataset such as "
                            + path.dataset());
        }
    }
}
