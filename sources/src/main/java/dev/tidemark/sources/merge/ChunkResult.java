package dev.tidemark.sources.merge;

import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.ingest.PartitionWriter;
import dev.tidemark.sources.ingest.RowComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a chunk shall hold.
///
/// @param table           its rows; empty when none is left
/// @param shares          what became of each source's rows
/// @param isOldUnreadable whether the rows that are replaced could not be read
record ChunkResult(Optional<Table> table, List<RowCounts> shares, boolean isOldUnreadable) {
    /// A chunk that sources hold rows of.
    ///
    /// @param replaces whether the union takes the place of what the lake holds: of all of it by value, of the times
    ///                 `from` to `to` by key
    /// @throws TidemarkException `DAMAGED` or `SCHEMA_MISMATCH` when the lake's rows are needed and cannot be read
    static ChunkResult of(
            PartitionWriter writer,
            String label,
            ChunkUnion union,
            TableMerge.Rule rule,
            boolean replaces,
            long from,
            long to) {
        Table rows = union.table();
        if (writer.holds(label, rows)) {
            return new ChunkResult(Optional.of(rows), union.share(RowCounts.good(0, rows.rows(), 0, 0)), false);
        }
        boolean replacesAll = replaces && rule == TableMerge.Rule.BY_VALUE;
        Optional<Table> held;
        try {
            held = writer.held(label);
        } catch (TidemarkException e) {
            if (!replacesAll) {
                throw e;
            }
            return new ChunkResult(Optional.of(rows), union.share(RowCounts.good(rows.rows(), 0, 0, 0)), true);
        }
        if (held.isEmpty()) {
            return new ChunkResult(Optional.of(rows), union.share(RowCounts.good(rows.rows(), 0, 0, 0)), false);
        }
        if (replacesAll) {
            return new ChunkResult(Optional.of(rows), union.share(RowComparison.of(held.get(), rows)), false);
        }
        if (!replaces) {
            TableMerge.Union both = TableMerge.of(held.get(), rows, rule);
            return new ChunkResult(Optional.of(both.table()), union.share(inUnion(both.rows(), rows.rows())), false);
        }
        return replaced(held.get(), union, from, to);
    }

    /// The counts as the comparison gives them, for exactly `rows` rows.
    private static RowCounts inUnion(RowCounts counts, long rows) {
        return RowCounts.good(
                rows - counts.unchanged() - counts.replaced(), counts.unchanged(), counts.replaced(), counts.removed());
    }

    private static ChunkResult replaced(Table held, ChunkUnion union, long from, long to) {
        Optional<Table> outside = outside(held, from, to);
        Table rows = union.table();
        Table after = outside.map(rest ->
                        TableMerge.of(rest, rows, TableMerge.Rule.BY_KEY).table())
                .orElse(rows);
        RowCounts compared = RowComparison.of(held, after);
        long kept = (long) after.rows() - rows.rows();
        RowCounts counts = RowCounts.good(
                compared.imported(), compared.unchanged() - kept, compared.replaced(), compared.removed());
        return new ChunkResult(Optional.of(after), union.share(counts), false);
    }

    /// A chunk of which the sources hold no row, though it lies in the range that they replace.
    static ChunkResult cut(Optional<Table> held, long from, long to) {
        Optional<Table> rest = held.flatMap(table -> outside(table, from, to));
        long removed =
                (long) held.map(Table::rows).orElse(0) - rest.map(Table::rows).orElse(0);
        return new ChunkResult(rest, List.of(RowCounts.good(0, 0, 0, removed)), false);
    }

    private static Optional<Table> outside(Table table, long from, long to) {
        int[] rest = IntStream.range(0, table.rows())
                .filter(row -> table.time(row) < from || table.time(row) > to)
                .toArray();
        return rest.length == 0 ? Optional.empty() : Optional.of(table.take(Arrays.copyOf(rest, rest.length)));
    }
}
