package dev.tidemark.sources.ctp;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.LocalTimeline;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.SeriesRows;
import dev.tidemark.sources.merge.SourceSink;
import dev.tidemark.sources.text.DateParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one source of CTP ticks. For one thread and one use.
final class CtpReading {
    private static final int PREVIEW_CHARACTERS = 60;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final CtpImportOptions options;
    private final SourceFile source;
    private final SourceSink sink;
    private final LineScanner lines;
    private final FieldSplitter fields = new FieldSplitter(CtpHeader.MOST_FIELDS);
    private final LocalTimeline timeline;
    private final CtpTick tick;
    private final Map<String, Contract> contracts = new HashMap<>();
    private byte[] lastContract = {};
    private @Nullable Contract contract;
    private long mismatches;
    private long outside;
    private long unscaled;

    /// A contract of the source.
    ///
    /// @param days       says the calendar's trading day; null for an exchange without a calendar
    /// @param multiplier NaN when not known
    private record Contract(
            String symbol, SeriesRows rows, @Nullable TradingDays days, double multiplier) {}

    CtpReading(CtpImportOptions options, SourceFile source, SourceSink sink) {
        this.options = options;
        this.source = source;
        this.sink = sink;
        this.lines = sink.lines();
        this.timeline = new LocalTimeline(options.zone(), Duration.ofSeconds(1));
        this.tick = new CtpTick(options.allowsNegativePrices());
    }

    void read() throws IOException {
        try (InputStream in = source.open()) {
            lines.start(in);
            CtpHeader header = header();
            if (header == null) {
                return;
            }
            byte[] last = {};
            boolean isRepeated = false;
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                RejectReason fault = lines.isTooLong() ? RejectReason.LINE_TOO_LONG : row(header);
                if (fault != null) {
                    sink.reject(fault);
                }
                isRepeated = Arrays.equals(last, 0, last.length, lines.buffer(), lines.from(), lines.to());
                last = isRepeated ? last : copyOfLine(last);
            }
            sink.finding(FindingCode.DUPLICATE_LAST_ROW, isRepeated ? 1 : 0);
        }
        sink.finding(FindingCode.NON_FINITE_VALUE, tick.nonFinite());
        sink.finding(FindingCode.TRADING_DAY_MISMATCH, mismatches);
        sink.finding(FindingCode.TICK_OUTSIDE_SESSION, outside);
        sink.finding(FindingCode.AVERAGE_SCALED, unscaled);
    }

    private byte[] copyOfLine(byte[] reused) {
        int length = lines.to() - lines.from();
        byte[] copy = reused.length == length ? reused : new byte[length];
        System.arraycopy(lines.buffer(), lines.from(), copy, 0, length);
        return copy;
    }

    private @Nullable CtpHeader header() throws IOException {
        do {
            if (!lines.next()) {
                return null;
            }
        } while (lines.isBlank());
        CtpHeader header = CtpHeader.of(lines.buffer(), lines.from(), lines.to());
        if (header == null) {
            throw new SourceRefusedException(
                    RefusalReason.BAD_HEADER,
                    "cannot import " + source.name() + ": its first line is '"
                            + OddBytes.preview(lines.buffer(), lines.from(), lines.to(), PREVIEW_CHARACTERS)
                            + "', expected a header of CTP ticks; missing are "
                            + String.join(", ", CtpHeader.missing(lines.buffer(), lines.from(), lines.to())));
        }
        return header;
    }

    private @Nullable RejectReason row(CtpHeader header) throws IOException {
        byte[] text = lines.buffer();
        int count = fields.split(text, lines.from(), lines.to());
        if (fields.hasOddBytes()) {
            return RejectReason.CONTROL_BYTE;
        }
        if (count != header.fields()) {
            return count == FieldSplitter.BAD_QUOTE ? RejectReason.BAD_QUOTE : RejectReason.WRONG_FIELD_COUNT;
        }
        if (matches(text, header.contract(), "InstrumentID")) {
            return RejectReason.REPEATED_HEADER;
        }
        long day = DateParser.compact(text, fields.start(header.tradingDay()), fields.end(header.tradingDay()));
        long action = DateParser.compact(text, fields.start(header.actionDay()), fields.end(header.actionDay()));
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
        RejectReason fault = tick.read(text, fields, header);
        if (fault != null) {
            return fault;
        }
        Contract of = contract(text, header, day);
        if (of == null) {
            return RejectReason.BAD_SYMBOL;
        }
        append(of, day, instant * NANOS_PER_SECOND + millis * NANOS_PER_MILLI);
        return null;
    }

    private void append(Contract of, long day, long nanos) throws IOException {
        unscaled += tick.settleAverage(of.multiplier()) ? 1 : 0;
        if (of.days() != null) {
            mismatches += of.days().tradingDay(nanos) != day ? 1 : 0;
            outside += of.days().isInSession(nanos) ? 0 : 1;
        }
        TableBuilder row = of.rows().row(day, nanos);
        tick.appendTo(row, of.symbol(), nanos);
    }

    private boolean matches(byte[] text, int field, String word) {
        if (fields.length(field) != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[fields.start(field) + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int millis(byte[] text, int field) {
        int length = fields.length(field);
        if (length < 1 || length > 3) {
            return -1;
        }
        int millis = 0;
        for (int i = fields.start(field); i < fields.end(field); i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            millis = millis * 10 + text[i] - '0';
        }
        return millis;
    }

    /// The contract of a row; null when it cannot be a symbol.
    private @Nullable Contract contract(byte[] text, CtpHeader header, long day) throws IOException {
        int from = fields.start(header.contract());
        int to = fields.end(header.contract());
        if (contract != null && Arrays.equals(lastContract, 0, lastContract.length, text, from, to)) {
            return contract;
        }
        String name = new String(text, from, to - from, StandardCharsets.UTF_8);
        String symbol = exchange(text, header) + "." + name;
        if (name.isEmpty() || !SeriesKey.isSymbol(symbol)) {
            return null;
        }
        Contract known = contracts.get(symbol);
        if (known == null) {
            known = open(symbol, LocalDate.ofEpochDay(day));
            contracts.put(symbol, known);
        }
        lastContract = Arrays.copyOfRange(text, from, to);
        contract = known;
        return known;
    }

    private Contract open(String symbol, LocalDate day) {
        SeriesRows rows = sink.series(new SeriesKey(options.dataset(), symbol), new TreeMap<>());
        return new Contract(
                symbol,
                rows,
                options.market(symbol).map(market -> market.tradingDays()).orElse(null),
                options.multipliers().find(symbol, day).orElse(Double.NaN));
    }

    private String exchange(byte[] text, CtpHeader header) throws SourceRefusedException {
        if (!options.exchange().isEmpty()) {
            return options.exchange();
        }
        if (header.exchange() >= 0 && fields.length(header.exchange()) > 0) {
            return new String(
                    text, fields.start(header.exchange()), fields.length(header.exchange()), StandardCharsets.UTF_8);
        }
        throw new SourceRefusedException(
                RefusalReason.NO_EXCHANGE,
                "cannot import " + source.name() + ": its rows name no exchange; give --exchange, such as"
                        + " --exchange SHFE");
    }
}
