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
import java.util.function.Function;
import java.util.stream.Stream;

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
        List<Partition> all = new ArrayList<>(root.inline());
        root.pages().forEach(ref -> all.addAll(kept(ref)));
        return all;
    }

    @Override
    public List<Partition> partitions(String firstChunk, String lastChunk) {
        return select(firstChunk, lastChunk, this::kept).toList();
    }

    @Override
    public Stream<Partition> walk(String firstChunk, String lastChunk) {
        return select(firstChunk, lastChunk, this::read);
    }

    @Override
    public Optional<Partition> partition(String chunk) {
        return chunkSize().isLabel(chunk) ? partitions(chunk, chunk).stream().findFirst() : Optional.empty();
    }

    private Stream<Partition> select(
            String firstChunk, String lastChunk, Function<ManifestFormat.PageRef, List<Partition>> page) {
        if (!chunkSize().isLabel(firstChunk) || !chunkSize().isLabel(lastChunk)) {
            throw new IllegalArgumentException("'" + firstChunk + "' and '" + lastChunk + "' are no "
                    + chunkSize().text() + " chunks");
        }
        String firstPage = chunkSize().pageOf(firstChunk);
        String lastPage = chunkSize().pageOf(lastChunk);
        Stream<Partition> paged = root.pages().stream()
                .filter(ref ->
                        ref.page().compareTo(firstPage) >= 0 && ref.page().compareTo(lastPage) <= 0)
                .flatMap(ref -> page.apply(ref).stream());
        return Stream.concat(root.inline().stream(), paged)
                .filter(p -> p.chunk().compareTo(firstChunk) >= 0 && p.chunk().compareTo(lastChunk) <= 0);
    }

    private List<Partition> kept(ManifestFormat.PageRef ref) {
        return pages.computeIfAbsent(ref.digest(), _ -> read(ref));
    }

    private List<Partition> read(ManifestFormat.PageRef ref) {
        List<Partition> partitions = manifests.page(ref.digest());
        check(partitions, ref.digest());
        return partitions;
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
