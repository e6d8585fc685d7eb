package dev.tidemark.sources.stooq;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.ingest.BatchLimits;
import dev.tidemark.sources.merge.MergeOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What to import and how. Start with [#of(List)] and change what differs.
///
/// @param paths         folders, `.zip` archives and `.txt` files; at least one
/// @param dataset       where all bars go; null: to `bars/<timeframe>` of each file
/// @param zone          zone of intraday times
/// @param adjustment    what the prices are adjusted for
/// @param chunk         how a new dataset is cut; refused for a dataset that is cut otherwise; null: `defaultChunk`
/// @param defaultChunk  how a new dataset is cut unless said, such as by the config
/// @param allowsRemoval whether a series may lose more than a tenth of its rows, or all
/// @param threads       number of sources read at once
/// @param batch         when to commit
public record StooqImportOptions(
        List<Path> paths,
        @Nullable DatasetName dataset,
        ZoneId zone,
        Adjustment adjustment,
        @Nullable ChunkSize chunk,
        Function<DatasetName, ChunkSize> defaultChunk,
        boolean allowsRemoval,
        int threads,
        BatchLimits batch) {
    /// Where Stooq is, and so the zone of its intraday times.
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Europe/Warsaw");

    private static final String LABEL = "start";
    private static final String SESSION = "regular";

    public StooqImportOptions {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "nothing to import: give a folder, a .zip archive or a .txt file");
        }
        if (threads < 1) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot import with " + threads + " threads");
        }
        if (dataset != null) {
            checkBars(dataset);
        }
    }

    private static void checkBars(DatasetName dataset) {
        try {
            BarSchemas.timeframeOf(dataset);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot import bars into " + dataset + ": " + e.getMessage()
                            + "; name a dataset such as bars/1d or bars/1d-raw",
                    e);
        }
    }

    /// The defaults: datasets by timeframe, Warsaw time, prices adjusted for splits and dividends, all processors.
    public static StooqImportOptions of(List<Path> paths) {
        return new StooqImportOptions(
                paths,
                null,
                DEFAULT_ZONE,
                Adjustment.SPLITS_DIVIDENDS,
                null,
                name -> BarSchemas.defaultChunk(BarSchemas.timeframeOf(name)),
                false,
                Runtime.getRuntime().availableProcessors(),
                BatchLimits.DEFAULT);
    }

    public StooqImportOptions withDataset(@Nullable DatasetName other) {
        return new StooqImportOptions(
                paths, other, zone, adjustment, chunk, defaultChunk, allowsRemoval, threads, batch);
    }

    public StooqImportOptions withZone(ZoneId other) {
        return new StooqImportOptions(
                paths, dataset, other, adjustment, chunk, defaultChunk, allowsRemoval, threads, batch);
    }

    public StooqImportOptions withAdjustment(Adjustment other) {
        return new StooqImportOptions(paths, dataset, zone, other, chunk, defaultChunk, allowsRemoval, threads, batch);
    }

    public StooqImportOptions withChunk(@Nullable ChunkSize other) {
        return new StooqImportOptions(
                paths, dataset, zone, adjustment, other, defaultChunk, allowsRemoval, threads, batch);
    }

    public StooqImportOptions withDefaultChunk(Function<DatasetName, ChunkSize> other) {
        return new StooqImportOptions(paths, dataset, zone, adjustment, chunk, other, allowsRemoval, threads, batch);
    }

    /// Lets series shrink and vanish.
    public StooqImportOptions allowingRemoval() {
        return new StooqImportOptions(paths, dataset, zone, adjustment, chunk, defaultChunk, true, threads, batch);
    }

    public StooqImportOptions withThreads(int other) {
        return new StooqImportOptions(
                paths, dataset, zone, adjustment, chunk, defaultChunk, allowsRemoval, other, batch);
    }

    public StooqImportOptions withBatch(BatchLimits other) {
        return new StooqImportOptions(
                paths, dataset, zone, adjustment, chunk, defaultChunk, allowsRemoval, threads, other);
    }

    /// The record of a dataset that this import would make.
    DatasetRecord newDataset(DatasetName name) {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put("adjusted", adjustment.text());
        identity.put("label", LABEL);
        identity.put("session", SESSION);
        ChunkSize size = chunk != null ? chunk : defaultChunk.apply(name);
        return new DatasetRecord(BarSchemas.BARS, BarSchemas.VERSION, size, false, identity);
    }

    /// One line for the log: the first paths.
    String describe() {
        return MergeOptions.message("stooq", paths);
    }
}
