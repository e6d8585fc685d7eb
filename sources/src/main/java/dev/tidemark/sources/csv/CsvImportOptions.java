package dev.tidemark.sources.csv;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.TickCalendar;
import dev.tidemark.sources.merge.RunOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What to import and how it is to be read. Start with [#of] and change what differs.
///
/// @param run        paths and how rows merge
/// @param preset     the provider
/// @param layout     what differs from what the files and the preset say
/// @param dataset    where all rows go; null: as the preset says, else `bars/<timeframe>`
/// @param timeframe  length of the bars; null: as the dataset or the preset says, else as the files look
/// @param symbol     the symbol of all rows; empty: as a column or the file's name says
/// @param source     who delivered it, recorded a series
/// @param identity   what the data are
/// @param assetClass such as `crypto`, recorded a series; it has a calendar for `crypto` and `forex`; may be empty
/// @param calendar   the calendar that assigns ticks to trading days; empty: by asset class
/// @param markets    the calendars that there are
public record CsvImportOptions(
        RunOptions run,
        CsvPreset preset,
        CsvLayout layout,
        @Nullable DatasetName dataset,
        @Nullable Timeframe timeframe,
        String symbol,
        String source,
        DatasetIdentity identity,
        String assetClass,
        String calendar,
        Markets markets) {
    public CsvImportOptions {
        if (!symbol.isEmpty() && !SeriesKey.isSymbol(symbol)) {
            throw new TidemarkException(ErrorCode.BAD_NAME, "--symbol '" + symbol + "' cannot be a symbol");
        }
        if (dataset != null) {
            check(dataset, timeframe);
        }
    }

    private static void check(DatasetName dataset, @Nullable Timeframe timeframe) {
        if (!RunOptions.shape(dataset).hasTimeframe()) {
            return;
        }
        try {
            Timeframe named = DatasetShape.timeframeOf(dataset);
            if (timeframe != null && !timeframe.equals(named)) {
                throw new TidemarkException(
                        ErrorCode.USAGE, "--timeframe " + timeframe + " does not go into " + dataset);
            }
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot import into " + dataset + ": " + e.getMessage(), e);
        }
    }

    /// What a preset says, for the defaults of a run.
    public static CsvImportOptions of(RunOptions run, CsvPreset preset) {
        return new CsvImportOptions(
                run,
                preset,
                CsvLayout.RECOGNISED,
                null,
                null,
                "",
                preset.text(),
                DatasetIdentity.AS_TRADED.withAdjustment(preset.adjustment()),
                preset.assetClass(),
                "",
                Markets.shipped());
    }

    public CsvImportOptions withLayout(CsvLayout other) {
        return new CsvImportOptions(
                run, preset, other, dataset, timeframe, symbol, source, identity, assetClass, calendar, markets);
    }

    public CsvImportOptions withDataset(DatasetName other) {
        return new CsvImportOptions(
                run, preset, layout, other, timeframe, symbol, source, identity, assetClass, calendar, markets);
    }

    public CsvImportOptions withTimeframe(Timeframe other) {
        return new CsvImportOptions(
                run, preset, layout, dataset, other, symbol, source, identity, assetClass, calendar, markets);
    }

    public CsvImportOptions withSymbol(String other) {
        return new CsvImportOptions(
                run, preset, layout, dataset, timeframe, other, source, identity, assetClass, calendar, markets);
    }

    public CsvImportOptions withSource(String other) {
        return new CsvImportOptions(
                run, preset, layout, dataset, timeframe, symbol, other, identity, assetClass, calendar, markets);
    }

    public CsvImportOptions withIdentity(DatasetIdentity other) {
        return new CsvImportOptions(
                run, preset, layout, dataset, timeframe, symbol, source, other, assetClass, calendar, markets);
    }

    public CsvImportOptions withAssetClass(String other) {
        return new CsvImportOptions(
                run, preset, layout, dataset, timeframe, symbol, source, identity, other, calendar, markets);
    }

    public CsvImportOptions withCalendar(String other) {
        return new CsvImportOptions(
                run, preset, layout, dataset, timeframe, symbol, source, identity, assetClass, other, markets);
    }

    /// With other calendars.
    public CsvImportOptions withMarkets(Markets other) {
        return new CsvImportOptions(
                run, preset, layout, dataset, timeframe, symbol, source, identity, assetClass, calendar, other);
    }

    /// Where all rows go, when that does not depend on the file.
    Optional<DatasetName> knownDataset() {
        if (dataset != null) {
            return Optional.of(dataset);
        }
        if (preset.dataset().isPresent()) {
            return preset.dataset();
        }
        Optional<Timeframe> length = Optional.ofNullable(timeframe).or(preset::timeframe);
        return length.map(dev.tidemark.sources.BarSchemas::dataset);
    }

    /// The market whose trading days ticks belong to; empty for rows that need none.
    ///
    /// @throws TidemarkException `USAGE` for ticks without a calendar, or for one that is not known
    Optional<Market> market() {
        boolean isTicks = knownDataset()
                .map(RunOptions::shape)
                .filter(DatasetShape::isTicks)
                .isPresent();
        return isTicks ? Optional.of(TickCalendar.market(markets, calendar, assetClass)) : Optional.empty();
    }
}
