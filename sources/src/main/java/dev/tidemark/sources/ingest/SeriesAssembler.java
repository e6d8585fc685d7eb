package dev.tidemark.sources.ingest;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.files.SourceRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Cuts the rows of one source into the partitions of one series, in bounded memory whatever the order of the rows. For
/// one thread.
///
/// Rows go to the builder of their chunk. When the open chunks hold more rows than the budget, all but the current one
/// are finished:
/// compared with the lake, and written where they differ. Rows that come for a finished chunk are counted and left out;
/// such
/// chunks are made anew by reading the source again, as many of them at a time as the budget holds ([#nextPass()]).
public final class SeriesAssembler {
    /// Most rows of one chunk: 16,777,216.
    public static final int MAX_CHUNK_ROWS = 1 << 24;

    private final SeriesKey key;
    private final DatasetRecord dataset;
    private final ChunkSize chunkSize;
    private final Optional<Series> current;
    private final PartitionWriter partitions;
    private final long rowBudget;

    private final SortedMap<String, TableBuilder> open = new TreeMap<>();
    private final SortedMap<String, PartitionWriter.Finished> finished = new TreeMap<>();
    private final SortedMap<String, Long> late = new TreeMap<>(); // rows of a chunk in all, for chunks to be made anew
    private @Nullable Set<String> wanted; // the chunks of this pass; null in the first, which takes all

    private ChunkRange range = new ChunkRange("", 0, 0);
    private @Nullable TableBuilder chunk;
    private long openRows;
    private long lastTime = Long.MIN_VALUE;
    private long unsorted;

    /// Starts before the first row.
    ///
    /// @param current   the series as it is; its cut is kept, a new series takes the dataset's
    /// @param rowBudget number of rows held before finished chunks are written
    public SeriesAssembler(
            Lake lake,
            LakeWriter writer,
            SeriesKey key,
            DatasetRecord dataset,
            Optional<Series> current,
            long rowBudget) {
        this.key = key;
        this.dataset = dataset;
        this.chunkSize = current.map(Series::chunkSize).orElse(dataset.chunkSize());
        this.current = current;
        this.rowBudget = rowBudget;
        this.partitions = new PartitionWriter(lake, writer, key, dataset.cutBy(chunkSize), current);
    }

    /// Takes a row's time and answers with the builder that the row goes to, or null when it is not wanted in this
    /// pass. The
    /// caller sets the row's values and ends it.
    ///
    /// @param time value of the time column
    /// @throws SourceRefusedException when a chunk has too many rows
    public @Nullable TableBuilder row(long time) throws SourceRefusedException {
        if (time < lastTime && wanted == null) {
            unsorted++;
        }
        lastTime = time;
        long day = dataset.schema().dateOf(time).toEpochDay();
        if (!range.holds(day)) {
            range = ChunkRange.of(chunkSize, day);
            chunk = turnTo(range.label());
        }
        TableBuilder target = chunk;
        if (target == null) {
            countLate();
            return null;
        }
        if (target.rows() >= MAX_CHUNK_ROWS) {
            throw new SourceRefusedException(
                    RefusalReason.CHUNK_TOO_LARGE,
                    "chunk " + range.label() + " of " + key + " has more than " + MAX_CHUNK_ROWS
                            + " rows; import it into a dataset with smaller chunks (--chunk)");
        }
        openRows++;
        return target;
    }

    private void countLate() {
        if (wanted == null) {
            late.merge(range.label(), 1L, Long::sum);
        }
    }

    /// The open chunk of a label; null when it is finished, or not of this pass.
    private @Nullable TableBuilder turnTo(String label) {
        if (wanted != null ? !wanted.contains(label) : finished.containsKey(label)) {
            return null;
        }
        if (openRows >= rowBudget && wanted == null) {
            finishAllBut(label);
        }
        return open.computeIfAbsent(label, _ -> new TableBuilder(dataset.schema()));
    }

    private void finishAllBut(String label) {
        List<String> labels = new ArrayList<>(open.keySet());
        for (String other : labels) {
            if (!other.equals(label)) {
                finish(other);
            }
        }
    }

