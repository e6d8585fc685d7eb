package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.History;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LockFile;
import dev.tidemark.lake.maintain.Maintenance;
import dev.tidemark.lake.parquet.PartitionReader;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A lake in a folder: the parts of this package put together.
public final class LakeStore implements Lake {
    /// The on-disk format that this code reads and writes. A lake with a greater number is refused, and so is 0, which
    /// changed without notice while it was made.
    public static final int FORMAT = 1;

    private final LakeLayout layout;
    private final LakeOptions options;
    private final String id;
    private final CommitLog log;
    private final ManifestStore manifests;
    private final FactStore facts;
    private final Tree tree;

    private Optional<LockFile.Held> presence;
    private @Nullable LakeState head;

    private LakeStore(LakeLayout layout, LakeOptions options, String id, Optional<LockFile.Held> presence) {
        this.layout = layout;
        this.options = options;
        this.id = id;
        this.presence = presence;
        this.log = new CommitLog(layout, options.files(), id);
        this.manifests = new ManifestStore(layout, options.files());
        this.facts = new FactStore(layout, options.files());
        this.tree = new Tree(layout, options.files(), options.treeMode(), this::head);
    }

    /// Makes the folders of an empty lake. The format file comes last: a folder without it is no lake.
    public static void create(Path folder, LakeOptions options) {
        LakeLayout layout = new LakeLayout(folder.toAbsolutePath().normalize());
        FileOps files = options.files();
        if (Files.exists(layout.format())) {
            throw new TidemarkException(ErrorCode.LAKE_EXISTS, folder + " is a lake already");
        }
        List<Path> missing = Stream.iterate(layout.root(), Folders::parent)
                .takeWhile(Files::notExists)
                .toList();
        try {
            List<Path> folders = List.of(
                    layout.inner(),
                    layout.objects(),
                    layout.manifests(),
                    layout.commits(),
                    layout.tags(),
                    layout.locks(),
                    layout.tmp(),
                    layout.treePending(),
                    layout.cache(),
                    layout.data());
            for (Path each : folders) {
                files.createFolders(each);
            }
            byte[] format = Json.bytes(out -> {
                out.writeStartObject();
                out.writeNumberProperty("format", FORMAT);
                out.writeStringProperty("id", UUID.randomUUID().toString());
                out.writeEndObject();
            });
            Path draft = layout.tmp().resolve("format-" + UUID.randomUUID());
            files.create(draft, ByteBuffer.wrap(format));
            files.sync(draft);
            files.rename(draft, layout.format());
            Set<Path> changed = new LinkedHashSet<>(List.of(layout.inner(), layout.root()));
            missing.forEach(each -> changed.add(Folders.parent(each)));
            files.syncAll(List.of(), changed);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot make a lake in " + folder + ": " + e, e);
        }
    }

    /// Opens a lake; sees nothing but the format file until something is asked for.
    public static Lake open(Path folder, LakeOptions options) {
        LakeLayout layout = new LakeLayout(folder.toAbsolutePath().normalize());
        try {
            String id = readFormat(layout, options.files());
            return new LakeStore(layout, options, id, presence(layout, options));
        } catch (NoSuchFileException e) {
            if (Files.exists(Folders.parent(layout.commit(1)))) {
                throw new DamagedException(
                        layout.format(),
                        layout.format() + " is missing though the lake has commits; restore it from a backup",
                        e);
            }
            throw new TidemarkException(
                    ErrorCode.NOT_A_LAKE, folder + " is no lake; make one with `tidemark init " + folder + "`", e);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot open the lake in " + folder + ": " + e, e);
        }
    }

    private static String readFormat(LakeLayout layout, FileOps files) throws IOException {
        long[] format = {-1};
        String[] id = {""};
        Json.readObject(files.read(layout.format()), layout.format(), (name, value) -> {
            switch (name) {
                case "format" -> format[0] = Json.number(value);
                case "id" -> id[0] = Json.text(value);
                default -> Json.expect(format[0] > FORMAT, "field '" + name + "' is not known");
            }
            return format[0] <= FORMAT; // what a newer format says besides is its own matter
        });
        Json.guard(
                layout.format(),
                () -> Json.expect(
                        format[0] > FORMAT || (format[0] >= 0 && !id[0].isEmpty()), "'format' or 'id' is missing"));
        if (format[0] > FORMAT) {
            throw new TidemarkException(
                    ErrorCode.FORMAT_TOO_NEW,
                    layout.root() + " has lake format " + format[0] + "; this Tidemark reads up to " + FORMAT
                            + "; use the version that wrote it, or a newer one");
        }
        if (format[0] < FORMAT) {
            throw new TidemarkException(
                    ErrorCode.FORMAT_TOO_OLD,
                    layout.root() + " has lake format " + format[0]
                            + ", of a version before the first release; make a new lake and import again");
        }
        return id[0];
    }

