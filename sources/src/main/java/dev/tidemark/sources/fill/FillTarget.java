package dev.tidemark.sources.fill;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.TableException;
import dev.tidemark.market.bar.BarValues;
import dev.tidemark.market.gap.BarFill;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.HeldBars;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.update.BarGrids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A series that is to be filled, or why it cannot be.
sealed interface FillTarget {
    /// It can be filled.
    ///
    /// @param grid what it is expected to have; there for every fill
    record Open(Series series, DatasetRecord dataset, Optional<ExpectedBars> grid) implements FillTarget {
        /// Hands the bars that are missing, and that have ended by now, to a sink.
        void fill(Lake lake, FillWork.Fill work, FillOptions options, Instant now, StopSignal stop, BarFill.Sink sink) {
            ExpectedBars bars = grid.orElseThrow();
            long to = options.to() == Long.MAX_VALUE
                    ? Long.MAX_VALUE
                    : Math.min(options.to(), bars.firstOpen(ChronoUnit.MICROS.between(Instant.EPOCH, now)));
            BarFill fill = new BarFill(bars, work.method(), options.from(), to, sink);
            Iterator<BarValues> blocks = HeldBars.blocks(lake, series, Long.MIN_VALUE, Long.MAX_VALUE, stop);
            blocks.forEachRemaining(fill::accept);
            fill.end();
        }
    }

    /// It cannot.
    record Refused(FillOutcome outcome) implements FillTarget {}

    static FillTarget find(Snapshot head, SeriesKey key, FillWork work, BarGrids grids) {
        Optional<DatasetRecord> dataset = head.dataset(key.dataset());
        try {
            Optional<Series> series = head.series(key);
            if (dataset.isEmpty() || series.isEmpty()) {
                return refused(key, "not_found", "there is no series " + key + " any more");
            }
            return find(series.get(), dataset.get(), work, grids);
        } catch (TidemarkException e) {
            return damaged(key, e);
        } catch (TableException e) {
            return refused(key, "unknown_calendar", key + ": " + e.getMessage());
        }
    }

    private static FillTarget find(Series series, DatasetRecord dataset, FillWork work, BarGrids grids) {
        SeriesKey key = series.key();
        if (dataset.derived()) {
            return refused(key, "derived", key + " is built by a recipe; fill what it is built from");
        }
        if (!series.schema().equals(BarSchemas.BARS)) {
            return refused(
                    key,
                    "schema_mismatch",
                    key + " has no columns of bars but " + series.schema().text());
        }
        SortedMap<String, String> attributes = new TreeMap<>(dataset.identity());
        attributes.putAll(series.attributes());
        Optional<ExpectedBars> grid = grids.of(key, attributes, "");
        return switch (work) {
            case FillWork.Fill _
            when grid.isEmpty() ->
                refused(
                        key,
                        "no_calendar",
                        key + " has no calendar, so nobody can say which bars it lacks; give its row in instruments.csv"
                                + " a calendar, or load it with --calendar");
            case FillWork.Fill _, FillWork.Remove _ -> new Open(series, dataset, grid);
        };
    }

    private static FillTarget refused(SeriesKey key, String code, String message) {
        return new Refused(FillOutcome.refused(key, code, message));
    }

    /// What cannot be read is a matter of one series; all else ends the run.
    static Refused damaged(SeriesKey key, TidemarkException cause) {
        if (cause.code() != ErrorCode.DAMAGED && cause.code() != ErrorCode.SCHEMA_MISMATCH) {
            throw cause;
        }
        return new Refused(
                FillOutcome.refused(key, RefusalReason.DAMAGED_SERIES.code(), String.valueOf(cause.getMessage())));
    }

    /// What a fill would do.
    default FillOutcome preview(Lake lake, FillOptions options, Instant now, StopSignal stop) {
        return switch (this) {
            case Refused refused -> refused.outcome();
            case Open open -> {
                try {
                    yield new FillOutcome(open.series().key(), count(open, lake, options, now, stop), Optional.empty());
                } catch (TidemarkException e) {
                    yield damaged(open.series().key(), e).outcome();
                }
            }
        };
    }

    private static long count(Open open, Lake lake, FillOptions options, Instant now, StopSignal stop) {
        long[] count = new long[1];
        switch (options.work()) {
            case FillWork.Fill fill -> open.fill(lake, fill, options, now, stop, (_, _, _, _, _, _) -> count[0]++);
            case FillWork.Remove _ ->
                HeldBars.blocks(lake, open.series(), options.from(), options.to(), stop)
                        .forEachRemaining(bars -> count[0] += imputed(bars));
        }
        return count[0];
    }

    private static long imputed(BarValues bars) {
        long count = 0;
        for (boolean each : bars.imputed()) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
