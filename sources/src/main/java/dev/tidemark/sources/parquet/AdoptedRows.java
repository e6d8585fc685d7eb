package dev.tidemark.sources.parquet;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.LocalTimeline;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.TickSchemas;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.SeriesRows;
import dev.tidemark.sources.merge.SourceSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Gives the rows of one file to the sink. Not thread-safe.
final class AdoptedRows {
    private static final int SYMBOL = 0;
    /// A night of ticks belongs to a later trading day, over a holiday of Chinese exchanges up to this many days.
    private static final int LONGEST_HOLIDAY = 12;

    private final SourceSink sink;
    private final AdoptedColumns columns;
    private final AdoptedTime time;
    private final HivePath path;
    private final Target target;
    private final boolean isTicks;
    private final ChunkSize cut;
    private final String label;
    private long checkedDay = Long.MIN_VALUE;
    private long chunkDay;
    private final Map<String, Line> bySymbol = new HashMap<>();
    private String lastSymbol = "";
    private @Nullable Line last;
    private long read;
    private long nonFinite;

    /// Where the rows of a file go.
    ///
    /// @param symbol     of files without a column of symbols
    /// @param attributes of each series
    record Target(DatasetName dataset, String symbol, SortedMap<String, String> attributes) {}

    private record Line(SeriesRows rows, @Nullable LocalTimeline timeline) {}

    AdoptedRows(SourceSink sink, AdoptedColumns columns, AdoptedTime time, HivePath path, Target target) {
        this.sink = sink;
        this.columns = columns;
        this.time = time;
        this.path = path;
        this.target = target;
        this.isTicks = target.dataset().group().equals(TickSchemas.TICKS);
        this.cut = path.cut().orElse(ChunkSize.ALL);
        this.label = path.key(cut.folderKey()).orElse("");
    }

    /// Number of values that were NaN or infinite.
    long nonFinite() {
        return nonFinite;
    }

    /// Takes the next rows of the file.
    void take(Table rows, long nonFiniteValues) throws IOException {
        sink.check();
        nonFinite += nonFiniteValues;
        for (int row = 0; row < rows.rows(); row++) {
            read++;
            checkKeys(rows, row);
            RejectReason fault = row(rows, row);
            if (fault != null) {
                byte[] raw = raw(rows, row).getBytes(StandardCharsets.UTF_8);
                sink.reject(read, fault, raw, 0, raw.length);
            }
        }
    }

    private void checkKeys(Table rows, int row) throws SourceRefusedException {
        for (Map.Entry<String, Integer> key : columns.keys().entrySet()) {
            String value = text(rows.column(key.getValue()), row);
            String said = path.key(key.getKey()).orElse("");
            if (!value.equals(said)) {
                throw disagrees(key.getKey() + "=" + said, "column " + key.getKey() + " is '" + value + "'");
            }
        }
    }

    private SourceRefusedException disagrees(String said, String found) {
        return new SourceRefusedException(
                RefusalReason.PATH_DISAGREES, "its folder is " + said + ", but in row " + read + " " + found);
    }

    private static String text(Column column, int row) {
        String value = column.isNull(row) ? null : ((StringColumn) column).text(row);
        return value == null ? "" : value;
    }

    private @Nullable RejectReason row(Table rows, int row) throws IOException {
        Column times = rows.column(columns.time());
        if (times.isNull(row)) {
            return RejectReason.BAD_TIME;
        }
        int place = columns.places()[SYMBOL];
        String symbol = place < 0 ? target.symbol() : text(rows.column(place), row);
        Line line = line(symbol);
        if (line == null) {
            return RejectReason.BAD_SYMBOL;
        }
        long stored = times instanceof LongColumn longs ? longs.values()[row] : ((IntColumn) times).values()[row];
        RejectReason fault = time.take(stored, line.timeline());
        if (fault == null) {
            append(rows, row, symbol, line);
        }
        return fault;
    }

