package dev.tidemark.sources.update;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.SeriesMarkets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The expected bars of series; those of one market and timeframe are shared. Thread-safe.
public final class BarGrids {
    private final SeriesMarkets markets;
    private final Map<Name, ExpectedBars> grids = new ConcurrentHashMap<>();

    private record Name(Market market, Timeframe timeframe) {}

    public BarGrids(SeriesMarkets markets) {
        this.markets = markets;
    }

    public SeriesMarkets markets() {
        return markets;
    }

    /// The grid of a series of bars, quote bars or bars of open interest; empty for one without calendar.
    ///
    /// @param attributes of the series and its dataset
    /// @param hint       calendar of series that nothing is known of; may be empty
    public Optional<ExpectedBars> of(SeriesKey key, Map<String, String> attributes, String hint) {
        Timeframe timeframe = DatasetShape.timeframeOf(key.dataset());
        return markets.of(key, attributes, hint).map(market -> shared(market, timeframe));
    }

    private ExpectedBars shared(Market market, Timeframe timeframe) {
        return grids.computeIfAbsent(new Name(market, timeframe), _ -> new ExpectedBars(market, timeframe));
    }
}
