package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes series or partitions out of the lake by a commit. The objects stay until `gc`.
final class Removal {
    private final LakeStore store;

    Removal(LakeStore store) {
        this.store = store;
    }

    Optional<Commit> run(
            DatasetName dataset, Optional<String> symbol, Optional<String> chunk, Optional<LocalDate> before) {
        String what = dataset
                + symbol.map(s -> "/" + s).orElse("")
                + chunk.map(c -> "/" + c).orElse("")
                + before.map(d -> " before " + d).orElse("");
        try (StoreWriter writer = store.writer(new Job("remove", what))) {
            List<SeriesKey> keys = keys(writer, dataset, symbol);
            try (LakeWriter.Lock _ = writer.lock(keys)) {
                StoredSnapshot head = store.head();
                List<SeriesEdit> edits = new ArrayList<>();
                for (SeriesKey key : keys) {
                    head.series(key).flatMap(s -> edit(s, chunk, before)).ifPresent(edits::add);
                }
                if (edits.isEmpty() && chunk.isPresent()) {
                    throw new TidemarkException(
                            ErrorCode.NOT_FOUND,
                            "there is no partition " + what + "; see `tidemark info " + dataset + "`");
                }
                return writer.commit("remove " + what, DatasetEdit.whenEmptied(head, dataset, edits), edits)
                        .orThrow();
            }
        }
    }

    private static List<SeriesKey> keys(LakeWriter writer, DatasetName dataset, Optional<String> symbol) {
        List<SeriesKey> all = writer.refresh().series(dataset);
        if (symbol.isEmpty()) {
            if (all.isEmpty()) {
                throw new TidemarkException(ErrorCode.NOT_FOUND, "there is no dataset " + dataset);
            }
            return all;
        }
        SeriesKey key = new SeriesKey(dataset, symbol.get());
        if (!all.contains(key)) {
            throw new TidemarkException(ErrorCode.NOT_FOUND, "there is no series " + key);
        }
        return List.of(key);
    }

    private static Optional<SeriesEdit> edit(Series series, Optional<String> chunk, Optional<LocalDate> before) {
        List<Partition> kept = new ArrayList<>();
        for (Partition p : series.partitions()) {
            boolean named = chunk.isEmpty() || chunk.get().equals(p.chunk());
            boolean old = before.isEmpty() || series.endsBefore(p, before.get());
            if (!(named && old)) {
                kept.add(p);
            }
        }
        return series.keeping(kept);
    }
}
