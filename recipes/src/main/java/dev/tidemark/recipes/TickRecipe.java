package dev.tidemark.recipes;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.tick.TypedColumn;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A recipe that makes, for each symbol and trading day of a tick dataset, rows that begin with the ticks' keys.
abstract class TickRecipe extends RecordedRecipe {
    static final String SOURCE = "source";

    private final TickInput ticks;

    /// @param columns       of the output
    /// @param configuration fields of the dataset's identity beside recipe and source
    TickRecipe(
            String id,
            int version,
            DatasetName output,
            TickInput ticks,
            List<TypedColumn> columns,
            SortedMap<String, String> configuration) {
        super(id, version, output, record(id, ticks, columns, configuration));
        this.ticks = ticks;
    }

    private static DatasetRecord record(
            String id, TickInput ticks, List<TypedColumn> columns, SortedMap<String, String> configuration) {
        SortedMap<String, String> identity = new TreeMap<>(configuration);
        identity.put(RECIPE, id);
        identity.put(SOURCE, ticks.dataset().member());
        return new DatasetRecord(Columns.schema(columns), 1, ChunkSize.DAY, true, identity);
    }

    final TickInput ticks() {
        return ticks;
    }

    @Override
    public final List<DatasetName> inputs() {
        return List.of(ticks.dataset());
    }

    @Override
    public final Collection<String> symbols(Snapshot lake) {
        return ticks.symbols(lake);
    }
}
