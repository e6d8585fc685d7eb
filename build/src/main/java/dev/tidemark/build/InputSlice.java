package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.Leaf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Rows of one stored partition that an output reads.
///
/// @param series    the series, as the planned snapshot has it
/// @param partition the partition
/// @param firstRow  first row that is read, from 0
/// @param rows      number of rows that are read, at least 1
/// @param columns   the columns that are read, in the order wanted; the output depends on no others
/// @param leaf      when given, the rows are this month's, and the output depends on no other month
/// @param isOwn     whether these are the rows that the output is made for, not ones a window reaches over
public record InputSlice(
        Series series,
        Partition partition,
        int firstRow,
        int rows,
        List<String> columns,
        Optional<Leaf> leaf,
        boolean isOwn) {
    public InputSlice {
        columns = List.copyOf(columns);
        if (firstRow < 0 || rows < 1 || firstRow + (long) rows > partition.rows()) {
            throw new IllegalArgumentException("rows " + firstRow + " to " + (firstRow + (long) rows) + " of "
                    + partition.rows() + " in " + series.key() + "/" + partition.chunk());
        }
    }

    /// All rows of a partition, as the rows that the output is made for.
    public static InputSlice whole(Series series, Partition partition, List<String> columns) {
        return new InputSlice(series, partition, 0, Math.toIntExact(partition.rows()), columns, Optional.empty(), true);
    }

    /// The name for people: `ticks/raw/SHFE.cu2402/2024-01-02`.
    public String name() {
        return series.key() + "/" + partition.chunk();
    }

    /// Digest of what is read: of the columns' values, or of the month's.
    public Digest digest() {
        if (leaf.isPresent()) {
            return leaf.get().digest();
        }
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            int index = series.schema().indexOf(column);
            if (index < 0) {
                throw new RecipeException(
                        "missing_column",
                        series.key() + " has no column '" + column + "'; its columns are "
                                + series.schema().text());
            }
            text.append(column)
                    .append(' ')
                    .append(partition.content().columns().get(index).hex())
                    .append('\n');
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
