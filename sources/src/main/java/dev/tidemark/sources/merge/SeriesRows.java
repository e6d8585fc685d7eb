package dev.tidemark.sources.merge;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.ingest.ChunkRange;
import dev.tidemark.sources.ingest.SeriesAssembler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows of one source for one series, cut into chunks. For one thread.
public final class SeriesRows {
    private final SourceSink sink;
    private final SeriesKey key;
    private final Schema schema;
    private final ChunkSize chunkSize;
    private final SortedMap<String, String> attributes;

    private final Map<String, TableBuilder> open = new HashMap<>();
    private final Map<String, Segment> segments = new TreeMap<>();
    private ChunkRange range = new ChunkRange("", 0, 0);
    private @Nullable TableBuilder chunk;
    private long rows;
    private long lastTime = Long.MIN_VALUE;
    private long minTime = Long.MAX_VALUE;
    private long maxTime = Long.MIN_VALUE;
    private long unsorted;

    SeriesRows(
            SourceSink sink, SeriesKey key, Schema schema, ChunkSize chunkSize, SortedMap<String, String> attributes) {
        this.sink = sink;
        this.key = key;
        this.schema = schema;
        this.chunkSize = chunkSize;
        this.attributes = new TreeMap<>(attributes);
    }

    /// Takes a row's day and time and answers with the builder that the row goes to. The caller has parsed the row: it
    /// sets the values and ends the row.
    ///
    /// @param day  the day whose chunk the row belongs to, in days since 1970-01-01: the trading day of a tick, the UTC
    ///             date of a bar's start
    /// @param time value of the time column
    /// @throws SourceRefusedException when a chunk has too many rows
    /// @throws IOException when rows could not be put aside on disk
    public TableBuilder row(long day, long time) throws IOException {
        if (time < lastTime) {
            unsorted++;
        }
        lastTime = time;
        minTime = Math.min(minTime, time);
        maxTime = Math.max(maxTime, time);
        if (chunk == null || !range.holds(day)) {
            range = ChunkRange.of(chunkSize, day);
            chunk = open.computeIfAbsent(range.label(), _ -> new TableBuilder(schema));
        }
        if (chunk.rows() >= SeriesAssembler.MAX_CHUNK_ROWS) {
            throw new SourceRefusedException(
                    RefusalReason.CHUNK_TOO_LARGE,
                    "chunk " + range.label() + " of " + key + " has more than " + SeriesAssembler.MAX_CHUNK_ROWS
                            + " rows; import it into a dataset with smaller chunks");
        }
        rows++;
        if (sink.holdsOneMore(schema)) {
            chunk = open.computeIfAbsent(range.label(), _ -> new TableBuilder(schema));
        }
        return chunk;
    }

    /// Ends the chunks that are open: their rows go to disk, or stay in memory as tables.
    void close(@Nullable TableSpill spill) throws IOException {
        for (Map.Entry<String, TableBuilder> entry : open.entrySet()) {
            if (entry.getValue().rows() > 0) {
                Table table = entry.getValue().build();
                Segment.Piece piece = spill == null
                        ? new Segment.Piece.Held(table)
                        : new Segment.Piece.Spilled(spill, spill.write(table));
                segments.computeIfAbsent(entry.getKey(), _ -> new Segment()).add(piece, table.rows());
            }
        }
        open.clear();
        chunk = null;
    }

    SeriesKey key() {
        return key;
    }

    ChunkSize chunkSize() {
        return chunkSize;
    }

    SortedMap<String, String> attributes() {
        return attributes;
    }

    Map<String, Segment> segments() {
        return segments;
    }

    long rows() {
        return rows;
    }

    long unsorted() {
        return unsorted;
    }

    /// Least time of a row.
    long minTime() {
        return minTime;
    }

    /// Greatest time of a row.
    long maxTime() {
        return maxTime;
    }
}
