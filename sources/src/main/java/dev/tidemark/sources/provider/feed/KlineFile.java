package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One published CSV of bars. It may begin with a header. Its times are milliseconds, since 2025 microseconds.
final class KlineFile {
    private static final byte[] HEADER = "open_time,".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 18;

    private final ArchiveSpan span;
    private final BinanceKlines bars;
    private final LineScanner lines = new LineScanner();
    private final FieldSplitter fields = new FieldSplitter(BinanceKlines.FIELDS);
    private final DecimalParser decimal = new DecimalParser();

    private KlineFile(ArchiveSpan span, BinanceKlines bars) {
        this.span = span;
        this.bars = bars;
    }

    /// Adds the bars of a file.
    ///
    /// @throws ProviderException `BAD_ANSWER` with the line that is not as documented
    static void read(byte[] csv, ArchiveSpan span, BinanceKlines bars) throws ProviderException {
        KlineFile file = new KlineFile(span, bars);
        try {
            file.lines.start(new ByteArrayInputStream(csv));
            while (file.lines.next()) {
                file.line();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private void line() throws ProviderException {
        if (lines.isBlank() || (lines.number() == 1 && isHeader())) {
            return;
        }
        try {
            row();
        } catch (ProviderException e) {
            throw new ProviderException(
                    e.fault(), "the file of " + span.label() + ", line " + lines.number() + ": " + e.text(), e);
        }
    }

    private boolean isHeader() {
        int length = Math.min(HEADER.length, lines.to() - lines.from());
        return Arrays.equals(lines.buffer(), lines.from(), lines.from() + length, HEADER, 0, HEADER.length);
    }

    private void row() throws ProviderException {
        int count = lines.isTooLong() ? FieldSplitter.TOO_MANY : fields.split(lines.buffer(), lines.from(), lines.to());
        if (count != BinanceKlines.FIELDS) {
            throw Answers.bad("it has not " + BinanceKlines.FIELDS + " fields");
        }
        long start = time(0);
        if (!span.holds(start)) {
            throw Answers.bad("a bar at " + BarTimes.instant(start) + " is not of that time");
        }
        bars.add(start, time(6), number(1), number(2), number(3), number(4), number(5));
    }

    private long time(int field) throws ProviderException {
        long count = 0;
        for (int i = fields.start(field); i < fields.end(field); i++) {
            int digit = lines.buffer()[i] - '0';
            if (digit < 0 || digit > 9 || fields.length(field) > MOST_DIGITS) {
                throw Answers.bad("'" + text(field) + "' is no time");
            }
            count = count * 10 + digit;
        }
        return EpochUnit.fineOf(count).micros(count);
    }

    private double number(int field) throws ProviderException {
        if (decimal.parse(lines.buffer(), fields.start(field), fields.end(field)) != DecimalParser.Kind.NUMBER) {
            throw Answers.bad("'" + text(field) + "' is no number");
        }
        return decimal.value();
    }

    private String text(int field) {
        return new String(
                lines.buffer(), fields.start(field), Math.min(fields.length(field), 40), StandardCharsets.UTF_8);
    }
}
