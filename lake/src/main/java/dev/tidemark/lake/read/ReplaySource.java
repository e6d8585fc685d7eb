package dev.tidemark.lake.read;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TimeAxis;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// One series of a replay. It first knows a partition by its manifest entry alone, with its least time as the time of
/// the next row; the file is read when that time has come. Not thread-safe.
final class ReplaySource {
    /// How far the trading day that labels a partition can be from the UTC dates of its rows.
    private static final int LABEL_MARGIN_DAYS = 31;

    private final int index;
    private final SeriesReader reader;
    private final TimeAxis axis;
    private final TimeSpan span;
    private Iterator<Partition> partitions;
    private @Nullable Partition partition;
    private @Nullable Table table;
    private long[] times = {};
    private int row;
    private int end;
    private long nanos;

    ReplaySource(int index, SeriesReader reader, TimeAxis axis, long fromNanos, long toNanos) {
        this.index = index;
        this.reader = reader;
        this.axis = axis;
        long to = toNanos == Long.MAX_VALUE ? Long.MAX_VALUE : axis.ceiling(toNanos);
        this.span = new TimeSpan(fromNanos == Long.MIN_VALUE ? Long.MIN_VALUE : axis.ceiling(fromNanos), to);
        this.partitions = reader.walk(labels(), span);
    }

    private DateLabels labels() {
        ChunkSize size = reader.series().chunkSize();
        boolean tradingDays = size == ChunkSize.DAY && axis == TimeAxis.NANOSECONDS;
        int margin = tradingDays ? LABEL_MARGIN_DAYS : 0;
        LocalDate first = span.from() == Long.MIN_VALUE
                ? DateLabels.EARLIEST
                : axis.dateOf(span.from()).minusDays(margin);
        LocalDate last = span.to() == Long.MAX_VALUE
                ? DateLabels.LATEST
                : axis.dateOf(span.to()).plusDays(margin);
        return DateLabels.of(size, first, last);
    }

    /// Goes to the first partition; says whether there is one.
    boolean begin() {
        return nextPartition();
    }

    private boolean nextPartition() {
        table = null;
        times = new long[0];
        if (!partitions.hasNext()) {
            return false;
        }
        Partition before = partition;
        Partition next = partitions.next();
        if (before != null && next.minTime() < before.maxTime()) {
            throw new TidemarkException(
                    ErrorCode.CHECK_FAILED,
                    "cannot replay " + reader.key() + ": it goes back in time, chunk " + next.chunk() + " begins at "
                            + next.minTime() + " before chunk " + before.chunk() + " ends at " + before.maxTime()
                            + "; import the source of these chunks again, or leave them out");
        }
        partition = next;
        nanos = toNanos(Math.max(next.minTime(), span.from()));
        toNanos(next.maxTime()); // so that no row fails
        return true;
    }

    private long toNanos(long time) {
        try {
            return axis.toNanos(time);
        } catch (ArithmeticException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot replay " + reader.key() + ": the year of " + axis.dateOf(time)
                            + " is not between 1678 and 2261, which nanoseconds can tell",
                    e);
        }
    }

    boolean isLoaded() {
        return table != null;
    }

    /// Reads the partition and goes to its first row inside the span, or to the next partition.
    ///
    /// @return false when there are no more rows
    boolean load() {
        Partition wanted = partition;
        if (wanted == null) {
            throw new IllegalStateException("no partition");
        }
        Table loaded = reader.readTimed(wanted);
        times = times(loaded);
        checkOrder(wanted);
        row = loaded.firstRowFrom(span.from());
        end = span.to() == Long.MAX_VALUE ? times.length : loaded.firstRowFrom(span.to());
        if (row >= end) {
            return nextPartition();
        }
        table = loaded;
        nanos = times[row] * axis.nanosPerUnit();
        return true;
    }

    private static long[] times(Table table) {
        return switch (table.column(table.schema().timeIndex())) {
            case LongColumn c -> c.values();
            case IntColumn c -> Arrays.stream(c.values()).asLongStream().toArray();
            case DoubleColumn _, BooleanColumn _, StringColumn _ -> throw new IllegalStateException("no time column");
        };
    }

    private void checkOrder(Partition wanted) {
        long before = wanted.minTime();
        boolean ordered = times.length > 0 && times[0] == before && times[times.length - 1] == wanted.maxTime();
        for (long time : times) {
            ordered &= time >= before;
            before = time;
        }
        if (!ordered) {
            throw new TidemarkException(
                    ErrorCode.DAMAGED,
                    "the times of " + reader.key() + " chunk " + wanted.chunk()
                            + " are not in order or not those of the manifest; run `tidemark verify`");
        }
    }

    /// Goes to the next row.
    ///
    /// @return false when there are no more rows
    boolean advance() {
        if (++row < end) {
            nanos = times[row] * axis.nanosPerUnit();
            return true;
        }
        return nextPartition();
    }

    boolean isBefore(ReplaySource other) {
        return nanos != other.nanos ? nanos < other.nanos : index < other.index;
    }

    int index() {
        return index;
    }

    long nanos() {
        return nanos;
    }

    int row() {
        return row;
    }

    Table table() {
        if (table == null) {
            throw new IllegalStateException("no table");
        }
        return table;
    }
}
