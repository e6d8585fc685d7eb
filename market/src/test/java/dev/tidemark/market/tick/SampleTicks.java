package dev.tidemark.market.tick;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/// Ticks for tests, as one array a column that a test may spoil before it builds the columns.
public final class SampleTicks {
    public final long[] datetime;
    public final int[] tradingDay;
    private final Map<TickColumn, double[]> numbers = new EnumMap<>(TickColumn.class);

    private SampleTicks(int rows) {
        datetime = new long[rows];
        tradingDay = new int[rows];
        TickColumn.numbers().forEach(column -> numbers.put(column, new double[rows]));
    }

    /// The rows that the values of the specification were computed from, continued by the same rule.
    public static SampleTicks specified(int rows) {
        var ticks = new SampleTicks(rows);
        for (int t = 0; t < rows; t++) {
            double square = (double) t * t;
            double bid = 100 + 7 * t % 5;
            double ask = bid + 1 + t % 2;
            ticks.datetime[t] = 1_700_000_000_000_000_000L + t * 500_000_000L;
            ticks.set(TickColumn.LAST_PRICE, t, bid);
            ticks.set(TickColumn.AVERAGE, t, 100);
            ticks.set(TickColumn.HIGHEST, t, 105);
            ticks.set(TickColumn.LOWEST, t, 99);
            ticks.set(TickColumn.VOLUME, t, 100.0 * t + square % 7);
            ticks.set(TickColumn.AMOUNT, t, 1000.0 * t);
            ticks.set(TickColumn.OPEN_INTEREST, t, 1000 + square % 13);
            for (int level = 1; level <= TickColumn.LEVELS; level++) {
                ticks.set(TickColumn.bidPrice(level), t, bid - (level - 1));
                ticks.set(TickColumn.bidVolume(level), t, 10 * level + t);
                ticks.set(TickColumn.askPrice(level), t, ask + (level - 1));
                ticks.set(TickColumn.askVolume(level), t, 12 * level + 2 * t % 7);
            }
        }
        return ticks;
    }

    /// Rows with all that is awkward: nulls, zeros, absent sides and levels, repeated rows, new trading days, prices
    /// around zero and decimal ticks.
    public static SampleTicks random(long seed, int rows) {
        var ticks = new SampleTicks(rows);
        var random = new Random(seed);
        double tick = new double[] {1, 0.02, 0.1}[random.nextInt(3)];
        long price = random.nextInt(4) == 0 ? 3 : 5000;
        double volume = 0;
        int day = 19_000;
        for (int t = 0; t < rows; t++) {
            if (random.nextInt(97) == 0) {
                day++;
                volume = 0;
            }
            price += random.nextInt(3) - 1;
            volume += random.nextInt(4) * random.nextInt(50);
            ticks.datetime[t] = t == 0 ? 0 : ticks.datetime[t - 1] + random.nextInt(2) * 500_000_000L;
            ticks.tradingDay[t] = day;
            ticks.set(TickColumn.VOLUME, t, volume);
            ticks.set(TickColumn.OPEN_INTEREST, t, 1000 + random.nextInt(40));
            ticks.book(t, price, tick, random);
            ticks.spoil(t, random);
        }
        return ticks;
    }

    private void book(int t, long price, double tick, Random random) {
        int spread = 1 + random.nextInt(2);
        for (int level = 1; level <= TickColumn.LEVELS; level++) {
            set(TickColumn.bidPrice(level), t, (price - level) * tick + 0.0);
            set(TickColumn.askPrice(level), t, (price + spread + level - 2) * tick + 0.0);
            set(TickColumn.bidVolume(level), t, random.nextInt(8));
            set(TickColumn.askVolume(level), t, random.nextInt(8));
        }
    }

    private void spoil(int t, Random random) {
        if (random.nextInt(40) == 0) {
            int level = 1 + random.nextInt(TickColumn.LEVELS);
            boolean isBid = random.nextBoolean();
            set(isBid ? TickColumn.bidPrice(level) : TickColumn.askPrice(level), t, Double.NaN);
            if (random.nextBoolean()) {
                set(isBid ? TickColumn.bidVolume(level) : TickColumn.askVolume(level), t, 0);
            }
        }
        if (random.nextInt(50) == 0) {
            TickColumn[] any = TickColumn.numbers().toArray(TickColumn[]::new);
            set(any[random.nextInt(any.length)], t, Double.NaN);
        }
        if (random.nextInt(60) == 0) {
            for (int level = 1; level <= TickColumn.LEVELS; level++) {
                set(TickColumn.bidVolume(level), t, 0);
                set(TickColumn.askVolume(level), t, 0);
            }
        }
        if (t > 0 && random.nextInt(30) == 0) {
            numbers.values().forEach(values -> values[t] = values[t - 1]);
        }
    }

    public int rows() {
        return datetime.length;
    }

    public double[] column(TickColumn column) {
        return numbers.get(column);
    }

    public void set(TickColumn column, int row, double value) {
        numbers.get(column)[row] = value;
    }

    /// The 27 values of a row.
    public double[] row(int row) {
        return TickColumn.numbers().stream()
                .mapToDouble(column -> numbers.get(column)[row])
                .toArray();
    }

    public boolean isDayStart(int row) {
        return row == 0 || tradingDay[row] != tradingDay[row - 1];
    }

    public TickColumns columns() {
        return columns(0, rows());
    }

    /// The rows `[from, to)`, as a partition with look-back and look-ahead rows has them.
    public TickColumns columns(int from, int to) {
        TickColumns.Builder builder = TickColumns.of(Arrays.copyOfRange(datetime, from, to));
        numbers.forEach((column, values) -> builder.with(column, Arrays.copyOfRange(values, from, to)));
        for (int t = from; t < to; t++) {
            if (isDayStart(t)) {
                builder.dayStart(t - from);
            }
        }
        return builder.build();
    }
}
