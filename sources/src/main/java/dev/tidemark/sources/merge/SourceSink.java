package dev.tidemark.sources.merge;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.ingest.RejectLog;
import dev.tidemark.sources.text.LineScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes what a [SourceFormat] finds in one source. For one thread.
public final class SourceSink {
    /// The series attribute that says who delivered it.
    public static final String SOURCE = "source";

    private static final long CELLS_BETWEEN_CHECKS = 1 << 16;

    private final MergeContext context;
    private final MemoryBudget budget;
    private final LineScanner lines;
    private final RejectLog rejects;
    private final Map<SeriesKey, SeriesRows> series = new LinkedHashMap<>();
    private final Map<FindingCode, Long> findings = new EnumMap<>(FindingCode.class);
    private @Nullable TableSpill spill;
    private long uncounted;
    private long heldCells;

    SourceSink(MergeContext context, MemoryBudget budget, SourceFile source, LineScanner lines) {
        this.context = context;
        this.budget = budget;
        this.lines = lines;
        this.rejects = new RejectLog(context.quarantine(), this::quarantineFolder, source.pathInDump());
    }

    private String quarantineFolder() {
        return series.isEmpty()
                ? context.options().format() + "/unknown"
                : series.keySet().iterator().next().folder();
    }

    /// A scanner of lines that is reused from source to source.
    public LineScanner lines() {
        return lines;
    }

    /// The rows of a series. Asked again for the same key, it answers with the same object.
    ///
    /// @param attributes what the series records of its origin; [#SOURCE] is added unless given. A series of another
    ///                   origin is refused.
    /// @throws dev.tidemark.lake.TidemarkException `IDENTITY_MISMATCH` or `SCHEMA_MISMATCH` when the dataset's data are
    ///     of another kind
    public SeriesRows series(SeriesKey key, SortedMap<String, String> attributes) {
        SeriesRows known = series.get(key);
        if (known != null) {
            return known;
        }
        SortedMap<String, String> origin = new TreeMap<>(attributes);
        origin.putIfAbsent(SOURCE, context.options().format());
        DatasetRecord dataset = record(key.dataset());
        ChunkSize cut = context.head().get().series(key).map(Series::chunkSize).orElse(dataset.chunkSize());
        SeriesRows rows = new SeriesRows(this, key, dataset.schema(), cut, origin);
        series.put(key, rows);
        return rows;
    }

    /// The columns of a dataset's rows.
    public Schema schema(DatasetName dataset) {
        return record(dataset).schema();
    }

    private DatasetRecord record(DatasetName dataset) {
        Snapshot head = context.head().get();
        return context.datasets().record(head, dataset);
    }

    /// Quarantines the row in `text[from, to)`.
    ///
    /// @param line 1-based
    public void reject(long line, RejectReason reason, byte[] text, int from, int to) {
        rejects.add(line, reason, text, from, to);
    }

    /// Quarantines the scanner's current line.
    public void reject(RejectReason reason) {
        reject(lines.number(), reason, lines.buffer(), lines.from(), lines.to());
    }

    /// Notes something about rows that are kept.
    public void finding(FindingCode code, long count) {
        if (count > 0) {
            findings.merge(code, count, Long::sum);
        }
    }

    /// Ends the reading when the import was stopped. To be called now and then.
    ///
    /// @throws java.util.concurrent.CancellationException then
    public void check() {
        context.stop().check();
    }

    /// Counts a row that comes into memory, and puts rows aside on disk when there are too many.
    ///
    /// @return whether that was done, so that the open chunks are new ones
    boolean holdsOneMore(Schema schema) throws IOException {
        uncounted += schema.fields().size();
        if (uncounted < CELLS_BETWEEN_CHECKS) {
            return false;
        }
        check();
        heldCells += uncounted;
        budget.take(uncounted);
        uncounted = 0;
        if (!budget.isSpent(heldCells)) {
            return false;
        }
        closeSeries(spill());
        budget.give(heldCells);
        heldCells = 0;
        return true;
    }

    private TableSpill spill() throws IOException {
        TableSpill file = spill;
        if (file == null) {
            file = new TableSpill(context.spills().fresh());
            spill = file;
        }
        return file;
    }

    /// Ends the reading of the source: what is in memory stays there.
    void finish() throws IOException {
        rejects.flush();
        series.values().removeIf(rows -> rows.rows() == 0);
        closeSeries(null);
    }

    private void closeSeries(@Nullable TableSpill target) throws IOException {
        for (SeriesRows rows : series.values()) {
            rows.close(target);
        }
    }

    /// Forgets the rows and the file they were put aside in.
    void discard() {
        budget.give(heldCells);
        heldCells = 0;
        series.clear();
        TableSpill file = spill;
        if (file != null) {
            spill = null;
            try (file) {
                Path path = file.path();
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // Left for the sweep of the next writer.
            }
        }
    }

    Collection<SeriesRows> allSeries() {
        return series.values();
    }

    RejectLog rejects() {
        return rejects;
    }

    Map<FindingCode, Long> findings() {
        return findings;
    }

    long rows() {
        return series.values().stream().mapToLong(SeriesRows::rows).sum();
    }
}
