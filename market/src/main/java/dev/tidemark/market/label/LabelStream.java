package dev.tidemark.market.label;

import java.util.Arrays;
import java.util.List;

/// Labels rows as they arrive: a row is given out when its largest horizon is reached. The results are those of
/// [DirectionRule#compute]. Not thread-safe: one stream a series.
public final class LabelStream {
    private final DirectionRule rule;
    private final Sink sink;
    private final int[] horizons;
    private final double[] ring;
    private final int[] labels;
    private long arrived;
    private long given;

    /// Takes labelled rows in their order.
    @FunctionalInterface
    public interface Sink {
        /// Takes a row.
        ///
        /// @param row    its number since the stream began, from 0
        /// @param mid    its mid price, NaN for null
        /// @param labels a label a horizon, ascending, [Labels#NULL] for null; valid during the call
        void row(long row, double mid, int[] labels);
    }

    /// Starts before the first row of a segment.
    public LabelStream(DirectionRule rule, Sink sink) {
        this.rule = rule;
        this.sink = sink;
        List<Integer> ascending = rule.horizons();
        this.horizons = ascending.stream().mapToInt(Integer::intValue).toArray();
        this.ring = new double[rule.maxHorizon() + 1];
        this.labels = new int[horizons.length];
    }

    /// Takes the mid price of the next row, NaN for null.
    public void accept(double mid) {
        ring[place(arrived)] = mid;
        arrived++;
        if (arrived - given > rule.maxHorizon()) {
            give();
        }
    }

    /// Gives out the rows that wait for later ones, with null for what is not known: the segment ends. A row that
    /// follows begins another segment.
    public void flush() {
        while (given < arrived) {
            give();
        }
    }

    private void give() {
        double mid = ring[place(given)];
        Arrays.fill(labels, Labels.NULL);
        for (int i = 0; i < horizons.length && given + horizons[i] < arrived; i++) {
            labels[i] = rule.label(mid, ring[place(given + horizons[i])]);
        }
        sink.row(given, mid, labels);
        given++;
    }

    private int place(long row) {
        return (int) (row % ring.length);
    }
}
