package dev.tidemark.sources.lean;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.SeriesRows;
import dev.tidemark.sources.merge.SourceSink;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads one file of LEAN. For one thread and one use.
final class LeanReading {
    private static final int PREVIEW = 60;

    private final SourceFile source;
    private final LeanPath path;
    private final DatasetName dataset;
    private final SourceSink sink;
    private final LineScanner lines;
    private final FieldSplitter fields = new FieldSplitter(LeanRowForm.MOST_FIELDS);
    private final @Nullable LeanRowForm[] forms = new LeanRowForm[LeanRowForm.MOST_FIELDS + 1];
    private final LeanClock clock;
    private final LeanValues values;
    private final boolean isTradeBar;
    private @Nullable SeriesRows rows;

    LeanReading(LeanImportOptions options, SourceFile source, LeanPath path, SourceSink sink) {
        this.source = source;
        this.path = path;
        this.dataset = options.dataset() == null ? path.dataset() : options.dataset();
        this.sink = sink;
        this.lines = sink.lines();
        this.clock = new LeanClock(path, LeanCalendars.of(options.markets(), path));
        this.values = new LeanValues(path.assetClass().priceScale());
        this.isTradeBar = path.kind() == LeanKind.TRADE && !path.isTicks();
        for (int count = 0; count < forms.length; count++) {
            forms[count] = LeanRowForm.of(path.kind(), path.isTicks(), count).orElse(null);
        }
    }

    void read() throws IOException {
        checkShape();
        try (InputStream in = source.open()) {
            lines.start(in);
            boolean isFirst = true;
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                if (isFirst) {
                    checkFirstLine();
                    isFirst = false;
                }
                RejectReason fault = lines.isTooLong() ? RejectReason.LINE_TOO_LONG : row();
                if (fault != null) {
                    sink.reject(fault);
                }
            }
        }
        sink.finding(FindingCode.NON_FINITE_VALUE, values.nonFinite());
    }

    /// A page or another format is refused as a whole; rows begin with a digit, and there is no header.
    private void checkFirstLine() throws SourceRefusedException {
        byte first = lines.buffer()[lines.from()];
        if (first < '0' || first > '9') {
            throw new SourceRefusedException(
                    RefusalReason.BAD_HEADER,
                    "cannot import " + source.name() + ": its first line is '"
                            + OddBytes.preview(lines.buffer(), lines.from(), lines.to(), PREVIEW)
                            + "', expected rows of LEAN, which begin with a time");
        }
    }

    private @Nullable RejectReason row() throws IOException {
        byte[] text = lines.buffer();
        int count = fields.split(text, lines.from(), lines.to());
        if (count == FieldSplitter.BAD_QUOTE) {
            return RejectReason.BAD_QUOTE;
        }
        if (fields.hasOddBytes()) {
            RejectReason odd = oddBytes(text);
            if (odd != null) {
                return odd;
            }
        }
        LeanRowForm form = count < 0 ? null : forms[count];
        if (form == null) {
            return RejectReason.WRONG_FIELD_COUNT;
        }
        RejectReason fault = values.read(text, fields, form);
        if (fault == null) {
            fault = clock.read(text, fields.start(0), fields.end(0));
        }
        if (fault == null) {
            append(form);
        }
        return fault;
    }

    private @Nullable RejectReason oddBytes(byte[] text) {
        if (OddBytes.hasControl(text, lines.from(), lines.to())) {
            return RejectReason.CONTROL_BYTE;
        }
        return OddBytes.isUtf8(text, lines.from(), lines.to()) ? null : RejectReason.INVALID_UTF8;
    }

    private void append(LeanRowForm form) throws IOException {
        SeriesRows target = rows;
        if (target == null) {
            target = sink.series(new SeriesKey(dataset, path.symbol()), path.attributes());
            rows = target;
        }
        TableBuilder row = target.row(clock.day(), clock.time());
        row.setString(BarColumns.SYMBOL, path.symbol());
        row.setLong(BarColumns.TS, clock.time());
        values.appendTo(row, form);
        if (isTradeBar) {
            row.setBoolean(BarColumns.IMPUTED, false);
            row.setBoolean(BarColumns.FINAL, true);
        }
        row.endRow();
    }

    private void checkShape() throws SourceRefusedException {
        boolean fits = DatasetShape.of(dataset).equals(DatasetShape.of(path.dataset()))
                && (path.isTicks() || path.timeframe().orElseThrow().equals(DatasetShape.timeframeOf(dataset)));
        if (!fits) {
            throw new SourceRefusedException(
                    RefusalReason.WRONG_TIMEFRAME,
                    "cannot import " + source.name() + " into " + dataset + ": its rows belong into a dataset such as "
                            + path.dataset());
        }
    }
}
