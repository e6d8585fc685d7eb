package dev.tidemark.sources.lean;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.ingest.BatchLimits;
import dev.tidemark.sources.merge.MergeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What to import and how. Start with [#of(List)] and change what differs.
///
/// @param paths         LEAN's `Data` folder, parts of it, archives; at least one
/// @param dataset       where all rows go; null: by kind and resolution of each file
/// @param identity      what bars record of themselves
/// @param markets       calendars that give the trading days of futures and forex ticks
/// @param replaces      whether the days, or the range of bars, that a source holds are replaced by it
/// @param allowsRemoval whether a series may lose more than a tenth of its rows
/// @param threads       number of sources read at once
/// @param batch         when to commit
public record LeanImportOptions(
        List<Path> paths,
        @Nullable DatasetName dataset,
        DatasetIdentity identity,
        Markets markets,
        boolean replaces,
        boolean allowsRemoval,
        int threads,
        BatchLimits batch) {
    static final String FORMAT = "lean";

    private static final List<String> SUFFIXES = List.of(".csv");

    public LeanImportOptions {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "nothing to import: give LEAN's Data folder or archives of it");
        }
        if (dataset != null && DatasetShape.of(dataset).isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot import into " + dataset
                            + "; name a dataset such as bars/1m-raw, quotes/1m or ticks/trades");
        }
    }

    /// The defaults: datasets by kind and resolution, prices as traded, all hours.
    public static LeanImportOptions of(List<Path> paths) {
        return new LeanImportOptions(
                paths,
                null,
                DatasetIdentity.AS_TRADED.withSession("all"),
                Markets.shipped(),
                false,
                false,
                Runtime.getRuntime().availableProcessors(),
                BatchLimits.DEFAULT);
    }

    public LeanImportOptions withDataset(DatasetName other) {
        return new LeanImportOptions(paths, other, identity, markets, replaces, allowsRemoval, threads, batch);
    }

    public LeanImportOptions withAdjustment(Adjustment other) {
        return new LeanImportOptions(
                paths, dataset, identity.withAdjustment(other), markets, replaces, allowsRemoval, threads, batch);
    }

    /// Lets sources take the place of what is there.
    public LeanImportOptions replacing() {
        return new LeanImportOptions(paths, dataset, identity, markets, true, allowsRemoval, threads, batch);
    }

    /// Lets series shrink.
    public LeanImportOptions allowingRemoval() {
        return new LeanImportOptions(paths, dataset, identity, markets, replaces, true, threads, batch);
    }

    public LeanImportOptions withThreads(int other) {
        return new LeanImportOptions(paths, dataset, identity, markets, replaces, allowsRemoval, other, batch);
    }

    public LeanImportOptions withBatch(BatchLimits other) {
        return new LeanImportOptions(paths, dataset, identity, markets, replaces, allowsRemoval, threads, other);
    }

    /// Says the trading day of ticks; null where it is the file's date, which is the local one.
    @Nullable
    TradingDays tradingDays(LeanPath path) {
        return switch (path.assetClass()) {
            case EQUITY, INDEX, CRYPTO -> null;
            case FUTURE ->
                markets.find(
                                path.market().toUpperCase(Locale.ROOT),
                                path.ticker().toUpperCase(Locale.ROOT))
                        .map(Market::tradingDays)
                        .orElse(null);
            case FOREX, CFD ->
                markets.find("forex", "").map(Market::tradingDays).orElse(null);
        };
    }

    MergeOptions merge() {
        return new MergeOptions(
                FORMAT,
                paths,
                SUFFIXES,
                this::newDataset,
                replaces,
                allowsRemoval,
                threads,
                MergeOptions.DEFAULT_CELLS,
                batch,
                MergeOptions.message(FORMAT, paths));
    }

    private DatasetRecord newDataset(DatasetName name) {
        DatasetShape shape = DatasetShape.of(name).orElseThrow();
        return new DatasetRecord(
                shape.schema(), BarSchemas.VERSION, shape.defaultChunk(name), false, identity.fields(shape));
    }
}