    private void finish(String label) {
        TableBuilder done = open.remove(label);
        if (done != null && done.rows() > 0) {
            openRows -= done.rows();
            finished.put(label, partitions.finish(label, done.build().sortedByTime()));
        }
    }

    /// Ends a reading of the source.
    ///
    /// @throws SourceRefusedException when a chunk had another number of rows than in the first reading
    public void endPass() throws SourceRefusedException {
        for (String label : List.copyOf(open.keySet())) {
            finish(label);
        }
        if (wanted != null) {
            for (String label : wanted) {
                checkRows(label);
            }
        } else {
            late.replaceAll((label, rows) -> rows + rowsOf(label));
        }
        range = new ChunkRange("", 0, 0);
        chunk = null;
    }

    private long rowsOf(String label) {
        PartitionWriter.Finished part = finished.get(label);
        return part == null ? 0 : part.partition().rows();
    }

    private void checkRows(String label) throws SourceRefusedException {
        if (rowsOf(label) != late.getOrDefault(label, 0L)) {
            throw new SourceRefusedException(
                    RefusalReason.CHANGED_WHILE_READ,
                    "the source of " + key + " changed while it was read; import it again");
        }
        late.remove(label);
    }

    /// Whether the source has to be read once more, with the same rows in the same order, to make the chunks anew that
    /// got rows
    /// after they were finished. Prepares for it.
    public boolean nextPass() {
        if (late.isEmpty()) {
            return false;
        }
        Set<String> next = new TreeSet<>();
        long rows = 0;
        for (Map.Entry<String, Long> entry : late.entrySet()) {
            rows += entry.getValue();
            if (!next.isEmpty() && rows > rowBudget) {
                break;
            }
            next.add(entry.getKey());
        }
        wanted = next;
        return true;
    }

    /// Number of rows taken.
    public long rows() {
        return finished.values().stream().mapToLong(p -> p.partition().rows()).sum();
    }

    /// What was noticed, by code; counts above 0 only.
    public Map<FindingCode, Long> findings() {
        Map<FindingCode, Long> findings = new HashMap<>();
        findings.put(FindingCode.UNSORTED, unsorted);
        for (PartitionWriter.Finished part : finished.values()) {
            findings.merge(FindingCode.DUPLICATE_TIMESTAMPS, part.duplicates(), Long::sum);
            findings.merge(FindingCode.OBJECT_RESTORED, part.isRestored() ? 1L : 0L, Long::sum);
            findings.merge(FindingCode.OLD_DATA_UNREADABLE, part.isOldUnreadable() ? 1L : 0L, Long::sum);
        }
        findings.values().removeIf(count -> count == 0);
        return findings;
    }

    /// The draft of the series, after the last pass; rows must have been taken.
    ///
    /// @param attributes what the series shall record; its other attributes stay
    public SeriesDraft draft(SortedMap<String, String> attributes) {
        SortedMap<String, String> merged =
                new TreeMap<>(current.map(Series::attributes).orElseGet(TreeMap::new));
        merged.putAll(attributes);
        List<Partition> wantedPartitions = finished.values().stream()
                .map(PartitionWriter.Finished::partition)
                .toList();
        SeriesState after =
                new SeriesState(dataset.schema(), dataset.schemaVersion(), chunkSize, merged, wantedPartitions);
        boolean isRestored = finished.values().stream().anyMatch(PartitionWriter.Finished::isRestored);
        boolean isChanged =
                isRestored || !current.map(s -> s.state().equals(after)).orElse(false);
        RowCounts rows = RowCounts.good(0, 0, 0, rowsOfVanishedChunks());
        long bytes = 0;
        for (PartitionWriter.Finished part : finished.values()) {
            rows = rows.plus(part.rows());
            bytes += part.writtenBytes();
        }
        return new SeriesDraft(key, dataset, current.map(Series::summary), Optional.of(after), isChanged, rows, bytes);
    }

    private long rowsOfVanishedChunks() {
        return current.map(Series::partitions).orElse(List.of()).stream()
                .filter(p -> !finished.containsKey(p.chunk()))
                .mapToLong(Partition::rows)
                .sum();
    }
}
