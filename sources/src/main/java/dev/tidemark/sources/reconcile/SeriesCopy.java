package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.PendingSeries;
import dev.tidemark.sources.ingest.SeriesDraft;
import dev.tidemark.sources.ingest.SeriesPatch;
import dev.tidemark.sources.ingest.SeriesRun;
import dev.tidemark.sources.update.BarMerge;
import dev.tidemark.sources.update.Coverage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Copies bars into one series; when others changed it meanwhile, all is done again on the newest state. For one
/// thread.
final class SeriesCopy {
    private final SeriesRun.Scene scene;
    private final Snapshot from;
    private final SeriesKey source;
    private final SeriesKey key;
    private final String origin;
    private final CopyOptions options;
    private final CopyLog log;

    /// @param origin what the series records of where its bars came from
    SeriesCopy(
            SeriesRun.Scene scene,
            Snapshot from,
            SeriesKey source,
            SeriesKey key,
            String origin,
            CopyOptions options,
            CopyLog log) {
        this.scene = scene;
        this.from = from;
        this.source = source;
        this.key = key;
        this.origin = origin;
        this.options = options;
        this.log = log;
    }

    Decision decide(int attempt) {
        scene.stop().check();
        Optional<Series> there = scene.head().get().series(key);
        Series here = from.series(source).orElseThrow();
        if (there.isEmpty()) {
            return settled(CopyOutcome.refused(key, "not_found", "there is no series " + key + " any more"));
        }
        if (!there.get().schema().equals(BarSchemas.BARS) || !here.schema().equals(BarSchemas.BARS)) {
            return settled(CopyOutcome.refused(key, "schema_mismatch", key + " or " + source + " has other columns"));
        }
        try {
            return copy(here, there.get(), attempt);
        } catch (TidemarkException e) {
            if (e.code() != ErrorCode.DAMAGED && e.code() != ErrorCode.SCHEMA_MISMATCH) {
                throw e;
            }
            return settled(
                    CopyOutcome.refused(key, RefusalReason.DAMAGED_SERIES.code(), String.valueOf(e.getMessage())));
        }
    }

    private Decision copy(Series here, Series there, int attempt) {
        SeriesPatch patch = new SeriesPatch(
                scene.lake(),
                scene.writer(),
                scene.datasets().record(scene.head().get(), key.dataset()),
                there,
                (held, rows) -> BarMerge.of(Optional.of(held), rows).table());
        HeldTimes held = new HeldTimes(scene.lake(), there);
        for (Partition partition : here.partitions()) {
            scene.stop().check();
            if (partition.minTime() < options.to() && partition.maxTime() >= options.from()) {
                Table table = scene.lake().read(here, partition, List.of());
                patch.add(table.take(chosen(table, held)));
            }
        }
        SortedMap<String, String> attributes = Coverage.without(there.attributes());
        attributes.put(CopyRun.FROM, origin);
        SeriesState after = patch.state(attributes).orElseThrow();
        SeriesDraft draft = patch.draft(after);
        RowCounts rows = draft.rows();
        if (rows.imported() + rows.replaced() == 0) {
            return settled(new CopyOutcome(key, 0, 0, Optional.empty()));
        }
        CopyOutcome outcome = new CopyOutcome(key, rows.imported(), rows.replaced(), Optional.empty());
        return new Decision(
                List.of(),
                List.of(new PendingSeries(
                        draft,
                        settlement(outcome),
                        _ -> new SeriesCopy(scene, from, source, key, origin, options, log).decide(attempt + 1),
                        attempt)));
    }

    /// The rows to copy: real ones of the times that are wanted, without those that stay.
    private int[] chosen(Table table, HeldTimes held) {
        BooleanColumn imputed = table.booleans("imputed");
        int[] chosen = new int[table.rows()];
        int count = 0;
        for (int row = table.firstRowFrom(options.from()); row < table.rows(); row++) {
            long time = table.time(row);
            boolean isReal = imputed.isNull(row) || !imputed.values()[row];
            if (time < options.to() && isReal && isWanted(time, held) && !isSecond(table, row)) {
                chosen[count++] = row;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    private boolean isWanted(long time, HeldTimes held) {
        return switch (options.scope()) {
            case MISSING -> !held.holds(time);
            case CHOSEN -> true;
        };
    }

    /// Whether the row before has the same time: a key is copied once.
    private static boolean isSecond(Table table, int row) {
        return row > 0 && table.time(row - 1) == table.time(row);
    }

    private Decision settled(CopyOutcome outcome) {
        log.add(outcome);
        return new Decision(List.of(), List.of());
    }

    private PendingSeries.Settlement settlement(CopyOutcome outcome) {
        return new PendingSeries.Settlement() {
            @Override
            public List<SourceReport> committed() {
                log.add(outcome);
                return List.of();
            }

            @Override
            public List<SourceReport> refused(RefusalReason reason, String why) {
                log.add(CopyOutcome.refused(key, reason.code(), why));
                return List.of();
            }
        };
    }
}
