package dev.tidemark.sources.csv;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.TimestampParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// The length of a file's bars, as the distances of its first rows show it: at least half of them are that long.
final class TimeframeGuess {
    private static final int ROWS = 1_000;
    private static final int SECONDS_PER_MINUTE = 60;

    private final CsvHeader header;
    private final ColumnPlan plan;
    private final FieldSplitter fields;
    private final TimestampParser parser;
    private final long[] seconds = new long[ROWS];
    private int count;
    private byte[] symbol = {};

    TimeframeGuess(CsvHeader header, ColumnPlan plan, CsvLayout layout) {
        this.header = header;
        this.plan = plan;
        this.fields = new FieldSplitter(CsvHeader.MOST_FIELDS, header.delimiter());
        this.parser = new TimestampParser(layout.timeFormat());
    }

    /// Reads the start of a file once more.
    ///
    /// @throws SourceRefusedException `TIMEFRAME_REQUIRED` when the distances do not say
    Timeframe of(SourceFile source) throws IOException {
        try (InputStream in = source.open()) {
            LineScanner lines = new LineScanner();
            lines.start(in);
            boolean isFirst = header.isPresent();
            while (count < ROWS && CsvFormat.nextLine(lines)) {
                if (!isFirst) {
                    take(lines);
                }
                isFirst = false;
            }
        }
        return timeframe()
                .orElseThrow(() -> new SourceRefusedException(
                        RefusalReason.TIMEFRAME_REQUIRED,
                        "cannot import " + source.name() + ": the distances of its first " + count
                                + " rows do not show how long its bars are; give --timeframe, such as 1m or 1d"));
    }

    /// Takes the time of a row of the first symbol, as written.
    private void take(LineScanner lines) {
        byte[] text = lines.buffer();
        if (fields.split(text, lines.from(), lines.to()) != plan.fields() || !isFirstSymbol(text)) {
            return;
        }
        int time = plan.time();
        int clock = plan.timeOfDay();
        TimestampParser.Kind kind = clock == ColumnPlan.ABSENT
                ? parser.parse(text, fields.start(time), fields.end(time))
                : parser.parse(text, fields.start(time), fields.end(time), fields.start(clock), fields.end(clock));
        if (kind != TimestampParser.Kind.MALFORMED) {
            seconds[count++] = parser.day() * RowTime.SECONDS_PER_DAY + parser.secondOfDay();
        }
    }

    private boolean isFirstSymbol(byte[] text) {
        if (plan.symbol() == ColumnPlan.ABSENT) {
            return true;
        }
        int from = fields.start(plan.symbol());
        int to = fields.end(plan.symbol());
        if (symbol.length == 0) {
            symbol = Arrays.copyOfRange(text, from, to);
        }
        return Arrays.equals(text, from, to, symbol, 0, symbol.length);
    }

    private Optional<Timeframe> timeframe() {
        long[] sorted = Arrays.stream(seconds, 0, count).sorted().distinct().toArray();
        if (sorted.length < 2) {
            return Optional.empty();
        }
        long[] distances = new long[sorted.length - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = sorted[i + 1] - sorted[i];
        }
        Arrays.sort(distances);
        long usual = distances[(distances.length - 1) / 2]; // the median is what at least half of them are, if any is
        return isHalf(distances, usual) ? ofSeconds(usual) : months(distances);
    }

    private static boolean isHalf(long[] distances, long distance) {
        long same = Arrays.stream(distances).filter(d -> d == distance).count();
        return 2 * same >= distances.length;
    }

    private static Optional<Timeframe> ofSeconds(long distance) {
        if (distance == RowTime.SECONDS_PER_DAY) {
            return Optional.of(Timeframe.DAILY);
        }
        if (distance == 7 * RowTime.SECONDS_PER_DAY) {
            return Optional.of(Timeframe.WEEKLY);
        }
        if (distance >= 28 * RowTime.SECONDS_PER_DAY && distance <= 31 * RowTime.SECONDS_PER_DAY) {
            return Optional.of(Timeframe.MONTHLY);
        }
        boolean isMinutes = distance % SECONDS_PER_MINUTE == 0 && distance < RowTime.SECONDS_PER_DAY;
        return isMinutes ? Optional.of(Timeframe.ofMinutes((int) (distance / SECONDS_PER_MINUTE))) : Optional.empty();
    }

    /// Months differ in length.
    private static Optional<Timeframe> months(long[] distances) {
        boolean isMonths = distances[0] >= 28 * RowTime.SECONDS_PER_DAY
                && distances[distances.length - 1] <= 31 * RowTime.SECONDS_PER_DAY;
        return isMonths ? Optional.of(Timeframe.MONTHLY) : Optional.empty();
    }
}
