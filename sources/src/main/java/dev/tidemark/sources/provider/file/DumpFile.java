package dev.tidemark.sources.provider.file;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// One CSV file of bars with a header, read strictly: the first line that is not understood refuses the whole file, and
/// so does a last line without its end, whose last number may not be whole yet. An empty number is null.
final class DumpFile {
    private final BarRequest request;
    private final Optional<ZoneId> zone;
    private final DumpBars bars;
    private final LineScanner lines = new LineScanner();
    private final FieldSplitter fields = new FieldSplitter(DumpColumns.MOST);
    private final DecimalParser decimal = new DecimalParser();

    private DumpFile(BarRequest request, Optional<ZoneId> zone, DumpBars bars) {
        this.request = request;
        this.zone = zone;
        this.bars = bars;
    }

    /// Adds the bars of a file.
    ///
    /// @param zone of times of day that name none
    /// @throws ProviderException `BAD_ANSWER` with the file and its line
    static void read(Path path, BarRequest request, Optional<ZoneId> zone, DumpBars bars)
            throws IOException, ProviderException {
        DumpFile file = new DumpFile(request, zone, bars);
        try (LastByteStream in = new LastByteStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS))) {
            file.lines.start(in);
            file.readAll(in);
        } catch (ProviderException e) {
            throw new ProviderException(e.fault(), path + ", line " + file.lines.number() + ": " + e.text(), e);
        }
    }

    private void readAll(LastByteStream in) throws IOException, ProviderException {
        if (!lines.next()) {
            throw Answers.bad("the file is empty");
        }
        DumpColumns columns = DumpColumns.of(lines.buffer(), fields, split());
        DumpTime time = new DumpTime(request.timeframe(), columns, zone);
        while (lines.next()) {
            if (!lines.isBlank()) {
                row(columns, time);
            }
        }
        if (!in.endsWithLineFeed()) {
            throw Answers.bad("the last line has no end, so it may not be whole; end it, or wait until it is written");
        }
    }

    private int split() throws ProviderException {
        int count = lines.isTooLong() ? FieldSplitter.TOO_MANY : fields.split(lines.buffer(), lines.from(), lines.to());
        if (count < 0) {
            throw Answers.bad("it is no line of a CSV file with up to " + DumpColumns.MOST + " columns");
        }
        return count;
    }

    private void row(DumpColumns columns, DumpTime time) throws ProviderException {
        int count = split();
        if (count != columns.count()) {
            throw Answers.bad("it has " + count + " fields, the header has " + columns.count());
        }
        byte[] text = lines.buffer();
        checkSymbol(columns);
        long micros = time.micros(text, fields);
        boolean isWanted = bars.wants(micros);
        BarRows rows = bars.rows();
        if (isWanted) {
            rows.add(micros, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        for (Map.Entry<Field, Integer> column : columns.values().entrySet()) {
            double value = number(columns, column.getValue());
            if (column.getKey() == Field.VOLUME && value < 0) {
                throw Answers.bad("its volume is " + value);
            }
            if (isWanted) {
                rows.set(column.getKey(), value);
            }
        }
    }

    private void checkSymbol(DumpColumns columns) throws ProviderException {
        int column = columns.symbol();
        if (column == DumpColumns.ABSENT) {
            return;
        }
        String symbol = columns.text(lines.buffer(), fields, column);
        if (!symbol.equalsIgnoreCase(request.symbol())) {
            throw Answers.bad("it is about '" + symbol + "', not about " + request.symbol());
        }
    }

    private double number(DumpColumns columns, int column) throws ProviderException {
        return switch (decimal.parse(lines.buffer(), fields.start(column), fields.end(column))) {
            case NUMBER -> decimal.value();
            case EMPTY -> Double.NaN;
            case NON_FINITE, MALFORMED, OUT_OF_RANGE ->
                throw Answers.bad("'" + columns.text(lines.buffer(), fields, column) + "' is no number");
        };
    }
}
