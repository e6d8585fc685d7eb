package dev.tidemark.build;

import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How far the rows of an output reach into the partitions before and after its own, counted in stored rows.
///
/// Rows are gathered over as many partitions as are needed; a hole in the calendar does not stop the search, the end of
/// a
/// segment does.
///
/// @param lookback  rows before the first row of a partition
/// @param lookahead rows after its last row
/// @param segment   the partition attribute that says which partitions belong together; when given, gathering stops at
/// a
///                  partition that has another value, or none
public record RowWindow(int lookback, int lookahead, Optional<String> segment) {
    public RowWindow {
        if (lookback < 0 || lookahead < 0) {
            throw new IllegalArgumentException("a window of " + lookback + " rows back and " + lookahead + " ahead");
        }
    }

    /// What the output of one partition reads: rows before, its own rows, rows after, in their order.
    ///
    /// @param partitions all partitions of the series, by chunk
    /// @param index      which of them the output is made for
    /// @param columns    what is read
    public List<InputSlice> slices(Series series, List<Partition> partitions, int index, List<String> columns) {
        return slices(series, partitions, index, columns, Uncounted.NONE);
    }

    /// As [#slices(Series, List, int, List)], when not all rows count: a window is as long as it takes to have the
    /// number of rows that do.
    public List<InputSlice> slices(
            Series series, List<Partition> partitions, int index, List<String> columns, Uncounted uncounted) {
        List<InputSlice> slices = new ArrayList<>();
        long missing = lookback;
        for (int i = index - 1; i >= 0 && missing > 0 && isSameSegment(partitions, i, index); i--) {
            Partition partition = partitions.get(i);
            int all = Math.toIntExact(partition.rows());
            Stretch stretch = Stretch.of(uncounted.of(partition), all, missing, true);
            slices.add(neighbour(series, partition, all - stretch.rows(), stretch.rows(), columns));
            missing -= stretch.counted();
        }
        Collections.reverse(slices);
        slices.add(InputSlice.whole(series, partitions.get(index), columns));
        missing = lookahead;
        for (int i = index + 1; i < partitions.size() && missing > 0 && isSameSegment(partitions, i, index); i++) {
            Partition partition = partitions.get(i);
            Stretch stretch = Stretch.of(uncounted.of(partition), Math.toIntExact(partition.rows()), missing, false);
            slices.add(neighbour(series, partition, 0, stretch.rows(), columns));
            missing -= stretch.counted();
        }
        return slices;
    }

    /// Rows at one end of a partition.
    ///
    /// @param rows    their number
    /// @param counted how many of them count
    private record Stretch(int rows, int counted) {
        /// The shortest stretch with a number of rows that count; all rows when there are not so many.
        static Stretch of(boolean[] uncounted, int all, long wanted, boolean isFromEnd) {
            if (uncounted.length == 0) {
                int rows = (int) Math.min(wanted, all);
                return new Stretch(rows, rows);
            }
            int counted = 0;
            int rows = 0;
            while (rows < all && counted < wanted) {
                counted += uncounted[isFromEnd ? all - 1 - rows : rows] ? 0 : 1;
                rows++;
            }
            return new Stretch(rows, counted);
        }
    }

    private static InputSlice neighbour(Series series, Partition partition, int first, int rows, List<String> columns) {
        return new InputSlice(series, partition, first, rows, columns, Optional.empty(), false);
    }

    private boolean isSameSegment(List<Partition> partitions, int other, int own) {
        if (segment.isEmpty()) {
            return true;
        }
        String mine = partitions.get(own).attributes().get(segment.get());
        return mine != null && mine.equals(partitions.get(other).attributes().get(segment.get()));
    }
}
