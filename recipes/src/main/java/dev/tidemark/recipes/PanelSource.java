package dev.tidemark.recipes;

import dev.tidemark.build.Crowd;
import dev.tidemark.build.InputSlice;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Leaf;
import dev.tidemark.lake.table.Schema;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a panel reads of each series of its datasets, chunk by chunk.
///
/// Datasets that are cut by day give panels of a day, whole partitions; others panels of a calendar month (UTC), of
/// which only that month's rows are read.
///
/// @param columns by dataset, those that are read; the time first
/// @param isDaily whether a partition of the panel is a day
/// @param excludesImputed whether rows that a fill made are left out; then their flag is read, too
record PanelSource(Map<DatasetName, List<String>> columns, boolean isDaily, boolean excludesImputed)
        implements Crowd.Slicer {
    /// The columns to read of a dataset.
    ///
    /// @param wanted those that the panel has
    static List<String> columnsOf(DatasetRecord record, List<Field> wanted, boolean readsImputed) {
        List<String> names = new ArrayList<>();
        names.add(timeOf(record.schema()));
        wanted.stream().map(Field::name).filter(name -> !names.contains(name)).forEach(names::add);
        if (readsImputed && !names.contains(PanelRecipe.IMPUTED)) {
            names.add(PanelRecipe.IMPUTED);
        }
        return List.copyOf(names);
    }

    static String timeOf(Schema schema) {
        String time = schema.timeColumn();
        if (time == null) {
            throw new IllegalArgumentException("it has no time column");
        }
        return time;
    }

    @Override
    public List<String> chunks(Series series) {
        Set<String> chunks = new LinkedHashSet<>();
        for (Partition partition : series.partitions()) {
            if (isDaily) {
                chunks.add(partition.chunk());
            } else {
                partition.content().leaves().forEach(leaf -> chunks.add(leaf.monthText()));
            }
        }
        return List.copyOf(chunks);
    }

    @Override
    public List<InputSlice> slices(Series series, String chunk) {
        List<String> read = columns.getOrDefault(series.key().dataset(), List.of());
        if (isDaily) {
            return series.partition(chunk).stream()
                    .map(partition -> InputSlice.whole(series, partition, read))
                    .toList();
        }
        List<InputSlice> slices = new ArrayList<>();
        for (Partition partition : near(series, chunk)) {
            int first = 0;
            for (Leaf leaf : partition.content().leaves()) {
                if (leaf.monthText().equals(chunk)) {
                    slices.add(new InputSlice(series, partition, first, leaf.rows(), read, Optional.of(leaf), true));
                }
                first += leaf.rows();
            }
        }
        return slices;
    }

    /// The partitions that can hold rows of a month.
    private static List<Partition> near(Series series, String month) {
        ChunkSize size = series.chunkSize();
        if (size == ChunkSize.ALL) {
            return series.partitions();
        }
        LocalDate first = YearMonth.parse(month).atDay(1);
        // a week's days may lie in the month before or after its label's
        return series.partitions(
                size.labelOf(first.minusDays(7)),
                size.labelOf(first.plusMonths(1).plusDays(7)));
    }
}
