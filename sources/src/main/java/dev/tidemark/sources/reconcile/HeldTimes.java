package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.HeldBars;
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
                Table table = lake.read(series, partition, List.of("ts", "imputed"));
                times = HeldBars.realTimes(table, 0, table.rows());
                end = partition.maxTime();
            }
        }
        return Arrays.binarySearch(times, time) >= 0;
    }
}
