package dev.tidemark.sources.universe;

import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.stooq.StooqFormat;
import dev.tidemark.sources.text.DateParser;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One file on its way through [PriceFile]: from lines to a diagnosis and an export. After an error the rest is read,
/// so that all
/// bytes are digested, and left aside.
final class PricePass {
    private static final int PREVIEW_CHARACTERS = 60;
    private static final long LINES_BETWEEN_CHECKS = 1 << 16;
    private static final int PERIOD = 1;
    private static final int DATE = 2;
    private static final int TIME = 3;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;

    private final TreeFile file;
    private final PriceDiagnosis.Scan scan;
    private final PriceExport export;
    private final ExportUnit unit;
    private final StopSignal stop;
    private final DecimalParser decimal = new DecimalParser();
    private final List<SourceFault> faults = new ArrayList<>();
    private FieldSplitter fields = new FieldSplitter(1);
    private @Nullable StooqFormat format;
    private String errorCode = "";
    private int from;
    private int to;

    PricePass(TreeFile file, PriceDiagnosis.Scan scan, MeasuredOutput target, ExportUnit unit, StopSignal stop) {
        this.file = file;
        this.scan = scan;
        this.export = new PriceExport(file.ticker(), target);
        this.unit = unit;
        this.stop = stop;
    }

    void read(LineScanner lines, InputStream in) throws IOException {
        export.header();
        lines.start(in);
        while (lines.next()) {
            if (lines.number() % LINES_BETWEEN_CHECKS == 0) {
                stop.check();
            }
            trim(lines.buffer(), lines.from(), lines.to());
            if (from < to && errorCode.isEmpty()) {
                line(lines);
            }
        }
    }

    private void trim(byte[] text, int lineFrom, int lineTo) {
        from = lineFrom;
        to = lineTo;
        while (from < to && isSpace(text[from])) {
            from++;
        }
        while (to > from && isSpace(text[to - 1])) {
            to--;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private void line(LineScanner lines) {
        byte[] text = lines.buffer();
        if (lines.isTooLong()) {
            error(lines, RejectReason.LINE_TOO_LONG.code(), "is longer than " + LineScanner.MAX_LINE_BYTES + " bytes");
        } else if (format == null) {
            header(lines, text);
        } else {
            row(lines, text, format);
        }
    }

    private void header(LineScanner lines, byte[] text) {
        format = StooqFormat.ofHeader(text, from, to).orElse(null);
        if (format == null) {
            error(
                    lines,
                    RefusalReason.BAD_HEADER.code(),
                    "is '" + OddBytes.preview(text, from, to, PREVIEW_CHARACTERS) + "', expected "
                            + StooqFormat.BULK.header() + " or " + StooqFormat.ARCHIVE.header());
        } else {
            fields = new FieldSplitter(format.fields());
        }
    }

    private void row(LineScanner lines, byte[] text, StooqFormat form) {
        int count = fields.split(text, from, to);
        boolean isWhole = count == form.fields();
        if ((!isWhole || fields.hasOddBytes()) && !isText(lines, text)) {
            return;
        }
        if (isWhole) {
            scan(text, form);
        } else {
            scan.row(PriceDiagnosis.NO_DAY, 0, Double.NaN, Double.NaN);
        }
        switch (unit) {
            case WRITTEN -> export.row(form, text, from, to);
            case MAJOR -> {
                if (isWhole) {
                    export.majorRow(form, text, from, to, fields);
                }
            }
        }
    }

    private boolean isText(LineScanner lines, byte[] text) {
        String preview = "is no text: '" + OddBytes.preview(text, from, to, PREVIEW_CHARACTERS) + "'";
        if (OddBytes.hasControl(text, from, to)) {
            error(lines, RejectReason.CONTROL_BYTE.code(), preview);
            return false;
        }
        if (!OddBytes.isUtf8(text, from, to)) {
            error(lines, RejectReason.INVALID_UTF8.code(), preview);
            return false;
        }
        return true;
    }

    private void scan(byte[] text, StooqFormat form) {
        double close = number(text, form.firstNumber() + CLOSE);
        double volume = number(text, form.firstNumber() + VOLUME);
        switch (form) {
            case BULK ->
                scan.row(
                        day(DateParser.compact(text, fields.start(DATE), fields.end(DATE))),
                        secondOfDay(text),
                        close,
                        volume);
            case ARCHIVE -> scan.row(day(DateParser.iso(text, fields.start(0), fields.end(0))), 0, close, volume);
        }
    }

    private static long day(long parsed) {
        return parsed == DateParser.NO_DATE ? PriceDiagnosis.NO_DAY : parsed;
    }

    /// The time of an intraday bar, whose period is a number; 0 of any other.
    private int secondOfDay(byte[] text) {
        boolean isIntraday = fields.length(PERIOD) > 0 && text[fields.start(PERIOD)] <= '9';
        int second = isIntraday ? DateParser.compactTime(text, fields.start(TIME), fields.end(TIME)) : 0;
        return Math.max(second, 0);
    }

    private double number(byte[] text, int field) {
        int start = fields.start(field);
        int end = fields.end(field);
        DecimalParser.Kind kind =
                fields.isQuoted(field) ? decimal.parseGrouped(text, start, end) : decimal.parse(text, start, end);
        return kind == DecimalParser.Kind.NUMBER ? decimal.value() : Double.NaN;
    }

    private void error(LineScanner lines, String code, String text) {
        errorCode = code;
        String place = file.name() + ":" + lines.number();
        faults.add(new SourceFault(file.name(), lines.number(), code, "cannot read prices: " + place + " " + text));
    }

    PriceDiagnosis diagnosis() {
        return errorCode.isEmpty() ? scan.end() : PriceDiagnosis.error(errorCode);
    }

    List<SourceFault> faults() {
        return faults;
    }
}
