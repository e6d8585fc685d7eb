package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.SeriesKey;
import java.nio.file.Path;
import java.util.Locale;

/// Where things are in a lake's folder.
///
/// @param root the lake's folder
public record LakeLayout(Path root) {
    /// Length of the number in a commit's file name.
    private static final int COMMIT_DIGITS = 8;

    private static final int COMMITS_PER_FOLDER = 10_000;

    /// `.tidemark`.
    public Path inner() {
        return root.resolve(".tidemark");
    }

    public Path format() {
        return inner().resolve("format.json");
    }

    public Path objects() {
        return inner().resolve("objects");
    }

    public Path manifests() {
        return inner().resolve("manifests");
    }

    public Path facts() {
        return manifests().resolve("facts");
    }

    public Path commits() {
        return inner().resolve("commits");
    }

    public Path tags() {
        return inner().resolve("tags");
    }

    public Path locks() {
        return inner().resolve("locks");
    }

    public Path owners() {
        return locks().resolve("owners");
    }

    public Path tmp() {
        return inner().resolve("tmp");
    }

    public Path treePending() {
        return inner().resolve("tree-pending");
    }

    public Path cache() {
        return inner().resolve("cache");
    }

    /// The tree for everyone to read.
    public Path data() {
        return root.resolve("data");
    }

    public Path quarantine() {
        return root.resolve("quarantine");
    }

    /// The file of commit `number`.
    public Path commit(long number) {
        return commits()
                .resolve(String.format(Locale.ROOT, "%04d", number / COMMITS_PER_FOLDER))
                .resolve(String.format(Locale.ROOT, "%0" + COMMIT_DIGITS + "d.json", number));
    }

    /// The file of a manifest root, a page or a dataset's record.
    public Path manifest(Digest digest) {
        String hex = digest.hex();
        return manifests().resolve(hex.substring(0, 2)).resolve(hex);
    }

    /// The file of a fact (a config, a registry) as it was.
    public Path fact(Digest digest) {
        return facts().resolve(digest.hex());
    }

    public Path object(SeriesKey key, ChunkSize size, String chunk, Digest file) {
        return objects().resolve(key.folder()).resolve(size.folderOf(chunk)).resolve(file.hex() + ".parquet");
    }

    /// The folder of a series in the tree.
    public Path treeSeries(SeriesKey key) {
        return data().resolve(key.folder());
    }

    /// The file of a partition in the tree.
    public Path treeFile(SeriesKey key, ChunkSize size, String chunk) {
        return treeSeries(key).resolve(size.folderOf(chunk)).resolve("part.parquet");
    }

    /// A path relative to the lake, with `/`, for messages.
    public String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
