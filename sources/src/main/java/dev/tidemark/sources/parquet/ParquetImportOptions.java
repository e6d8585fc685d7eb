package dev.tidemark.sources.parquet;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.merge.RunOptions;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What to adopt. Start with [#of] and change what differs.
///
/// @param run          paths and how rows merge
/// @param dataset      where all rows go; null: as the folders say, `bars/timeframe=1d` or `ticks/series=raw`
/// @param symbol       the symbol of files that name none; empty: as the folder `symbol=` or the file's name says
/// @param source       who delivered it, recorded a series
/// @param zone         zone of time stamps that the files say are in none; null: such are refused
/// @param identity     what the data are
/// @param assetClass   such as `crypto`, recorded a series; may be empty
/// @param calendar     the calendar that assigns ticks to trading days where no folder `date=` does; may be empty
/// @param ignoresExtra whether columns that the dataset lacks are left out, instead of refused
/// @param markets      the calendars that there are
public record ParquetImportOptions(
        RunOptions run,
        @Nullable DatasetName dataset,
        String symbol,
        String source,
        @Nullable ZoneId zone,
        DatasetIdentity identity,
        String assetClass,
        String calendar,
        boolean ignoresExtra,
        Markets markets) {
    /// The series attribute of files that nobody says more about.
    public static final String SOURCE = "parquet";

    public ParquetImportOptions {
        if (!symbol.isEmpty() && !SeriesKey.isSymbol(symbol)) {
            throw new TidemarkException(ErrorCode.BAD_NAME, "--symbol '" + symbol + "' cannot be a symbol");
        }
        if (dataset != null) {
            RunOptions.shape(dataset);
        }
    }

    /// The defaults: datasets by folder, prices as traded, UTC where the files say so.
    public static ParquetImportOptions of(RunOptions run) {
        return new ParquetImportOptions(
                run, null, "", SOURCE, null, DatasetIdentity.AS_TRADED, "", "", false, Markets.shipped());
    }

    public ParquetImportOptions withDataset(DatasetName other) {
        return new ParquetImportOptions(
                run, other, symbol, source, zone, identity, assetClass, calendar, ignoresExtra, markets);
    }

    public ParquetImportOptions withSymbol(String other) {
        return new ParquetImportOptions(
                run, dataset, other, source, zone, identity, assetClass, calendar, ignoresExtra, markets);
    }

    public ParquetImportOptions withSource(String other) {
        return new ParquetImportOptions(
                run, dataset, symbol, other, zone, identity, assetClass, calendar, ignoresExtra, markets);
    }

    public ParquetImportOptions withZone(ZoneId other) {
        return new ParquetImportOptions(
                run, dataset, symbol, source, other, identity, assetClass, calendar, ignoresExtra, markets);
    }

    public ParquetImportOptions withIdentity(DatasetIdentity other) {
        return new ParquetImportOptions(
                run, dataset, symbol, source, zone, other, assetClass, calendar, ignoresExtra, markets);
    }

    /// With an asset class and a calendar; either may be empty.
    public ParquetImportOptions withMarket(String otherClass, String otherCalendar) {
        return new ParquetImportOptions(
                run, dataset, symbol, source, zone, identity, otherClass, otherCalendar, ignoresExtra, markets);
    }

    /// Leaves out columns that the dataset lacks.
    public ParquetImportOptions ignoringExtra() {
        return new ParquetImportOptions(
                run, dataset, symbol, source, zone, identity, assetClass, calendar, true, markets);
    }

    /// With other calendars.
    public ParquetImportOptions withMarkets(Markets other) {
        return new ParquetImportOptions(
                run, dataset, symbol, source, zone, identity, assetClass, calendar, ignoresExtra, other);
    }
}
