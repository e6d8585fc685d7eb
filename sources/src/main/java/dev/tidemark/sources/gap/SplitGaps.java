package dev.tidemark.sources.gap;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.Gap;
import dev.tidemark.market.gap.GapScan;
import dev.tidemark.sources.update.Ledger;
import dev.tidemark.sources.update.Ledger.State;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Cuts gaps where the ledger says something else of the next bar, and counts. For one series and one thread.
final class SplitGaps implements GapScan.Sink {
    private final Optional<ExpectedBars> grid;
    private final Timeframe timeframe;
    private final Ledger ledger;
    private final @Nullable CoverageRow coverage;
    private final Consumer<SeriesGap> found;
    private final Map<State, Long> bars = new EnumMap<>(State.class);
    private long longest;

    SplitGaps(
            Optional<ExpectedBars> grid,
            Timeframe timeframe,
            Ledger ledger,
            @Nullable CoverageRow coverage,
            Consumer<SeriesGap> found) {
        this.grid = grid;
        this.timeframe = timeframe;
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
            split(gap, bars(gap));
        }
    }

    /// The missing bars of a gap; without calendar, where they would lie if they were evenly spaced.
    private long[] bars(Gap gap) {
        if (grid.isPresent()) {
            return grid.get().between(gap.start(), gap.end());
        }
        long interval = timeframe.interval().toNanos() / 1000;
        long[] times = new long[Math.toIntExact(gap.missing())];
        Arrays.setAll(times, i -> gap.start() + i * interval);
        return times;
    }

    private void split(Gap gap, long[] times) {
        int first = 0;
        State state = ledger.stateOf(times[0]);
        for (int i = 0; i < times.length; i++) {
            State next = ledger.stateOf(times[i]);
            if (next != state) {
                put(new Gap(times[first], GapScan.endOfBar(timeframe, times[i - 1]), i - first), state);
                first = i;
                state = next;
            }
            if (coverage != null) {
                coverage.add(times[i], CellState.of(next));
            }
        }
        put(new Gap(times[first], gap.end(), times.length - first), state);
    }

    private void put(Gap gap, State state) {
        bars.merge(state, gap.missing(), Long::sum);
        found.accept(new SeriesGap(gap, state));
    }

    /// Missing bars that stand in some way.
    long count(State state) {
        return bars.getOrDefault(state, 0L);
    }

    /// Bars of the longest gap, whatever states it has.
    long longest() {
        return longest;
    }
}
