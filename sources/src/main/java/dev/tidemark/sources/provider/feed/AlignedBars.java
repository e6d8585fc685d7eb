package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.UtcGrid;
import java.time.Instant;

/// Takes the bars of an exchange that never closes, as they come: whole ones, on the grid. Those outside the window are
/// left out. For one thread.
final class AlignedBars {
    private final BarRequest request;
    private final UtcGrid grid;
    private final long alignedFrom;
    private final BarRows rows = new BarRows();

    private AlignedBars(BarRequest request, long alignedFrom) {
        this.request = request;
        this.grid = new UtcGrid(request.timeframe());
        this.alignedFrom = alignedFrom;
    }

    /// Takes bars on the grid alone.
    static AlignedBars of(BarRequest request) {
        return new AlignedBars(request, Long.MIN_VALUE);
    }

    /// Takes bars before a time as well when they do not start on the grid.
    static AlignedBars alignedFrom(BarRequest request, Instant time) {
        return new AlignedBars(request, BarTimes.micros(time));
    }

    /// Adds a bar.
    ///
    /// @param micros start, microseconds since 1970-01-01T00:00Z
    /// @throws ProviderException `BAD_ANSWER` for a start off the grid, a missing number, a negative volume
    void add(long micros, double open, double high, double low, double close, double volume) throws ProviderException {
        if (micros >= alignedFrom && !grid.isStart(micros)) {
            throw Answers.bad(
                    "a bar at " + BarTimes.instant(micros) + " does not start on a whole " + request.timeframe());
        }
        if (Double.isNaN(open + high + low + close + volume)) {
            throw Answers.bad("the bar at " + BarTimes.instant(micros) + " lacks a price or its volume");
        }
        if (volume < 0) {
            throw Answers.bad("the bar at " + BarTimes.instant(micros) + " has a volume of " + volume);
        }
        if (request.holds(micros)) {
            rows.add(micros, open, high, low, close, volume);
        }
    }

    /// What was added and wanted.
    BarRows rows() {
        return rows;
    }
}
