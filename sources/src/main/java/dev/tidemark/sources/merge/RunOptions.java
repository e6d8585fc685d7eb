package dev.tidemark.sources.merge;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.ingest.BatchLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a run imports and how it merges, whatever the format. Start with [#of(List)] and change what differs.
///
/// @param paths         folders, archives and files; at least one
/// @param replaces      whether rows of the range or days that the sources hold are replaced, instead of united
/// @param allowsRemoval whether a series may lose more than a tenth of its rows
/// @param chunk         how a new dataset is cut; refused for a dataset that is cut otherwise; null: `defaultChunk`
/// @param defaultChunk  how a new dataset is cut unless said, such as by the config
/// @param threads       sources read, and series merged, at a time
/// @param cells         values held in memory before rows are put aside on disk
/// @param batch         when to commit
public record RunOptions(
        List<Path> paths,
        boolean replaces,
        boolean allowsRemoval,
        @Nullable ChunkSize chunk,
        Function<DatasetName, ChunkSize> defaultChunk,
        int threads,
        long cells,
        BatchLimits batch) {
    private static final int LONGEST_MESSAGE = 200;

    public RunOptions {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new TidemarkException(ErrorCode.USAGE, "nothing to import: give a folder, a .zip archive or a file");
        }
        if (threads < 1) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot import with " + threads + " threads");
        }
    }

    /// The defaults: rows unite, chunks by the shape of the dataset, all processors.
    public static RunOptions of(List<Path> paths) {
        return new RunOptions(
                paths,
                false,
                false,
                null,
                name -> shape(name).defaultChunk(name),
                Runtime.getRuntime().availableProcessors(),
                MergeOptions.DEFAULT_CELLS,
                BatchLimits.DEFAULT);
    }

    public RunOptions replacing() {
        return new RunOptions(paths, true, allowsRemoval, chunk, defaultChunk, threads, cells, batch);
    }

    /// Lets series shrink.
    public RunOptions allowingRemoval() {
        return new RunOptions(paths, replaces, true, chunk, defaultChunk, threads, cells, batch);
    }

    public RunOptions withChunk(ChunkSize other) {
        return new RunOptions(paths, replaces, allowsRemoval, other, defaultChunk, threads, cells, batch);
    }

    public RunOptions withDefaultChunk(Function<DatasetName, ChunkSize> other) {
        return new RunOptions(paths, replaces, allowsRemoval, chunk, other, threads, cells, batch);
    }

    public RunOptions withThreads(int other) {
        return new RunOptions(paths, replaces, allowsRemoval, chunk, defaultChunk, other, cells, batch);
    }

    /// The shape of a dataset's rows.
    ///
    /// @throws TidemarkException `USAGE` for a dataset that general formats are not imported into
    public static DatasetShape shape(DatasetName name) {
        return DatasetShape.of(name)
                .orElseThrow(() -> new TidemarkException(
                        ErrorCode.USAGE,
                        "cannot import into " + name + ": expected bars/TIMEFRAME, quotes/TIMEFRAME, oi/TIMEFRAME,"
                                + " ticks/trades, ticks/quotes, ticks/oi, ticks/raw or daily/futures, or a variant"
                                + " such as bars/1d-raw"));
    }

    /// The options of the merge.
    ///
    /// @param format   the importer's name, and with the paths its line in the log
    /// @param source   the default of the series attribute `source`
    /// @param suffixes endings of the names of sources
    public MergeOptions merge(
            Lake lake, String format, String source, List<String> suffixes, DatasetIdentity identity) {
        return new MergeOptions(
                source,
                paths,
                suffixes,
                name -> record(lake, name, identity),
                replaces,
                allowsRemoval,
                threads,
                cells,
                batch,
                describe(format));
    }

    private DatasetRecord record(Lake lake, DatasetName name, DatasetIdentity identity) {
        DatasetShape shape = shape(name);
        ChunkSize size = shape.isTicks() ? ChunkSize.DAY : defaultChunk.apply(name);
        if (chunk != null) {
            ChunkSize held =
                    lake.head().dataset(name).map(DatasetRecord::chunkSize).orElse(shape.isTicks() ? size : chunk);
            if (held != chunk) {
                throw new TidemarkException(
                        ErrorCode.USAGE,
                        name + " is cut by " + held.text() + ", not by " + chunk.text()
                                + "; leave --chunk out"
                                + (shape.isTicks()
                                        ? ""
                                        : ", or cut it anew with `tidemark rechunk " + name + " --chunk " + chunk.text()
                                                + "`"));
            }
            size = chunk;
        }
        return new DatasetRecord(shape.schema(), 1, size, false, identity.fields(shape));
    }

    /// One line for the log: the first paths.
    private String describe(String format) {
        String names =
                String.join(", ", paths.stream().limit(3).map(Path::toString).toList());
        String line = ("import " + format + " " + names
                        + (paths.size() > 3 ? " and " + (paths.size() - 3) + " more" : ""))
                .replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE - 1) + "…" : line;
    }
}
