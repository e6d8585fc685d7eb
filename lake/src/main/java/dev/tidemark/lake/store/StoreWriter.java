package dev.tidemark.lake.store;

import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.Compression;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.LockFile;
import dev.tidemark.lake.parquet.PartitionEncoder;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The writer of one process on one lake: stages objects, commits, finishes the tree.
final class StoreWriter implements LakeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

    private final LakeStore store;
    private final Job job;
    private final LockFile.Held noGc;
    private final WriterFolder folder;
    private final Staging staging;
    private final SeriesLocks locks;
    private final Committer committer;
    private final Set<SeriesKey> touched = new LinkedHashSet<>();
    private final List<Path> announced = new ArrayList<>();

    StoreWriter(LakeStore store, Job job) throws IOException {
        this(
                store,
                job,
                GcLock.shared(store.layout(), store.options().lockTimeout())
                        .orElseThrow(() -> new TidemarkException(
                                ErrorCode.LOCKED,
                                "gave up waiting "
                                        + store.options().lockTimeout().toSeconds()
                                        + " s for `tidemark gc` to finish; try again, or wait longer with"
                                        + " --lock-timeout")));
    }

    /// @param noGc keeps gc away; given back when the writer closes
    StoreWriter(LakeStore store, Job job, LockFile.Held noGc) throws IOException {
        this.store = store;
        this.job = job;
        this.noGc = noGc;
        LakeLayout layout = store.layout();
        try {
            this.folder = WriterFolder.open(layout, store.files());
        } catch (IOException | RuntimeException | Error e) {
            noGc.close();
            throw e;
        }
        this.staging = new Staging(layout, store.files(), folder);
        this.locks = new SeriesLocks(
                layout, store.files(), folder, job, store.options().lockTimeout());
        this.committer = new Committer(store, folder);
        try {
            locks.introduce();
        } catch (IOException | RuntimeException | Error e) {
            folder.close();
            noGc.close();
            throw e;
        }
    }

    /// Finishes what dead writers left. Called once, before anything is written.
    void adoptOrphans() throws IOException {
        for (String dead : WriterFolder.dead(store.layout())) {
            WriterFolder.sweep(store.layout(), store.files(), dead);
        }
        Owners.sweep(store.layout(), store.files());
        List<Path> orphans = store.tree().orphans();
        if (!orphans.isEmpty()) {
            store.tree().adopt(orphans, folder);
        }
    }

    WriterFolder folder() {
        return folder;
    }

    @Override
    public Snapshot refresh() {
        return store.head();
    }

    @Override
    public Lock lock(Collection<SeriesKey> keys) {
        return locks.lock(keys);
    }

    @Override
    public Partition write(
            SeriesKey key, DatasetRecord dataset, String chunk, Table table, SortedMap<String, String> attributes) {
        if (table.rows() == 0 || !table.isSortedByTime()) {
            throw new IllegalArgumentException("a partition of " + key + " is empty or not in time order");
        }
        if (!table.schema().equals(dataset.schema())) {
            throw new TidemarkException(
                    ErrorCode.SCHEMA_MISMATCH,
                    "cannot write " + key + "/" + chunk + ": its columns are "
                            + table.schema().text() + ", the dataset's are "
                            + dataset.schema().text());
        }
        ContentDigest content = ContentDigest.of(table);
        Compression compression = store.options().compression().apply(key.dataset());
        ByteBuffer bytes = PartitionEncoder.of(compression).encode(table, footer(key, dataset, chunk, content));
        Digest file = Digest.of(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        try {
            staging.add(store.layout().object(key, dataset.chunkSize(), chunk, file), bytes);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot write " + key + "/" + chunk + ": " + e, e);
        }
        boolean timed = table.schema().timeIndex() >= 0;
        return new Partition(
                chunk,
                table.rows(),
                bytes.remaining(),
                file,
                content,
                timed ? table.time(0) : 0,
                timed ? table.time(table.rows() - 1) : 0,
                attributes);
    }

    private static SortedMap<String, String> footer(
            SeriesKey key, DatasetRecord dataset, String chunk, ContentDigest content) {
        SortedMap<String, String> footer = new TreeMap<>();
        footer.put("tidemark.chunk", chunk);
        footer.put("tidemark.content", content.content().hex());
        footer.put("tidemark.dataset", key.dataset().toString());
        footer.put("tidemark.schema_version", Integer.toString(dataset.schemaVersion()));
        footer.put("tidemark.symbol", key.symbol());
        return footer;
    }

    @Override
    public void settle() {
        try {
            staging.publish();
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "could not make durable what was written: " + e, e);
        }
    }

    @Override
    public CommitOutcome commit(String message, Collection<DatasetEdit> datasets, Collection<SeriesEdit> series) {
        return commit(message, datasets, series, Optional.empty(), new TreeMap<>());
    }

    /// Commits with a horizon (a `gc`) or with other facts than the present ones (a `restore`).
    CommitOutcome commit(
            String message,
            Collection<DatasetEdit> datasets,
            Collection<SeriesEdit> series,
            Optional<Horizon> horizon,
            SortedMap<String, String> facts) {
        try {
            if (store.foldsCase()) {
                CaseFolding.refuse(store.head(), series);
            }
            WantedChanges wanted = WantedChanges.stage(datasets, series, staging);
            boolean anyway = horizon.isPresent() || !facts.isEmpty();
            Set<SeriesKey> keys = new LinkedHashSet<>();
            series.forEach(edit -> keys.add(edit.key()));
            if (!anyway && committer.isNothing(wanted)) {
                heal(keys);
                return new CommitOutcome.Nothing();
            }
            SortedMap<String, String> named = facts.isEmpty() ? store.facts().snapshot(staging) : facts;
            staging.publish();
            checkReferences(series);
            Optional<Path> list = announce(keys);
            CommitOutcome outcome =
                    committer.commit(new Committer.Request(job.kind(), message, wanted, horizon, named, anyway));
            // After an unknown outcome or an exception the list stays: the next writer looks what became of the series.
            if (!(outcome instanceof CommitOutcome.Unknown)) {
                list.ifPresent(announced::add);
            }
            if (outcome instanceof CommitOutcome.Committed) {
                touched.addAll(keys);
            }
            return outcome;
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "could not commit; the last commit is untouched: " + e, e);
        }
    }

    /// Writes an object or manifest that was lost although its series did not change, and links the tree to it.
    private void heal(Set<SeriesKey> keys) throws IOException {
        boolean isLost = !staging.isEmpty();
        Optional<Path> list = isLost ? announce(keys) : Optional.empty();
        staging.publish();
        if (isLost) {
            list.ifPresent(announced::add);
            touched.addAll(keys);
        }
    }

    private Optional<Path> announce(Set<SeriesKey> keys) throws IOException {
        return keys.isEmpty() ? Optional.empty() : Optional.of(store.tree().announce(folder, keys));
    }

    /// Stages facts other than the present ones, for a commit that names them.
    void keep(Collection<byte[]> facts) throws IOException {
        for (byte[] bytes : facts) {
            staging.add(store.layout().fact(Digest.of(bytes)), ByteBuffer.wrap(bytes));
        }
    }

    /// Every file that a new manifest names must exist before the commit that makes it visible.
    private void checkReferences(Collection<SeriesEdit> edits) {
        for (SeriesEdit edit : edits) {
            edit.after()
                    .ifPresent(state -> state.partitions().forEach(p -> {
                        Path object = store.layout().object(edit.key(), state.chunkSize(), p.chunk(), p.file());
                        if (object.toFile().length() != p.bytes()) {
                            throw new TidemarkException(
                                    ErrorCode.DAMAGED,
                                    "will not commit " + edit.key() + "/" + p.chunk() + ": its file "
                                            + store.layout().relative(object) + " is missing or has another length");
                        }
                    }));
        }
    }

    @Override
    public void close() {
        try (LockFile.Held _ = noGc;
                WriterFolder _ = folder) {
            finishTree();
            leave();
        }
    }

    private void finishTree() {
        try {
            if (!touched.isEmpty()) {
                store.tree().refresh(touched, folder, false);
            }
            store.tree().forget(announced);
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.IO,
                    "the commit is safe, but data/ could not be brought up to date: " + e
                            + "; run `tidemark doctor --fix`",
                    e);
        }
    }

    private void leave() {
        try {
            locks.leave();
        } catch (IOException e) {
            LOG.warn("the note of {} stays until the next writer: {}", folder.id(), e.toString());
        }
    }
}
