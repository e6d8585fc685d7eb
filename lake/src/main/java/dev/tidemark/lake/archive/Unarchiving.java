package dev.tidemark.lake.archive;

import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.ArchivedSeries.ArchivedPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Brings archived partitions back into a lake. The archive stays as it is; chunks that the lake holds equally are left
/// alone, and those that it holds otherwise are refused.
final class Unarchiving {
    private final Lake lake;
    private final ArchiveFiles files;
    private final PartCheck check;
    private final Progress progress;
    private final ArchiveCount count = new ArchiveCount();

    Unarchiving(Lake lake, ArchiveFiles files, Progress progress) {
        this.lake = lake;
        this.files = files;
        this.check = new PartCheck(files);
        this.progress = progress;
    }

    /// @param wanted what to bring back, from oldest to newest batch
    ArchiveReport run(List<SeriesKey> wanted, String what) {
        try (LakeWriter writer = lake.writer(new Job("restore", what))) {
            progress.begin(what, wanted.size(), "series");
            for (List<SeriesKey> batch :
                    SeriesBatches.of(wanted, key -> archived(key).bytes())) {
                try (LakeWriter.Lock _ = writer.lock(batch)) {
                    bringBack(writer, batch, what);
                }
            }
            progress.end();
        }
        return count.report();
    }

    private ArchivedSeries archived(SeriesKey key) {
        return files.readIndex(files.index(key));
    }

    private void bringBack(LakeWriter writer, List<SeriesKey> keys, String what) {
        Snapshot head = writer.refresh();
        Map<DatasetName, DatasetRecord> made = new TreeMap<>();
        List<SeriesEdit> edits = new ArrayList<>();
        for (SeriesKey key : keys) {
            ArchivedSeries archived = archived(key);
            Optional<Series> now = head.series(key);
            DatasetRecord record =
                    head.dataset(key.dataset()).orElseGet(() -> made.getOrDefault(key.dataset(), archived.record()));
            Optional<String> unlike = unlike(archived, record, now);
            if (unlike.isPresent()) {
                count.refused(key.toString(), unlike.get());
            } else {
                Optional<SeriesEdit> edit = edit(writer, archived, now);
                if (edit.isPresent()) {
                    edits.add(edit.get());
                    count.series();
                    if (head.dataset(key.dataset()).isEmpty()) {
                        made.put(key.dataset(), record);
                    }
                }
            }
            progress.advance(1);
        }
        List<DatasetEdit> records = made.entrySet().stream()
                .map(e -> new DatasetEdit(e.getKey(), Optional.empty(), Optional.of(e.getValue())))
                .toList();
        writer.commit(what, records, edits).orThrow().ifPresent(count::committed);
    }

    private static Optional<String> unlike(ArchivedSeries archived, DatasetRecord record, Optional<Series> now) {
        if (record.derived()) {
            return Optional.of("the lake has a dataset of this name that a recipe makes");
        }
        return archived.differenceFrom(
                record, now.map(Series::chunkSize).orElse(archived.record().chunkSize()));
    }

    private Optional<SeriesEdit> edit(LakeWriter writer, ArchivedSeries archived, Optional<Series> now) {
        List<Partition> partitions = new ArrayList<>(now.map(Series::partitions).orElse(List.of()));
        Map<String, Partition> held = new TreeMap<>();
        partitions.forEach(p -> held.put(p.chunk(), p));
        for (ArchivedPartition partition : archived.partitions()) {
            Partition there = held.get(partition.chunk());
            if (there == null) {
                write(writer, archived, partition).ifPresent(partitions::add);
            } else if (there.content().content().equals(partition.content())) {
                count.present();
            } else {
                count.refused(
                        archived.key() + "/" + partition.chunk(),
                        "the lake holds other rows of this chunk; remove them first with `tidemark remove "
                                + archived.key() + "/" + partition.chunk() + "`, or leave the archive as it is");
            }
        }
        if (partitions.size() == held.size()) {
            return Optional.empty();
        }
        SortedMap<String, String> attributes = new TreeMap<>(archived.attributes());
        now.ifPresent(series -> attributes.putAll(series.attributes()));
        DatasetRecord record = archived.record();
        return Optional.of(new SeriesEdit(
                archived.key(),
                now.map(Series::summary).map(SeriesSummary::manifest),
                Optional.of(new SeriesState(
                        record.schema(), record.schemaVersion(), record.chunkSize(), attributes, partitions))));
    }

    /// Empty when the file is damaged, which the report then says.
    private Optional<Partition> write(LakeWriter writer, ArchivedSeries archived, ArchivedPartition partition) {
        try {
            Partition written = writer.write(
                    archived.key(),
                    archived.record(),
                    partition.chunk(),
                    check.read(archived, partition),
                    partition.attributes());
            count.moved(written.rows(), written.bytes(), partition.bytes());
            return Optional.of(written);
        } catch (TidemarkException e) {
            return switch (e.code()) {
                case DAMAGED, SCHEMA_MISMATCH -> {
                    count.refused(archived.key() + "/" + partition.chunk(), String.valueOf(e.getMessage()));
                    yield Optional.empty();
                }
                default -> throw e;
            };
        }
    }
}
