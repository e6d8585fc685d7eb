package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Says of one time after another, ascending, whether a series has a real bar then; imputed ones do not count. In
/// memory
/// for the times of one partition. For one thread.
final class HeldTimes {
    private final Lake lake;
    private final Series series;
    private final List<Partition> partitions;
    private int next;
    private long[] times = {};
    private long end = Long.MIN_VALUE; // of the partition whose times these are

    HeldTimes(Lake lake, Series series) {
        this.lake = lake;
        this.series = series;
        this.partitions = series.partitions().stream()
                .sorted(Comparator.comparingLong(Partition::minTime))
                .toList();
    }

    boolean holds(long time) {
        while (time > end && next < partitions.size() && partitions.get(next).minTime() <= time) {
            Partition partition = partitions.get(next++);
            if (partition.maxTime() >= time) {
                times = real(lake.read(series, partition, List.of("ts", "imputed")));
                end = partition.maxTime();
            }
        }
        return Arrays.binarySearch(times, time) >= 0;
    }

    private static long[] real(Table table) {
        BooleanColumn imputed = table.booleans("imputed");
        long[] real = new long[table.rows()];
        int count = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (imputed.isNull(row) || !imputed.values()[row]) {
                real[count++] = table.time(row);
            }
        }
        return Arrays.copyOf(real, count);
    }
}
