package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.ProviderException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Dividends and splits by the row of a chart that they stand with: the row of their date, else the next one. Behind
/// the last row they wait for a later answer.
final class YahooEvents {
    private final NavigableMap<Long, Integer> rows = new TreeMap<>();
    private final double[] dividends;
    private final double[] splits;

    /// @param starts start of each row
    /// @param size   number of rows
    YahooEvents(long[] starts, int size) {
        for (int row = 0; row < size; row++) {
            rows.put(starts[row], row);
        }
        this.dividends = new double[size];
        this.splits = new double[size];
        Arrays.fill(splits, 1.0);
    }

    /// For bars that carry no events.
    static YahooEvents none() {
        return new YahooEvents(new long[0], 0);
    }

    void dividend(long start, double amount) throws ProviderException {
        if (!(amount >= 0)) {
            throw Answers.bad("a dividend of " + amount);
        }
        Map.Entry<Long, Integer> row = rows.ceilingEntry(start);
        if (row != null) {
            dividends[row.getValue()] += amount;
        }
    }

    void split(long start, double numerator, double denominator) throws ProviderException {
        if (!(numerator > 0 && denominator > 0)) {
            throw Answers.bad("a split of " + numerator + " to " + denominator);
        }
        Map.Entry<Long, Integer> row = rows.ceilingEntry(start);
        if (row != null) {
            splits[row.getValue()] *= numerator / denominator;
        }
    }

    /// Sets the events of a chart's row on the bar that was added last.
    void setOn(BarRows bars, int row) {
        if (row < dividends.length) {
            bars.set(BarRows.Field.DIVIDENDS, dividends[row]).set(BarRows.Field.SPLITS, splits[row]);
        }
    }
}
