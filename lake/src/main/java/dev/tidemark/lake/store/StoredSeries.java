package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.table.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A series over its manifest; pages are read when first needed and kept.
final class StoredSeries implements Series {
    private final SeriesKey key;
    private final SeriesSummary summary;
    private final ManifestFormat.Root root;
    private final ManifestStore manifests;
    private final Map<Digest, List<Partition>> pages = new ConcurrentHashMap<>();

    StoredSeries(SeriesKey key, SeriesSummary summary, ManifestFormat.Root root, ManifestStore manifests) {
        this.key = key;
        this.summary = summary;
        this.root = root;
        this.manifests = manifests;
        if (!root.dataset().equals(key.dataset().toString()) || !root.symbol().equals(key.symbol())) {
            throw new DamagedException(
                    manifests.file(summary.manifest()),
                    "the manifest of " + key + " belongs to " + root.dataset() + "/" + root.symbol()
                            + "; run `tidemark verify`",
                    null);
        }
        check(root.inline(), summary.manifest());
    }

    @Override
    public SeriesKey key() {
        return key;
    }

    @Override
    public SeriesSummary summary() {
        return summary;
    }

    @Override
    public Schema schema() {
        return root.schema();
    }

    @Override
    public int schemaVersion() {
        return root.schemaVersion();
    }

    @Override
    public ChunkSize chunkSize() {
        return root.chunkSize();
    }

    @Override
    public SortedMap<String, String> attributes() {
        return root.attributes();
    }

    @Override
    public List<Partition> partitions() {
        return select(_ -> true, _ -> true);
    }

    @Override
    public List<Partition> partitions(String firstChunk, String lastChunk) {
        if (!chunkSize().isLabel(firstChunk) || !chunkSize().isLabel(lastChunk)) {
            throw new IllegalArgumentException("'" + firstChunk + "' and '" + lastChunk + "' are no "
                    + chunkSize().text() + " chunks");
        }
        String firstPage = chunkSize().pageOf(firstChunk);
        String lastPage = chunkSize().pageOf(lastChunk);
        return select(
                page -> page.compareTo(firstPage) >= 0 && page.compareTo(lastPage) <= 0,
                p -> p.chunk().compareTo(firstChunk) >= 0 && p.chunk().compareTo(lastChunk) <= 0);
    }

    @Override
    public Optional<Partition> partition(String chunk) {
        return chunkSize().isLabel(chunk) ? partitions(chunk, chunk).stream().findFirst() : Optional.empty();
    }

    private List<Partition> select(Predicate<String> pageWanted, Predicate<Partition> partitionWanted) {
        List<Partition> found = new ArrayList<>();
        root.inline().stream().filter(partitionWanted).forEach(found::add);
        for (ManifestFormat.PageRef ref : root.pages()) {
            if (pageWanted.test(ref.page())) {
                page(ref).stream().filter(partitionWanted).forEach(found::add);
            }
        }
        return found;
    }

    private List<Partition> page(ManifestFormat.PageRef ref) {
        return pages.computeIfAbsent(ref.digest(), digest -> {
            List<Partition> partitions = manifests.page(digest);
            check(partitions, digest);
            return partitions;
        });
    }

    /// Chunks become names of folders: none may be anything else.
    private void check(List<Partition> partitions, Digest file) {
        for (Partition partition : partitions) {
            if (!chunkSize().isLabel(partition.chunk())) {
                throw new DamagedException(
                        manifests.file(file),
                        manifests.file(file) + " of " + key + " lists '" + partition.chunk() + "', which is no "
                                + chunkSize().text() + " chunk; run `tidemark verify`",
                        null);
            }
        }
    }

    /// The digests of the pages, for the mark phase of `gc` and for `verify`.
    List<Digest> pageDigests() {
        return root.pages().stream().map(ManifestFormat.PageRef::digest).toList();
    }

    @Override
    public SeriesState state() {
        return new SeriesState(schema(), schemaVersion(), chunkSize(), attributes(), partitions());
    }
}