    /// Says to `gc --all` that somebody is here. A lake on a read-only filesystem without the lock file needs no such
    /// word.
    private static Optional<LockFile.Held> presence(LakeLayout layout, LakeOptions options) throws IOException {
        Path file = layout.locks().resolve("presence");
        try {
            Optional<LockFile.Held> held = LockFile.of(file).acquire(0, 1, true, options.lockTimeout());
            if (held.isEmpty()) {
                throw new TidemarkException(
                        ErrorCode.LOCKED, "`tidemark gc --all` has the lake for itself; try again when it is done");
            }
            return held;
        } catch (FileSystemException e) {
            return Optional.empty();
        }
    }

    LakeLayout layout() {
        return layout;
    }

    FileOps files() {
        return options.files();
    }

    ManifestStore manifests() {
        return manifests;
    }

    FactStore facts() {
        return facts;
    }

    Tree tree() {
        return tree;
    }

    CommitLog log() {
        return log;
    }

    /// Takes this process's word of presence back, for the time that it wants the lake alone.
    synchronized void leave() {
        presence.ifPresent(LockFile.Held::close);
        presence = Optional.empty();
    }

    synchronized void comeBack() throws IOException {
        presence = presence(layout, options);
    }

    @Override
    public Path folder() {
        return layout.root();
    }

    @Override
    public LakeOptions options() {
        return options;
    }

    @Override
    public String id() {
        return id;
    }

    /// The head as last seen.
    synchronized LakeState headState() {
        return head == null ? advanceHead() : head;
    }

    /// The head as it is now.
    synchronized LakeState advanceHead() {
        head = head == null ? log.head() : log.advance(head);
        return head;
    }

    /// Takes notice of a commit made by this process.
    synchronized void committed(Commit commit, long bytes, Path tmp) {
        LakeState before = headState();
        if (before.number() + 1 == commit.number()) {
            head = before.after(commit);
            log.grew(bytes);
        } else {
            advanceHead();
        }
        log.maybeCheckpoint(headState(), tmp);
    }

    @Override
    public StoredSnapshot head() {
        return new StoredSnapshot(advanceHead(), manifests, this::read);
    }

    @Override
    public StoredSnapshot at(String revision) {
        return new Revisions(this).resolve(revision);
    }

    @Override
    public Table read(Series series, Partition partition, List<String> columns) {
        Path object = object(series.key(), series.chunkSize(), partition);
        Table table = PartitionReader.standard().read(object, series.schema(), columns);
        if (table.rows() != partition.rows()) {
            throw new DamagedException(
                    object,
                    "the partition " + object + " holds " + table.rows() + " rows, the manifest says "
                            + partition.rows() + "; run `tidemark verify`",
                    null);
        }
        return table;
    }

    @Override
    public Path object(SeriesKey series, ChunkSize chunkSize, Partition partition) {
        return layout.object(series, chunkSize, partition.chunk(), partition.file());
    }

    @Override
    public boolean needsFinishing() {
        try {
            return !tree().orphans().isEmpty() || !WriterFolder.dead(layout()).isEmpty();
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.IO, "cannot look for unfinished work in " + layout().root() + ": " + e, e);
        }
    }

    @Override
    public StoreWriter writer(Job job) {
        try {
            StoreWriter writer = new StoreWriter(this, job);
            try {
                writer.adoptOrphans();
                return writer;
            } catch (IOException | RuntimeException | Error e) {
                writer.close();
                throw e;
            }
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot write to the lake in " + layout.root() + ": " + e, e);
        }
    }

    @Override
    public History history() {
        return new StoredHistory(this);
    }

    @Override
    public Maintenance maintenance() {
        return new StoreMaintenance(this);
    }

    /// Whether the filesystem takes `FORMAT.JSON` for `format.json`.
    boolean foldsCase() {
        return Files.exists(layout.format().resolveSibling("FORMAT.JSON"));
    }

    /// Whether commits can be linked: tried once on the lake's own filesystem.
    boolean supportsLinks() {
        Path probe = layout.tmp().resolve("link-" + UUID.randomUUID()); // swept if we die here
        try {
            Files.createLink(probe, layout.format());
            Files.deleteIfExists(probe);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public void close() {
        leave();
    }
}
