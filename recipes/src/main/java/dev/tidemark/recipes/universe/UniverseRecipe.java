package dev.tidemark.recipes.universe;

import dev.tidemark.build.InputSlice;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.recipes.RecordedRecipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A step of a universe: one table of a few others. Its rules are facts of the partition, so that other rules mean
/// other
/// rows, not a refusal.
abstract class UniverseRecipe extends RecordedRecipe {
    private final Map<DatasetName, List<String>> inputs;

    /// @param inputs columns that are read of each input, which may be missing; the first has to be there
    UniverseRecipe(String id, int version, DatasetName output, Schema schema, Map<DatasetName, List<String>> inputs) {
        super(id, version, output, record(id, schema));
        this.inputs = inputs;
    }

    private static DatasetRecord record(String id, Schema schema) {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(RECIPE, id);
        return new DatasetRecord(schema, 1, ChunkSize.ALL, true, identity);
    }

    /// The rules that it follows in a state of the lake, with names for people.
    abstract SortedMap<String, String> facts(Snapshot lake);

    @Override
    public final List<DatasetName> inputs() {
        return List.copyOf(inputs.keySet());
    }

    @Override
    public final Collection<String> symbols(Snapshot lake) {
        DatasetName first = inputs.keySet().iterator().next();
        return lake.series(first).isEmpty() ? List.of() : List.of(SeriesKey.NO_SYMBOL);
    }

    @Override
    public final SeriesInputs inputs(Snapshot lake, String symbol) {
        List<SeriesKey> keys = inputs.keySet().stream()
                .map(name -> new SeriesKey(name, SeriesKey.NO_SYMBOL))
                .toList();
        return new SeriesInputs(keys, new TreeMap<>(), facts(lake));
    }

    @Override
    public final List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        List<InputSlice> slices = new ArrayList<>();
        inputs.forEach((name, columns) -> {
            Optional<Series> series = snapshot.series(new SeriesKey(name, SeriesKey.NO_SYMBOL));
            series.ifPresent(s -> {
                for (Partition partition : s.partitions()) {
                    slices.add(InputSlice.whole(s, partition, columns));
                }
            });
        });
        return slices.isEmpty()
                ? List.of()
                : List.of(new Want(UniverseTables.CHUNK, slices, facts(snapshot), new TreeMap<>()));
    }

    /// The slice of an input, if there is one.
    static Optional<InputSlice> slice(Want want, DatasetName input) {
        return want.slices().stream()
                .filter(slice -> slice.series().key().dataset().equals(input))
                .findFirst();
    }

    /// Names of a schema's columns.
    static List<String> columns(Schema schema) {
        return schema.fields().stream().map(field -> field.name()).toList();
    }
}
