package dev.tidemark.sources.gap;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.TableException;
import dev.tidemark.sources.update.BarGrids;
import java.util.List;
import java.util.function.Consumer;

/// Finds the gaps of many series of bars. The door is [#run].
public final class GapRun {
    private GapRun() {}

    /// Scans series, several at a time, and says what it finds in their order. Only the times are read, a partition at
    /// a
    /// time; a series that cannot be read is told and stops no other.
    ///
    /// @param keys  series of `bars/…` datasets that the snapshot has
    /// @param taker called by this thread only
    /// @throws TidemarkException `CANCELLED`
    public static void run(
            Lake lake,
            Snapshot head,
            List<SeriesKey> keys,
            BarGrids grids,
            GapOptions options,
            Consumer<GapEvent> taker,
            Progress progress) {
        InOrder.Work<SeriesKey, GapEvent> work =
                (key, found, stop) -> found.accept(scan(lake, head, key, grids, options, found, stop));
        progress.begin("gaps", keys.size(), "series");
        try {
            InOrder.run(options.threads(), keys, work, taker, progress);
        } finally {
            progress.end();
        }
    }

    /// Scans one series, as [#run] does each.
    ///
    /// @param key   a series of a `bars/…` dataset that the snapshot has
    /// @param found takes its gaps in the order of time
    /// @throws TidemarkException `DAMAGED` or `IO` when it cannot be read
    /// @throws TableException    when its calendar is unknown
    public static GapSummary one(
            Lake lake, Snapshot head, SeriesKey key, BarGrids grids, GapOptions options, Consumer<SeriesGap> found) {
        return SeriesGapScan.of(lake, head, key, grids, options, found, new StopSignal());
    }

    private static GapEvent scan(
            Lake lake,
            Snapshot head,
            SeriesKey key,
            BarGrids grids,
            GapOptions options,
            Consumer<GapEvent> found,
            StopSignal stop) {
        try {
            return new GapEvent.Done(SeriesGapScan.of(
                    lake, head, key, grids, options, gap -> found.accept(new GapEvent.Found(key, gap)), stop));
        } catch (TidemarkException | TableException e) {
            return new GapEvent.Failed(key, String.valueOf(e.getMessage()));
        }
    }
}
