package dev.tidemark.sources.gap;

import java.util.EnumMap;
import java.util.Map;

/// How the bars of one series stand, period by period. Filled by one thread, then only read.
public final class CoverageRow {
    private final CoverageAxis axis;
    /// By period; states that no bar has are absent.
    private final Map<CellState, int[]> counts = new EnumMap<>(CellState.class);
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private int period;

    /// Some periods together.
    ///
    /// @param state the worst of their bars
    /// @param share of their bars that stand so, above 0 and at most 1; 1 for [CellState#CLOSED]
    public record Cell(CellState state, double share) {
        static final Cell CLOSED = new Cell(CellState.CLOSED, 1);
    }

    CoverageRow(CoverageAxis axis) {
        this.axis = axis;
    }

    /// Counts a bar; one outside the axis does not count.
    void add(long micros, CellState state) {
        if (micros < from || micros >= until) {
            period = axis.periodOf(micros);
            from = axis.startMicros(period);
            until = axis.startMicros(period + 1);
        }
        if (period >= 0 && period < axis.periods()) {
            counts.computeIfAbsent(state, _ -> new int[axis.periods()])[period]++;
        }
    }

    public CoverageAxis axis() {
        return axis;
    }

    /// Number of bars of a period that stand in some way.
    public int count(int wanted, CellState state) {
        int[] ofState = counts.get(state);
        return ofState == null ? 0 : ofState[wanted];
    }

    /// How the periods of a range stand together.
    ///
    /// @param first first period
    /// @param end   first period after the range; those beyond the axis do not count
    public Cell cell(int first, int end) {
        CellState worst = CellState.CLOSED;
        long ofWorst = 0;
        long all = 0;
        for (CellState state : CellState.values()) {
            long count = 0;
            for (int i = first; i < Math.min(end, axis.periods()); i++) {
                count += count(i, state);
            }
            all += count;
            if (count > 0) {
                worst = state;
                ofWorst = count;
            }
        }
        return all == 0 ? Cell.CLOSED : new Cell(worst, (double) ofWorst / all);
    }
}
