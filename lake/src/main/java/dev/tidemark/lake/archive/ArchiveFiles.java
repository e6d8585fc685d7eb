package dev.tidemark.lake.archive;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.ArchivedSeries.ArchivedPartition;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The files of an archive, and drafts on their way to become such: [#add] writes beside the place, [#publish] makes
/// all
/// drafts durable, renames them, and makes the names durable. For one thread.
final class ArchiveFiles {
    private static final String HEAD = "archive.json";
    private static final String INDEX = "series.json";
    private static final String PART = "part.parquet";
    private static final String DRAFT = ".draft";

    private final Path root;
    private final FileOps files;
    private final Map<Path, Path> drafts = new LinkedHashMap<>(); // place -> draft

    /// The folders above the archive whose own names are new.
    private final Set<Path> newParents = new LinkedHashSet<>();

    ArchiveFiles(Path root, FileOps files) {
        this.root = root.toAbsolutePath().normalize();
        this.files = files;
        for (Path folder = this.root; folder != null && Files.notExists(folder); folder = folder.getParent()) {
            if (folder.getParent() != null) {
                newParents.add(folder.getParent());
            }
        }
    }

    Path root() {
        return root;
    }

    Path head() {
        return root.resolve(HEAD);
    }

    Path index(SeriesKey key) {
        return root.resolve(key.folder()).resolve(INDEX);
    }

    Path part(ArchivedSeries series, String chunk) {
        return root.resolve(series.key().folder())
                .resolve(series.record().chunkSize().folderOf(chunk))
                .resolve(PART);
    }

    /// Whether nothing but what a crash may have left of a first run is there.
    boolean isBlank() throws IOException {
        List<Path> children = children(root);
        return children.stream().allMatch(child -> child.equals(draftOf(head())));
    }

    /// Empty when there is no archive.
    Optional<String> lakeId() {
        return read(head()).map(bytes -> SeriesIndex.lakeId(bytes, head()));
    }

    /// Empty when nothing of the series is archived.
    Optional<ArchivedSeries> series(SeriesKey key) {
        return read(index(key)).map(bytes -> checked(SeriesIndex.read(bytes, index(key)), index(key)));
    }

    private ArchivedSeries checked(ArchivedSeries series, Path file) {
        if (!index(series.key()).equals(file)) {
            throw new TidemarkException(
                    ErrorCode.DAMAGED, file + " is the index of " + series.key() + ", which does not belong there");
        }
        return series;
    }

    /// The bytes of a partition's file.
    Optional<byte[]> read(ArchivedSeries series, ArchivedPartition partition) {
        return read(part(series, partition.chunk()));
    }

    private Optional<byte[]> read(Path file) {
        try {
            return Optional.of(files.read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + e, e);
        }
    }

    /// The index files of all series, in the order of their paths.
    List<Path> indexes() {
        try {
            List<Path> indexes = new ArrayList<>();
            for (Path group : children(root)) {
                for (Path dataset : children(group)) {
                    for (Path symbol : children(dataset)) {
                        Path index = symbol.resolve(INDEX);
                        if (Files.isRegularFile(index)) {
                            indexes.add(index);
                        }
                    }
                }
            }
            return indexes;
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot list the archive in " + root + ": " + e, e);
        }
    }

    ArchivedSeries readIndex(Path index) {
        byte[] bytes = read(index)
                .orElseThrow(() -> new TidemarkException(ErrorCode.IO, index + " vanished while it was read"));
        return checked(SeriesIndex.read(bytes, index), index);
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        children.sort(null);
        return children;
    }

    private static Path draftOf(Path place) {
        return place.resolveSibling(place.getFileName() + DRAFT);
    }

    void add(Path place, ByteBuffer content) throws IOException {
        Path draft = draftOf(place);
        if (!Files.isDirectory(parent(place))) {
            files.createFolders(parent(place));
        }
        if (Files.exists(draft)) { // of a run that died
            files.delete(draft);
        }
        files.create(draft, content);
        drafts.put(place, draft);
    }

    void publish() throws IOException {
        if (drafts.isEmpty()) {
            return;
        }
        files.syncAll(drafts.values(), List.of());
        Set<Path> changed = new LinkedHashSet<>(newParents);
        for (Map.Entry<Path, Path> draft : drafts.entrySet()) {
            files.rename(draft.getValue(), draft.getKey());
            for (Path folder = parent(draft.getKey()); folder.startsWith(root); folder = parent(folder)) {
                changed.add(folder);
            }
        }
        files.syncAll(List.of(), changed);
        drafts.clear();
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }
}
