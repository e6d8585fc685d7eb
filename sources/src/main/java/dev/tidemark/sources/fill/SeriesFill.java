package dev.tidemark.sources.fill;

import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.PendingSeries;
import dev.tidemark.sources.ingest.SeriesPatch;
import dev.tidemark.sources.ingest.SeriesRun;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.BarMerge;
import dev.tidemark.sources.update.Coverage;
import dev.tidemark.sources.update.UpdateJournal.Entry;
import dev.tidemark.sources.update.UpdateRun;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Fills one series, or takes its fillings out; when others changed it meanwhile, all is done again on the newest
/// state. For one thread.
final class SeriesFill {
    private static final List<String> FLAGS = List.of("ts", "imputed");

    private final SeriesRun.Scene scene;
    private final SeriesKey key;
    private final FillOptions options;
    private final BarGrids grids;
    private final FillLog log;
    private final Instant now;
    private final long started = System.nanoTime();

    SeriesFill(SeriesRun.Scene scene, SeriesKey key, FillOptions options, BarGrids grids, FillLog log, Instant now) {
        this.scene = scene;
        this.key = key;
        this.options = options;
        this.grids = grids;
        this.log = log;
        this.now = now;
    }

    Decision decide(int attempt) {
        scene.stop().check();
        return switch (FillTarget.find(scene.head().get(), key, options.work(), grids)) {
            case FillTarget.Refused refused -> settled(refused.outcome());
            case FillTarget.Open open -> {
                try {
                    yield decide(open, attempt);
                } catch (TidemarkException e) {
                    yield settled(FillTarget.damaged(key, e).outcome());
                }
            }
        };
    }

    private Decision decide(FillTarget.Open open, int attempt) {
        SeriesPatch patch = new SeriesPatch(
                scene.lake(),
                scene.writer(),
                scene.datasets().record(scene.head().get(), key.dataset()),
                open.series(),
                (held, rows) -> BarMerge.of(Optional.of(held), rows).table());
        FilledSpan span = switch (options.work()) {
            case FillWork.Fill fill -> fill(open, fill, patch);
            case FillWork.Remove _ -> remove(open.series(), patch);
        };
        if (span.rows() == 0) {
            return settled(new FillOutcome(key, 0, Optional.empty()));
        }
        Optional<SeriesState> plain = patch.state(open.series().attributes());
        if (plain.isEmpty()) {
            return settled(FillOutcome.refused(
                    key,
                    "only_imputed",
                    key + " holds nothing but imputed bars; `tidemark remove " + key + "` takes it away"));
        }
        SeriesState after = patch.state(Coverage.carried(
                        open.series().attributes(),
                        open.series().summary(),
                        plain.get(),
                        open.grid(),
                        grids.markets().tables()))
                .orElseThrow();
        return new Decision(
                List.of(),
                List.of(new PendingSeries(
                        patch.draft(after),
                        new Settlement(
                                new FillOutcome(key, span.rows(), Optional.empty()), entry(open.series(), after, span)),
                        _ -> new SeriesFill(scene, key, options, grids, log, now).decide(attempt + 1),
                        attempt)));
    }

    private FilledSpan fill(FillTarget.Open open, FillWork.Fill work, SeriesPatch patch) {
        FilledRows rows = new FilledRows(key.symbol(), patch);
        open.fill(scene.lake(), work, options, now, scene.stop(), rows);
        rows.flush();
        return rows.span();
    }

    private FilledSpan remove(Series series, SeriesPatch patch) {
        FilledSpan span = new FilledSpan();
        for (Partition partition : series.partitions()) {
            scene.stop().check();
            int[] kept = kept(scene.lake().read(series, partition, FLAGS), span);
            if (kept.length < partition.rows()) {
                Table held = patch.held(partition.chunk()).orElseThrow();
                patch.put(partition.chunk(), held.take(kept));
            }
        }
        return span;
    }

    /// The rows that stay.
    private int[] kept(Table table, FilledSpan removed) {
        boolean[] imputed = table.booleans("imputed").values();
        int[] kept = new int[table.rows()];
        int count = 0;
        for (int row = 0; row < table.rows(); row++) {
            long time = table.time(row);
            if (imputed[row] && options.from() <= time && time < options.to()) {
                removed.add(time);
            } else {
                kept[count++] = row;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private Entry entry(Series before, SeriesState after, FilledSpan span) {
        long added = Math.max(0, after.rows() - before.summary().rows());
        return new Entry(
                key,
                now,
                Entry.FILL,
                before.attributes().getOrDefault(UpdateRun.SOURCE, ""),
                before.summary().rows(),
                after.rows(),
                added,
                0,
                span.first(),
                span.last(),
                (System.nanoTime() - started) / 1e9,
                0,
                "");
    }

    private Decision settled(FillOutcome outcome) {
        log.add(outcome);
        return new Decision(List.of(), List.of());
    }

    /// Reports when the commit is there.
    private final class Settlement implements PendingSeries.Settlement {
        private final FillOutcome outcome;
        private final Entry entry;

        Settlement(FillOutcome outcome, Entry entry) {
            this.outcome = outcome;
            this.entry = entry;
        }

        @Override
        public List<SourceReport> committed() {
            log.add(outcome, entry);
            return List.of();
        }

        @Override
        public List<SourceReport> refused(RefusalReason reason, String why) {
            log.add(FillOutcome.refused(key, reason.code(), why));
            return List.of();
        }
    }
}
