package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Compression;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Writes the files of a dataset as the lake's options say that they are compressed. Contents, attributes and so all
/// that
/// was built from them stay; a file that is so already is left alone.
final class Recompress {
    private final LakeStore store;
    private final Progress progress;

    Recompress(LakeStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    List<Commit> run(DatasetName dataset) {
        if (store.head().dataset(dataset).isEmpty()) {
            throw new TidemarkException(ErrorCode.NOT_FOUND, "there is no dataset " + dataset);
        }
        Compression compression = store.options().compression().apply(dataset);
        String what = "rechunk " + dataset + " with compression " + compression.text();
        return new SeriesRewrite(store, progress, what).run(dataset, Optional.empty(), this::rewrite);
    }

    private Optional<SeriesEdit> rewrite(StoreWriter writer, Series series) {
        SeriesState state = series.state();
        List<Partition> partitions = new ArrayList<>();
        for (Partition partition : state.partitions()) {
            partitions.add(rewrite(writer, series, state.chunkSize(), partition));
        }
        SeriesState after = new SeriesState(
                state.schema(), state.schemaVersion(), state.chunkSize(), state.attributes(), partitions);
        return after.equals(state)
                ? Optional.empty()
                : Optional.of(new SeriesEdit(
                        series.key(), Optional.of(series.summary().manifest()), Optional.of(after)));
    }

    private Partition rewrite(StoreWriter writer, Series series, ChunkSize size, Partition old) {
        DatasetRecord cut = new DatasetRecord(series.schema(), series.schemaVersion(), size, false, new TreeMap<>());
        Partition made =
                writer.write(series.key(), cut, old.chunk(), store.read(series, old, List.of()), old.attributes());
        if (!made.content().equals(old.content())) {
            throw new DamagedException(
                    store.object(series.key(), size, old),
                    store.object(series.key(), size, old)
                            + " does not hold what its manifest says; run `tidemark verify" + " --full`",
                    null);
        }
        return made;
    }
}
