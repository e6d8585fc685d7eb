package dev.tidemark.sources.lean;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.merge.RunOptions;
import org.jspecify.annotations.Nullable;

/// What to import and how. Start with [#of] and change what differs.
///
/// @param run      LEAN's `Data` folder, parts of it, or archives, and how rows merge
/// @param dataset  where all rows go; null: by kind and resolution of each file
/// @param identity what bars record of themselves
/// @param markets  calendars that give the trading days of futures and forex ticks
public record LeanImportOptions(
        RunOptions run, @Nullable DatasetName dataset, DatasetIdentity identity, Markets markets) {
    /// What the names of datasets of bars end with: LEAN's prices are as traded and of all hours, those of other
    /// sources
    /// often are not, and a dataset holds one kind.
    static final String VARIANT = "-raw";

    public LeanImportOptions {
        if (dataset != null) {
            check(dataset);
        }
    }

    private static void check(DatasetName dataset) {
        try {
            if (RunOptions.shape(dataset).hasTimeframe()) {
                DatasetShape.timeframeOf(dataset);
            }
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot import into " + dataset + ": " + e.getMessage(), e);
        }
    }

    /// The defaults: datasets by kind and resolution, prices as traded, all hours.
    public static LeanImportOptions of(RunOptions run) {
        return new LeanImportOptions(run, null, DatasetIdentity.AS_TRADED.withSession("all"), Markets.shipped());
    }

    public LeanImportOptions withDataset(DatasetName other) {
        return new LeanImportOptions(run, other, identity, markets);
    }

    public LeanImportOptions withAdjustment(Adjustment other) {
        return new LeanImportOptions(run, dataset, identity.withAdjustment(other), markets);
    }

    /// With other calendars.
    public LeanImportOptions withMarkets(Markets other) {
        return new LeanImportOptions(run, dataset, identity, other);
    }
}
