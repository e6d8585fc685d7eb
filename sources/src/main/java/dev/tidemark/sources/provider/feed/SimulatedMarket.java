package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.provider.BarRows;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Bars of instruments that do not exist: a function of symbol and time alone, so that any two who ask see the same.
/// Symbols with a `-`, such as `SIM-USD`, trade around the clock; all others on the days and in the hours of United
/// States equities.
public final class SimulatedMarket {
    /// Symbols begin to trade on 2010-01-04.
    public static final long LISTED = 1_262_563_200_000_000L;

    private static final Market US = Markets.shipped().find("US", "").orElseThrow();
    private static final Market ROUND_THE_CLOCK =
            Markets.shipped().find("24x7", "").orElseThrow();
    private static final Map<String, ExpectedBars> GRIDS = new ConcurrentHashMap<>();
    private static final double MICROS_PER_DAY = 86_400e6;
    private static final double YEAR = 251;
    private static final double MONTH = 17;
    private static final double TICKS = 10_000;

    private SimulatedMarket() {}

    /// The market of a symbol.
    public static Market marketOf(String symbol) {
        return symbol.indexOf('-') >= 0 ? ROUND_THE_CLOCK : US;
    }

    /// The true bars that begin in `[from, to)`, microseconds.
    public static BarRows bars(String symbol, Timeframe timeframe, long from, long to) {
        ExpectedBars grid = grid(symbol, timeframe);
        BarRows rows = new BarRows();
        if (from >= to) {
            return rows;
        }
        for (long start : grid.between(Math.max(from, LISTED), to)) {
            add(rows, symbol, start, grid.endOf(start));
        }
        return rows;
    }

    private static ExpectedBars grid(String symbol, Timeframe timeframe) {
        String name = marketOf(symbol).calendar().id() + " " + timeframe;
        return GRIDS.computeIfAbsent(name, _ -> new ExpectedBars(marketOf(symbol), timeframe));
    }

    private static void add(BarRows rows, String symbol, long start, long end) {
        long seed = hash(symbol.hashCode() * 0x9E3779B97F4A7C15L ^ start);
        double open = rounded(level(symbol, start));
        double close = rounded(level(symbol, end));
        double reach = 1 + 0.004 * unit(seed);
        double high = rounded(Math.max(open, close) * reach + 1 / TICKS);
        double low = rounded(Math.min(open, close) / reach - 1 / TICKS);
        double volume = 1000 + Math.floorMod(hash(seed), 900_000);
        rows.add(start, open, high, low, close, volume);
    }

    /// A slow wave, a quick one, and noise of half a percent at most.
    private static double level(String symbol, long micros) {
        long seed = hash(symbol.hashCode());
        double days = micros / MICROS_PER_DAY;
        double slow = StrictMath.sin(2 * Math.PI * (days / YEAR + unit(seed)));
        double quick = StrictMath.sin(2 * Math.PI * (days / MONTH + unit(hash(seed))));
        double noise = unit(hash(seed ^ hash(micros))) - 0.5;
        return (20 + 180 * unit(hash(seed + 1))) * StrictMath.exp(0.2 * slow + 0.03 * quick + 0.01 * noise);
    }

    private static double rounded(double price) {
        return Math.round(price * TICKS) / TICKS;
    }

    /// A number in [0, 1) from the high bits of a seed.
    private static double unit(long seed) {
        return (hash(seed) >>> 11) * 0x1.0p-53;
    }

    /// The finaliser of SplitMix64.
    static long hash(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
