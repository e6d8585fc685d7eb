package dev.tidemark.sources.gap;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.Gap;
import dev.tidemark.market.gap.GapScan;
import dev.tidemark.sources.update.Ledger;
import dev.tidemark.sources.update.Ledger.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Cuts gaps where the ledger says something else of the next bar, and counts. For one series and one thread.
final class SplitGaps implements GapScan.Sink {
    private final Optional<ExpectedBars> grid;
    private final long interval;
    private final Ledger ledger;
    private final @Nullable CoverageRow coverage;
    private final Consumer<SeriesGap> found;
    private final Map<State, Long> bars = new EnumMap<>(State.class);
    private final List<Long> offGrid = new ArrayList<>();
    private long longest;

    SplitGaps(
            Optional<ExpectedBars> grid,
            Timeframe timeframe,
            Ledger ledger,
            @Nullable CoverageRow coverage,
            Consumer<SeriesGap> found) {
        this.grid = grid;
        this.interval = timeframe.interval().toNanos() / 1000;
        this.ledger = ledger;
        this.coverage = coverage;
        this.found = found;
    }

    @Override
    public void gap(Gap gap) {
        longest = Math.max(longest, gap.missing());
        if (coverage == null && ledger.equals(Ledger.EMPTY)) {
            put(gap, State.MISSING);
        } else {
            split(gap);
        }
    }

    @Override
    public void offGrid(long micros) {
        if (offGrid.size() < GapSummary.MOST_OFF_GRID) {
            offGrid.add(micros);
        }
    }

    /// Walks over the missing bars; without calendar, those that there would be if they were evenly spaced.
    private void split(Gap gap) {
        ExpectedBars.Cursor bars =
                grid.map(expected -> expected.from(gap.start())).orElse(null);
        long start = gap.start();
        long last = start;
        long count = 0;
        State state = ledger.stateOf(start);
        for (long i = 0; i < gap.missing(); i++) {
            long time = bars == null ? gap.start() + i * interval : bars.time();
            State next = ledger.stateOf(time);
            if (next != state) {
                put(new Gap(start, endOfBar(last), count), state);
                start = time;
                state = next;
                count = 0;
            }
            count++;
            last = time;
            if (coverage != null) {
                coverage.add(time, CellState.of(next));
            }
            if (bars != null) {
                bars.next();
            }
        }
        put(new Gap(start, gap.end(), count), state);
    }

    private long endOfBar(long start) {
        return grid.map(expected -> expected.endOfGap(start)).orElse(start + interval);
    }

    private void put(Gap gap, State state) {
        bars.merge(state, gap.missing(), Long::sum);
        found.accept(new SeriesGap(gap, state));
    }

    /// Missing bars that stand in some way.
    long count(State state) {
        return bars.getOrDefault(state, 0L);
    }

    /// The first bars that the calendar does not know.
    List<Long> firstOffGrid() {
        return offGrid;
    }

    /// Bars of the longest gap, whatever states it has.
    long longest() {
        return longest;
    }
}
