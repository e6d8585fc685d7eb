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
        List<InputSlice> slices = new ArrayList<>();
        long missing = lookback;
        for (int i = index - 1; i >= 0 && missing > 0 && isSameSegment(partitions, i, index); i--) {
            Partition partition = partitions.get(i);
            int rows = (int) Math.min(missing, partition.rows());
            slices.add(neighbour(series, partition, Math.toIntExact(partition.rows() - rows), rows, columns));
            missing -= rows;
        }
        Collections.reverse(slices);
        slices.add(InputSlice.whole(series, partitions.get(index), columns));
        missing = lookahead;
        for (int i = index + 1; i < partitions.size() && missing > 0 && isSameSegment(partitions, i, index); i++) {
            int rows = (int) Math.min(missing, partitions.get(i).rows());
            slices.add(neighbour(series, partitions.get(i), 0, rows, columns));
            missing -= rows;
        }
        return slices;
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
