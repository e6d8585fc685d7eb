package dev.tidemark.lake.read;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.lake.table.TimeAxis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Reads one series of a snapshot: a day, a range of days, or all. Immutable; safe for any number of threads.
///
/// What a day is: a series cut by days has one partition a day, and the day is the partition's label (for ticks the
/// trading day, whatever the dates of its rows); a series cut otherwise is read by the UTC dates of its rows.
public final class SeriesReader {
    private final Series series;
    private final PartitionSource files;
    private final Schema schema;

    SeriesReader(Series series, PartitionSource files) {
        this(series, files, series.schema());
    }

    private SeriesReader(Series series, PartitionSource files, Schema schema) {
        this.series = series;
        this.files = files;
        this.schema = schema;
    }

    public SeriesKey key() {
        return series.key();
    }

    /// Number of rows, bytes and partitions, and the times between which they lie.
    public SeriesSummary summary() {
        return series.summary();
    }

    /// The columns that tables have.
    public Schema schema() {
        return schema;
    }

    /// The same series with some columns only, in the order named. Of each file only their bytes are read.
    ///
    /// @throws TidemarkException `USAGE` for a name that is no column or stands twice, and for no names
    public SeriesReader columns(String... names) {
        try {
            return new SeriesReader(series, files, series.schema().select(Arrays.asList(names)));
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot read " + String.join(", ", names) + " of " + key() + ": " + e.getMessage()
                            + "; its columns are "
                            + series.schema().fields().stream().map(Field::name).collect(Collectors.joining(", ")),
                    e);
        }
    }

    /// The rows of one day in stored order; a day without rows is a table without rows. Reads one page of the manifest
    /// and one file, whatever the length of the history.
    ///
    /// @throws TidemarkException `SCHEMA_MISMATCH` or `DAMAGED`, naming the file; `USAGE` when the series has neither
    /// days nor times
    public Table day(LocalDate day) {
        boolean labelled = !day.isBefore(DateLabels.EARLIEST) && !day.isAfter(DateLabels.LATEST);
        TimeSpan span = daysSpan(day, day);
        return series.partition(labelled ? series.chunkSize().labelOf(day) : "")
                .filter(span::overlaps)
                .map(partition -> read(partition, span))
                .orElseGet(() -> new TableBuilder(schema).build());
    }

    /// The rows from one day to another, both included, as a stream of tables: one a partition that holds any, none
    /// when
    /// `from` is after `to`. Opening it reads nothing.
    ///
    /// @throws TidemarkException `USAGE` when the series has neither days nor times
    public TableStream range(LocalDate from, LocalDate to) {
        TimeSpan span = daysSpan(from, to);
        return from.isAfter(to)
                ? new TableStream(Collections.emptyIterator())
                : stream(walk(DateLabels.of(series.chunkSize(), from, to), span), span);
    }

    /// All rows as a stream of tables, one a partition.
    public TableStream all() {
        return stream(
                walk(DateLabels.of(series.chunkSize(), LocalDate.MIN, LocalDate.MAX), TimeSpan.ALWAYS),
                TimeSpan.ALWAYS);
    }

    /// The span of times to which partitions must be cut: none where the partition's label is the day.
    private TimeSpan daysSpan(LocalDate from, LocalDate to) {
        if (series.chunkSize() == ChunkSize.DAY) {
            return TimeSpan.ALWAYS;
        }
        TimeAxis axis = series.schema()
                .timeAxis()
                .orElseThrow(() -> new TidemarkException(
                        ErrorCode.USAGE, key() + " has no time column and is not cut by days; read it as a whole"));
        return TimeSpan.ofDays(axis, from, to);
    }

    /// The partitions with labels in a range that can hold rows of a span, in order; pages are read as it advances.
    Iterator<Partition> walk(DateLabels labels, TimeSpan span) {
        return series.walk(labels.first(), labels.last()).filter(span::overlaps).iterator();
    }

    private TableStream stream(Iterator<Partition> partitions, TimeSpan span) {
        return new TableStream(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return partitions.hasNext();
            }

            @Override
            public Callable<Table> next() {
                Partition partition = partitions.next();
                return () -> read(partition, span);
            }
        });
    }

    /// The rows of a partition that lie in a span.
    private Table read(Partition partition, TimeSpan span) {
        List<String> names = schema.fields().stream().map(Field::name).toList();
        if (span.contains(partition)) {
            return files.read(series, partition, names);
        }
        Table timed = readTimed(partition);
        Table cut = timed.slice(timed.firstRowFrom(span.from()), timed.firstRowFrom(span.to()));
        return cut.schema().equals(schema) ? cut : cut.select(names);
    }

    /// A partition with its time column, which stands last where it was not asked for.
    Table readTimed(Partition partition) {
        return files.read(series, partition, timedColumns());
    }

    private List<String> timedColumns() {
        List<String> names =
                new ArrayList<>(schema.fields().stream().map(Field::name).toList());
        String time = series.schema().timeColumn();
        if (time != null && schema.timeColumn() == null) {
            names.add(time);
        }
        return names;
    }

    Series series() {
        return series;
    }
}
