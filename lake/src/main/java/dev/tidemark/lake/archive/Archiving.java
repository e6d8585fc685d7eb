package dev.tidemark.lake.archive;

import dev.tidemark.lake.Compression;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.ArchivedSeries.ArchivedPartition;
import dev.tidemark.lake.parquet.PartitionEncoder;
import dev.tidemark.lake.parquet.PartitionReader;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves partitions out of a lake. The order is what makes it safe: files, made durable; read back and compared; the
/// index,
/// made durable; only then the commit that takes the partitions out of the lake. Whatever dies in between leaves rows
/// in the
/// lake, or in both places, and a second run finishes.
final class Archiving {
    private final Lake lake;
    private final ArchiveFiles files;
    private final PartCheck check;
    private final ArchiveSelection selection;
    private final Progress progress;
    private final ArchiveCount count = new ArchiveCount();

    Archiving(Lake lake, ArchiveFiles files, ArchiveSelection selection, Progress progress) {
        this.lake = lake;
        this.files = files;
        this.check = new PartCheck(files);
        this.selection = selection;
        this.progress = progress;
    }

    /// A series of which something goes.
    ///
    /// @param archived what the archive holds of it so far
    private record Leaving(Series series, ArchivedSeries archived, List<Partition> kept, List<Partition> going) {}

    /// A series with its new index.
    private record Stored(ArchivedSeries index, List<ArchivedPartition> added) {}

    ArchiveReport run() throws IOException {
        Snapshot head = lake.head();
        List<SeriesKey> keys = head.series(selection.dataset()).stream()
                .filter(selection::takes)
                .toList();
        refuseUnfit(head, keys);
        claim();
        String what = "archive " + selection + " to " + files.root();
        try (LakeWriter writer = lake.writer(new Job("archive", what))) {
            progress.begin("archive " + selection.dataset(), keys.size(), "series");
            for (List<SeriesKey> batch : SeriesBatches.of(
                    keys, key -> head.summary(key).orElseThrow().bytes())) {
                try (LakeWriter.Lock _ = writer.lock(batch)) {
                    move(writer, batch, what);
                }
            }
            progress.end();
        }
        return count.report();
    }

    private void refuseUnfit(Snapshot head, List<SeriesKey> keys) {
        if (keys.isEmpty()) {
            throw new TidemarkException(ErrorCode.NOT_FOUND, "there is no series of " + selection + " in the lake");
        }
        if (head.dataset(selection.dataset()).orElseThrow().derived()) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    selection.dataset()
                            + " is made by a recipe, which can make it again: nothing of it needs an archive;"
                            + " take it out with `tidemark remove " + selection.dataset()
                            + "` and bring it back with `tidemark build`");
        }
        if (files.root().startsWith(lake.folder())) {
            throw new TidemarkException(
                    ErrorCode.USAGE, files.root() + " lies in the lake; name a folder outside of it");
        }
    }

    /// Makes sure that the folder is the archive of this lake, or becomes it.
    private void claim() throws IOException {
        Optional<String> owner = files.lakeId();
        if (owner.isEmpty()) {
            if (!files.isBlank()) {
                throw new TidemarkException(
                        ErrorCode.USAGE, files.root() + " holds something that is no archive; name another folder");
            }
            files.add(files.head(), ByteBuffer.wrap(SeriesIndex.head(lake.id())));
            files.publish();
        } else if (!owner.get().equals(lake.id())) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    files.root() + " is the archive of another lake (" + owner.get() + "); name another folder");
        }
    }

    private void move(LakeWriter writer, List<SeriesKey> keys, String what) throws IOException {
        Snapshot head = writer.refresh();
        List<Stored> stored = new ArrayList<>();
        List<SeriesEdit> edits = new ArrayList<>();
        for (SeriesKey key : keys) {
            Optional<Leaving> leaving = head.series(key).flatMap(series -> leaving(head, series));
            if (leaving.isPresent()) {
                stored.add(store(leaving.get()));
                leaving.get().series().keeping(leaving.get().kept()).ifPresent(edits::add);
                count.series();
            }
            progress.advance(1);
        }
        files.publish();
        stored.forEach(each -> each.added().forEach(partition -> check.read(each.index(), partition)));
        for (Stored each : stored) {
            files.add(files.index(each.index().key()), ByteBuffer.wrap(SeriesIndex.write(each.index())));
        }
        files.publish();
        writer.commit(what, DatasetEdit.whenEmptied(head, selection.dataset(), edits), edits)
                .orThrow()
                .ifPresent(count::committed);
    }

    /// Decides what of a series goes; empty when nothing does.
    private Optional<Leaving> leaving(Snapshot head, Series series) {
        List<Partition> kept = new ArrayList<>();
        List<Partition> going = new ArrayList<>();
        series.partitions().forEach(p -> (selection.takes(series, p) ? going : kept).add(p));
        if (going.isEmpty()) {
            return Optional.empty();
        }
        DatasetRecord dataset = head.dataset(series.key().dataset()).orElseThrow();
        ArchivedSeries archived = files.series(series.key()).orElseGet(() -> ArchivedSeries.of(series, dataset));
        DatasetRecord now = new DatasetRecord(
                series.schema(), series.schemaVersion(), series.chunkSize(), false, dataset.identity());
        Optional<String> unlike = archived.differenceFrom(now, series.chunkSize());
        if (unlike.isPresent()) {
            count.refused(series.key().toString(), unlike.get() + "; archive it into another folder");
            return Optional.empty();
        }
        for (Partition partition : List.copyOf(going)) {
            Optional<ArchivedPartition> there = archived.partition(partition.chunk());
            if (there.isPresent()
                    && !there.get().content().equals(partition.content().content())) {
                count.refused(
                        series.key() + "/" + partition.chunk(),
                        "the archive holds other rows of this chunk; archive these into another folder");
                going.remove(partition);
                kept.add(partition);
            }
        }
        return going.isEmpty() ? Optional.empty() : Optional.of(new Leaving(series, archived, kept, going));
    }

    /// Writes the drafts of a series' files.
    private Stored store(Leaving leaving) throws IOException {
        List<ArchivedPartition> added = new ArrayList<>();
        for (Partition partition : leaving.going()) {
            Optional<ArchivedPartition> there = leaving.archived().partition(partition.chunk());
            ArchivedPartition archived = there.isPresent() && check.isWhole(leaving.archived(), there.get())
                    ? there.get()
                    : store(leaving, partition);
            added.add(archived);
            count.moved(partition.rows(), partition.bytes(), archived.bytes());
        }
        return new Stored(leaving.archived().with(added, leaving.series().attributes()), added);
    }

    private ArchivedPartition store(Leaving leaving, Partition partition) throws IOException {
        Series series = leaving.series();
        Path object = lake.object(series.key(), series.chunkSize(), partition);
        Table table = lake.read(series, partition, List.of());
        if (!ContentDigest.of(table).equals(partition.content())) {
            throw new TidemarkException(
                    ErrorCode.DAMAGED,
                    object + " does not hold what the manifest says; nothing was archived of it; run `tidemark verify"
                            + " --full`");
        }
        ByteBuffer bytes = PartitionEncoder.of(Compression.ARCHIVAL)
                .encode(table, PartitionReader.standard().footer(object));
        files.add(files.part(leaving.archived(), partition.chunk()), bytes);
        return new ArchivedPartition(
                partition.chunk(),
                partition.rows(),
                bytes.remaining(),
                Digest.of(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()),
                partition.content().content(),
                partition.attributes());
    }
}
