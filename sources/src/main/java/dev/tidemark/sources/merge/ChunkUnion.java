package dev.tidemark.sources.merge;

import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.RowCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows that the sources of a run hold for one chunk, united in the order of the sources.
///
/// @param table the union, in time order
/// @param added for each source, how many of its rows the union got from it
/// @param good  for each source, how many rows it has
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChunkUnion(Table table, long[] added, long[] good) {
    /// Unites at least one segment.
    static ChunkUnion of(List<Segment> segments, TableMerge.Rule rule) throws IOException {
        long[] added = new long[segments.size()];
        long[] good = new long[segments.size()];
        Table union = null;
        for (int i = 0; i < added.length; i++) {
            Table rows = segments.get(i).table().sortedByTime();
            good[i] = rows.rows();
            if (union == null) {
                union = rows;
                added[i] = rows.rows();
            } else {
                TableMerge.Union both = TableMerge.of(union, rows, rule);
                union = both.table();
                added[i] = both.rows().imported() + both.rows().replaced();
            }
        }
        return new ChunkUnion(require(union), added, good);
    }

    private static Table require(@Nullable Table union) {
        if (union == null) {
            throw new IllegalArgumentException("no segment");
        }
        return union;
    }

    /// Shares the counts of the union among the sources: what a source did not add is unchanged, the rest goes to the
    /// sources in their order.
    List<RowCounts> share(RowCounts whole) {
        List<RowCounts> shares = new ArrayList<>(good.length);
        long unchanged = whole.unchanged();
        long replaced = whole.replaced();
        for (int i = 0; i < good.length; i++) {
            long mine = Math.min(added[i], unchanged);
            unchanged -= mine;
            long changed = Math.min(added[i] - mine, replaced);
            replaced -= changed;
            long imported = added[i] - mine - changed;
            shares.add(RowCounts.good(imported, mine + good[i] - added[i], changed, i == 0 ? whole.removed() : 0));
        }
        return shares;
    }
}
