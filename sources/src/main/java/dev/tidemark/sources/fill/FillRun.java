package dev.tidemark.sources.fill;

import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.ingest.SeriesRun;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.UpdateJournal;
import java.time.Clock;
import java.util.List;

/// Fills the holes of many series, or takes the fillings out again. The doors are [#run] and [#preview].
///
/// A fill makes exactly the expected bars that are missing between the first and the last real bar of a series, or in a
/// range that is given, up to the last bar that has ended; it never touches a row that is there. A series without
/// calendar is refused by name: nobody can say what it lacks.
public final class FillRun {
    private FillRun() {}

    /// Changes the series, in one commit a batch.
    ///
    /// @param journal is told of each series that changed
    /// @throws dev.tidemark.lake.TidemarkException as [SeriesRun#run] does
    public static FillReport run(
            Lake lake,
            List<SeriesKey> keys,
            FillOptions options,
            BarGrids grids,
            UpdateJournal journal,
            Clock clock,
            Progress progress) {
        FillLog log = new FillLog();
        String what = options.work().text() + " of " + (keys.size() == 1 ? keys.getFirst() : keys.size() + " series");
        try {
            List<Long> commits = SeriesRun.run(
                    lake,
                    new Job("fill", what),
                    keys,
                    options.threads(),
                    options.batch(),
                    progress,
                    (scene, key, attempt) ->
                            new SeriesFill(scene, key, options, grids, log, clock.instant()).decide(attempt));
            return new FillReport(log.outcomes(), commits);
        } finally {
            log.write(journal);
        }
    }

    /// Counts what [#run] would change, and changes nothing.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `CANCELLED`
    public static FillReport preview(
            Lake lake, List<SeriesKey> keys, FillOptions options, BarGrids grids, Clock clock, Progress progress) {
        Snapshot head = lake.head();
        StopSignal never = new StopSignal();
        progress.begin("fill", keys.size(), "series");
        try {
            List<FillOutcome> outcomes = keys.stream()
                    .sorted()
                    .map(key -> {
                        progress.advance(1);
                        return FillTarget.find(head, key, options.work(), grids)
                                .preview(lake, options, clock.instant(), never);
                    })
                    .toList();
            return new FillReport(outcomes, List.of());
        } finally {
            progress.end();
        }
    }
}
