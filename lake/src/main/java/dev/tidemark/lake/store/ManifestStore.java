package dev.tidemark.lake.store;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.io.FileOps;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Reads manifests by digest and refuses bytes that are not what their name says.
final class ManifestStore {
    private final LakeLayout layout;
    private final FileOps files;
    private final AtomicLong opened = new AtomicLong();

    ManifestStore(LakeLayout layout, FileOps files) {
        this.layout = layout;
        this.files = files;
    }

    StoredSeries series(SeriesKey key, SeriesSummary summary) {
        Path file = layout.manifest(summary.manifest());
        return new StoredSeries(
                key, summary, ManifestFormat.readRoot(bytes(summary.manifest(), "manifest of " + key), file), this);
    }

    DatasetRecord dataset(DatasetName name, Digest digest) {
        return ManifestFormat.readDataset(bytes(digest, "record of dataset " + name), layout.manifest(digest));
    }

    List<Partition> page(Digest digest) {
        return ManifestFormat.readPage(bytes(digest, "manifest page"), layout.manifest(digest));
    }

    Path file(Digest digest) {
        return layout.manifest(digest);
    }

    /// How many manifest files were opened so far.
    long opened() {
        return opened.get();
    }

    private byte[] bytes(Digest digest, String what) {
        opened.incrementAndGet();
        Path file = layout.manifest(digest);
        byte[] bytes = Json.read(files, file, "the " + what);
        if (!Digest.of(bytes).equals(digest)) {
            throw new DamagedException(
                    file, "the " + what + " is damaged: " + file + "; restore it from a backup", null);
        }
        return bytes;
    }
}
