package dev.tidemark.sources.ctp;

import dev.tidemark.market.LocalTimeline;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.merge.SourceSink;
import dev.tidemark.sources.text.DateParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one source of CTP ticks. For one thread and one use.
final class CtpReading {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int MOST_MILLI_DIGITS = 3;
    private static final byte[] HEADER_OF_CONTRACT = {'I', 'n', 's', 't', 'r', 'u', 'm', 'e', 'n', 't', 'I', 'D'};

    private final SourceFile source;
    private final SourceSink sink;
    private final LineScanner lines;
    private final FieldSplitter fields = new FieldSplitter(CtpHeader.MOST_FIELDS);
    private final LocalTimeline timeline;
    private final CtpTick tick;
    private final CtpContracts contracts;
    private byte[] lastLine = {};
    private int lastLength;
    private long unscaled;

    CtpReading(CtpImportOptions options, SourceFile source, SourceSink sink) {
        this.source = source;
        this.sink = sink;
        this.lines = sink.lines();
        this.timeline = new LocalTimeline(options.zone(), Duration.ofSeconds(1));
        this.tick = new CtpTick(options.allowsNegativePrices());
        this.contracts = new CtpContracts(options, source.name(), sink);
    }

    void read() throws IOException {
        try (InputStream in = source.open()) {
            lines.start(in);
            if (nextLine()) {
                CtpHeader header = CtpHeader.of(lines.buffer(), lines.from(), lines.to(), source.name());
                rows(header);
            }
        }
        sink.finding(FindingCode.NON_FINITE_VALUE, tick.nonFinite());
        sink.finding(FindingCode.AVERAGE_SCALED, unscaled);
        contracts.all().forEach(contract -> contract.report(sink));
    }

    private boolean nextLine() throws IOException {
        while (lines.next()) {
            if (!lines.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private void rows(CtpHeader header) throws IOException {
        boolean isRepeated = false;
        while (nextLine()) {
            RejectReason fault = lines.isTooLong() ? RejectReason.LINE_TOO_LONG : row(header);
            if (fault != null) {
                sink.reject(fault);
            }
            isRepeated = repeatsLastLine() && fault == null;
        }
        sink.finding(FindingCode.DUPLICATE_LAST_ROW, isRepeated ? 1 : 0);
    }

    /// Compares the line with the one before, and remembers it.
    private boolean repeatsLastLine() {
        if (Arrays.equals(lastLine, 0, lastLength, lines.buffer(), lines.from(), lines.to())) {
            return true;
        }
        lastLength = lines.to() - lines.from();
        if (lastLine.length < lastLength) {
            lastLine = new byte[2 * lastLength];
        }
        System.arraycopy(lines.buffer(), lines.from(), lastLine, 0, lastLength);
        return false;
    }

    /// Takes the current line.
    ///
    /// @return what is wrong with it, or null
    private @Nullable RejectReason row(CtpHeader header) throws IOException {
        byte[] text = lines.buffer();
        int count = fields.split(text, lines.from(), lines.to());
        RejectReason shape = shape(text, count, header);
        if (shape != null) {
            return shape;
        }
        long day = date(text, header.tradingDay());
        long action = date(text, header.actionDay());
        if (day == DateParser.NO_DATE || action == DateParser.NO_DATE) {
            return RejectReason.BAD_DATE;
        }
        int second = DateParser.clock(text, fields.start(header.updateTime()), fields.end(header.updateTime()));
        int millis = millis(text, header.millisecond());
        if (second == DateParser.NO_TIME || millis < 0) {
            return RejectReason.BAD_TIME;
        }
        long instant = timeline.epochSecond(action, second);
        if (instant == LocalTimeline.NONEXISTENT) {
            return RejectReason.NONEXISTENT_LOCAL_TIME;
        }
        if (Math.abs(instant) > Long.MAX_VALUE / NANOS_PER_SECOND - 1) {
            return RejectReason.BAD_DATE;
        }
        RejectReason fault = tick.read(text, fields, header);
        return fault != null ? fault : append(header, day, instant * NANOS_PER_SECOND + millis * NANOS_PER_MILLI);
    }

    private @Nullable RejectReason shape(byte[] text, int count, CtpHeader header) {
        if (count == FieldSplitter.BAD_QUOTE) {
            return RejectReason.BAD_QUOTE;
        }
        if (fields.hasOddBytes() && OddBytes.hasControl(text, lines.from(), lines.to())) {
            return RejectReason.CONTROL_BYTE;
        }
        if (fields.hasOddBytes() && !OddBytes.isUtf8(text, lines.from(), lines.to())) {
            return RejectReason.INVALID_UTF8;
        }
        if (count != header.fields()) {
            return RejectReason.WRONG_FIELD_COUNT;
        }
        int from = fields.start(header.contract());
        boolean isHeader = Arrays.equals(
                HEADER_OF_CONTRACT, 0, HEADER_OF_CONTRACT.length, text, from, fields.end(header.contract()));
        return isHeader ? RejectReason.REPEATED_HEADER : null;
    }

    private @Nullable RejectReason append(CtpHeader header, long day, long nanos) throws IOException {
        CtpContract contract = contracts.of(lines.buffer(), fields, header);
        if (contract == null) {
            return RejectReason.BAD_SYMBOL;
        }
        contract.look(day, nanos);
        unscaled += tick.settleAverage(contract.multiplier()) ? 1 : 0;
        tick.appendTo(contract.rows().row(day, nanos), contract.symbol(), nanos);
        return null;
    }

    private long date(byte[] text, int field) {
        return DateParser.compact(text, fields.start(field), fields.end(field));
    }

    /// @return 0 to 999, or a negative number
    private int millis(byte[] text, int field) {
        int length = fields.length(field);
        if (length < 1 || length > MOST_MILLI_DIGITS) {
            return -1;
        }
        int millis = 0;
        for (int i = fields.start(field); i < fields.end(field); i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis = millis * 10 + digit;
        }
        return millis;
    }
}
