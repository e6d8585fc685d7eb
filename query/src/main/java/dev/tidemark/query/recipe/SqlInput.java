package dev.tidemark.query.recipe;

import dev.tidemark.build.InputSlice;
import dev.tidemark.build.RowWindow;
import dev.tidemark.build.Uncounted;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One input of a query.
///
/// @param alias     its table's name in the query
/// @param dataset   where the rows come from
/// @param lookback  how much before the partition's own rows is read
/// @param lookahead how much after them
/// @param segment   the partition attribute at whose changes windows stop
record SqlInput(String alias, DatasetName dataset, Reach lookback, Reach lookahead, Optional<String> segment) {
    /// How far a window reaches.
    ///
    /// @param count        number of rows or partitions, 0 or more
    /// @param isPartitions whether partitions are counted
    record Reach(int count, boolean isPartitions) {
        static final Reach NONE = new Reach(0, false);

        int rows() {
            return isPartitions ? 0 : count;
        }

        int partitions() {
            return isPartitions ? count : 0;
        }
    }

    /// Whether a window counts rows.
    boolean reachesOverRows() {
        return lookback.rows() > 0 || lookahead.rows() > 0;
    }

    /// What the output of one partition reads of a series, in order.
    ///
    /// @param partitions all of the series, by chunk
    /// @param own        which of them it is made for
    /// @param uncounted  rows that windows do not count
    List<InputSlice> slices(
            Series series, List<Partition> partitions, int own, List<String> columns, Uncounted uncounted) {
        List<InputSlice> rows = new RowWindow(lookback.rows(), lookahead.rows(), segment)
                .slices(series, partitions, own, columns, uncounted);
        List<InputSlice> slices = new ArrayList<>();
        for (int i = Math.max(0, own - lookback.partitions()); i < own; i++) {
            near(series, partitions, i, own, columns).ifPresent(slices::add);
        }
        slices.addAll(rows);
        for (int i = own + 1; i <= Math.min(partitions.size() - 1, own + lookahead.partitions()); i++) {
            near(series, partitions, i, own, columns).ifPresent(slices::add);
        }
        return slices;
    }

    private Optional<InputSlice> near(
            Series series, List<Partition> partitions, int index, int own, List<String> columns) {
        Partition partition = partitions.get(index);
        boolean isSame = segment.isEmpty()
                || Optional.ofNullable(partitions.get(own).attributes().get(segment.get()))
                        .equals(Optional.ofNullable(partition.attributes().get(segment.get())));
        return isSame
                ? Optional.of(new InputSlice(
                        series, partition, 0, Math.toIntExact(partition.rows()), columns, Optional.empty(), false))
                : Optional.empty();
    }
}
