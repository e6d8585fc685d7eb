package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.UtcGrid;
import java.time.Instant;
import java.util.List;

/// The bars of Binance's spot market, whose answers and archives hold the same twelve fields: open time, open, high,
/// low, close, volume, close time, quote volume, trades, two volumes of takers, and one to ignore.
///
/// After its outages of 2017 and 2018 Binance started bars at the second when trading resumed, and closed others early:
/// one of BTCUSDT's hours begins at 2018-02-09T09:28:14.789Z. Those are taken as they are; from 2019 on every bar has
/// to
/// start on its grid. No bar may be longer than its timeframe, which is how an answer of another timeframe shows.
final class BinanceKlines {
    /// Fields of a bar.
    static final int FIELDS = 12;

    private static final Instant ALIGNED_FROM = Instant.parse("2019-01-01T00:00:00Z");

    private final AlignedBars bars;
    private final UtcGrid grid;

    BinanceKlines(BarRequest request) {
        this.bars = AlignedBars.alignedFrom(request, ALIGNED_FROM);
        this.grid = new UtcGrid(request.timeframe());
    }

    /// Timeframes within a day, and days.
    static List<Timeframe> upToDays() {
        return List.of(
                Timeframe.ofMinutes(1),
                Timeframe.ofMinutes(3),
                Timeframe.ofMinutes(5),
                Timeframe.ofMinutes(15),
                Timeframe.ofMinutes(30),
                Timeframe.ofMinutes(60),
                Timeframe.ofMinutes(120),
                Timeframe.ofMinutes(240),
                Timeframe.ofMinutes(360),
                Timeframe.ofMinutes(480),
                Timeframe.ofMinutes(720),
                Timeframe.DAILY);
    }

    /// Adds a bar.
    ///
    /// @param start microseconds since 1970-01-01T00:00Z
    /// @param end   last moment of the bar, in microseconds
    void add(long start, long end, double open, double high, double low, double close, double volume)
            throws ProviderException {
        if (end < start || end >= grid.next(start)) {
            throw Answers.bad("the bar at " + BarTimes.instant(start) + " ends at " + BarTimes.instant(end)
                    + ", so it is none of " + grid.timeframe());
        }
        bars.add(start, open, high, low, close, volume);
    }

    BarRows rows() {
        return bars.rows();
    }
}
