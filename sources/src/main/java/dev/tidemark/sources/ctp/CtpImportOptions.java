package dev.tidemark.sources.ctp;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.instrument.Multipliers;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.TickSchemas;
import dev.tidemark.sources.ingest.BatchLimits;
import dev.tidemark.sources.merge.MergeOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What to import and how. Start with [#of(List)] and change what differs.
///
/// @param paths         folders, `.zip` archives and `.csv` files; at least one
/// @param dataset       where the ticks go
/// @param exchange      the exchange of all contracts; empty: the rows' `ExchangeID`, else the only one
///                      that lists the product
/// @param zone          zone of `ActionDay` and `UpdateTime`
/// @param markets       calendars and sessions to compare trading days with
/// @param multipliers   contract multipliers, by which average prices are divided
/// @param allowsNegativePrices whether a price may be below zero
/// @param replaces      whether the trading days that the sources hold are replaced by them, instead of united
/// @param allowsRemoval whether a series may lose more than a tenth of its rows
/// @param threads       number of sources read at once
/// @param batch         when to commit
public record CtpImportOptions(
        List<Path> paths,
        DatasetName dataset,
        String exchange,
        ZoneId zone,
        Markets markets,
        Multipliers multipliers,
        boolean allowsNegativePrices,
        boolean replaces,
        boolean allowsRemoval,
        int threads,
        BatchLimits batch) {
    /// Where Chinese futures exchanges are.
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");
    /// Where ticks go unless said.
    public static final DatasetName DEFAULT_DATASET = new DatasetName(TickSchemas.TICKS, "raw");

    static final String FORMAT = "ctp";

    private static final List<String> SUFFIXES = List.of(".csv");

    public CtpImportOptions {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "nothing to import: give a folder, a .zip archive or a .csv file");
        }
        if (!DatasetShape.of(dataset).equals(Optional.of(DatasetShape.FUTURES_TICKS))) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot import ticks of futures into " + dataset
                            + "; name ticks/raw or a variant such as ticks/raw-vendor2");
        }
        exchange = exchange.toUpperCase(Locale.ROOT);
        if (!exchange.matches("[A-Z0-9]*")) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "'" + exchange + "' is no exchange; expected one such as SHFE or CZCE");
        }
    }

    /// The defaults: `ticks/raw`, exchanges by the rows, Shanghai time, shipped calendars and multipliers.
    public static CtpImportOptions of(List<Path> paths) {
        return new CtpImportOptions(
                paths,
                DEFAULT_DATASET,
                "",
                DEFAULT_ZONE,
                Markets.shipped(),
                new Multipliers(InstrumentRegistry.EMPTY),
                false,
                false,
                false,
                Runtime.getRuntime().availableProcessors(),
                BatchLimits.DEFAULT);
    }

    public CtpImportOptions withDataset(DatasetName other) {
        return new CtpImportOptions(
                paths,
                other,
                exchange,
                zone,
                markets,
                multipliers,
                allowsNegativePrices,
                replaces,
                allowsRemoval,
                threads,
                batch);
    }

    public CtpImportOptions withExchange(String other) {
        return new CtpImportOptions(
                paths,
                dataset,
                other,
                zone,
                markets,
                multipliers,
                allowsNegativePrices,
                replaces,
                allowsRemoval,
                threads,
                batch);
    }

    public CtpImportOptions withZone(ZoneId other) {
        return new CtpImportOptions(
                paths,
                dataset,
                exchange,
                other,
                markets,
                multipliers,
                allowsNegativePrices,
                replaces,
                allowsRemoval,
                threads,
                batch);
    }

    /// With calendars and sessions that the user may have replaced.
    public CtpImportOptions withMarkets(Markets other) {
        return new CtpImportOptions(
                paths,
                dataset,
                exchange,
                zone,
                other,
                multipliers,
                allowsNegativePrices,
                replaces,
                allowsRemoval,
                threads,
                batch);
    }

    public CtpImportOptions withMultipliers(Multipliers other) {
        return new CtpImportOptions(
                paths,
                dataset,
                exchange,
                zone,
                markets,
                other,
                allowsNegativePrices,
                replaces,
                allowsRemoval,
                threads,
                batch);
    }

    /// Lets the sources' trading days take the place of what is there.
    public CtpImportOptions replacing() {
        return new CtpImportOptions(
                paths,
                dataset,
                exchange,
                zone,
                markets,
                multipliers,
                allowsNegativePrices,
                true,
                allowsRemoval,
                threads,
                batch);
    }

    /// Lets series shrink.
    public CtpImportOptions allowingRemoval() {
        return new CtpImportOptions(
                paths,
                dataset,
                exchange,
                zone,
                markets,
                multipliers,
                allowsNegativePrices,
                replaces,
                true,
                threads,
                batch);
    }

    /// Keeps prices below zero.
    public CtpImportOptions allowingNegativePrices() {
        return new CtpImportOptions(
                paths, dataset, exchange, zone, markets, multipliers, true, replaces, allowsRemoval, threads, batch);
    }

    public CtpImportOptions withThreads(int other) {
        return new CtpImportOptions(
                paths,
                dataset,
                exchange,
                zone,
                markets,
                multipliers,
                allowsNegativePrices,
                replaces,
                allowsRemoval,
                other,
                batch);
    }

    public CtpImportOptions withBatch(BatchLimits other) {
        return new CtpImportOptions(
                paths,
                dataset,
                exchange,
                zone,
                markets,
                multipliers,
                allowsNegativePrices,
                replaces,
                allowsRemoval,
                threads,
                other);
    }

    MergeOptions merge() {
        return new MergeOptions(
                FORMAT,
                paths,
                SUFFIXES,
                CtpImportOptions::newDataset,
                replaces,
                allowsRemoval,
                threads,
                MergeOptions.DEFAULT_CELLS,
                batch,
                MergeOptions.message(FORMAT, paths));
    }

    private static DatasetRecord newDataset(DatasetName name) {
        return TickSchemas.ticks(TickSchemas.FUTURES, new TreeMap<>(Map.of("session", "all", "adjusted", "none")));
    }
}