    private @Nullable Line line(String symbol) throws SourceRefusedException {
        if (last != null && symbol.equals(lastSymbol)) {
            return last;
        }
        if (!SeriesKey.isSymbol(symbol)) {
            return null;
        }
        String said = path.key("symbol").orElse(symbol);
        if (!said.equals(symbol)) {
            throw disagrees("symbol=" + said, "the symbol is '" + symbol + "'");
        }
        Line line = bySymbol.computeIfAbsent(
                symbol,
                s -> new Line(sink.series(new SeriesKey(target.dataset(), s), target.attributes()), time.timeline()));
        lastSymbol = symbol;
        last = line;
        return line;
    }

    /// The chunk's day: of ticks that lie in a folder of their trading day, that one.
    private long day() throws SourceRefusedException {
        long day = time.day();
        if (cut != ChunkSize.ALL && day != checkedDay) {
            LocalDate date = LocalDate.ofEpochDay(day);
            chunkDay = cut.labelOf(date).equals(label) ? day : folderDay(date);
            checkedDay = day;
        }
        return cut == ChunkSize.ALL ? day : chunkDay;
    }

    private long folderDay(LocalDate date) throws SourceRefusedException {
        if (isTicks && cut == ChunkSize.DAY) {
            try {
                LocalDate tradingDay = LocalDate.parse(label);
                boolean isNear =
                        date.isAfter(tradingDay.minusDays(LONGEST_HOLIDAY)) && !date.isAfter(tradingDay.plusDays(1));
                if (isNear) {
                    return tradingDay.toEpochDay();
                }
            } catch (DateTimeParseException e) {
                // no day: what the row says differs from it
            }
        }
        throw disagrees(cut.folderKey() + "=" + label, "the date is " + date);
    }

    private void append(Table rows, int row, String symbol, Line line) throws IOException {
        TableBuilder to = line.rows().row(day(), time.value());
        to.setString(SYMBOL, symbol);
        int timeIndex = columns.schema().timeIndex();
        for (int i = 1; i < columns.places().length; i++) {
            int place = columns.places()[i];
            if (i == timeIndex) {
                setTime(to, i);
            } else if (place >= 0) {
                copy(rows.column(place), row, to, i);
            } else if (columns.schema().fields().get(i).name().equals("imputed")) {
                to.setBoolean(i, false);
            } else if (columns.schema().fields().get(i).name().equals("final")) {
                to.setBoolean(i, true);
            }
        }
        to.endRow();
    }

    private void setTime(TableBuilder to, int column) {
        switch (columns.schema().fields().get(column).type()) {
            case DATE -> to.setInt(column, Math.toIntExact(time.value()));
            case TIMESTAMP, INT64 -> to.setLong(column, time.value());
            case STRING, INT32, FLOAT64, BOOLEAN -> throw new IllegalStateException("no time type");
        }
    }

    private static void copy(Column from, int row, TableBuilder to, int column) {
        if (from.isNull(row)) {
            return;
        }
        switch (from) {
            case DoubleColumn values -> to.setDouble(column, values.values()[row]);
            case LongColumn values -> to.setLong(column, values.values()[row]);
            case IntColumn values -> to.setInt(column, values.values()[row]);
            case BooleanColumn values -> to.setBoolean(column, values.values()[row]);
            case StringColumn values -> to.setString(column, text(values, row));
        }
    }

    /// The row as text, for the quarantine.
    private static String raw(Table rows, int row) {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < rows.columns().size(); i++) {
            Column column = rows.column(i);
            raw.append(i == 0 ? "" : ",");
            if (!column.isNull(row)) {
                raw.append(
                        switch (column) {
                            case DoubleColumn values -> Double.toString(values.values()[row]);
                            case LongColumn values -> Long.toString(values.values()[row]);
                            case IntColumn values -> Integer.toString(values.values()[row]);
                            case BooleanColumn values -> Boolean.toString(values.values()[row]);
                            case StringColumn values -> text(values, row);
                        });
            }
        }
        return raw.toString();
    }
}
