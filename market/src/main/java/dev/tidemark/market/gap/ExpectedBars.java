package dev.tidemark.market.gap;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The bars that a market has of one timeframe, for any time: made block by block when asked for, and kept, since
/// thousands of series share one market. Thread-safe.
public final class ExpectedBars {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int DAYS_OF_INTRADAY = 32;
    private static final int DAYS_OF_DAILY = 4096;
    private static final int MOST_BLOCKS = 1024;

    private final Market market;
    private final Timeframe timeframe;
    private final int daysPerBlock;
    private final Map<Long, long[]> blocks = new ConcurrentHashMap<>();

    public ExpectedBars(Market market, Timeframe timeframe) {
        this.market = market;
        this.timeframe = timeframe;
        this.daysPerBlock = timeframe.isIntraday() ? DAYS_OF_INTRADAY : DAYS_OF_DAILY;
    }

    public Market market() {
        return market;
    }

    public Timeframe timeframe() {
        return timeframe;
    }

    /// The expected bars that begin in `[from, to)`, microseconds, ascending.
    public long[] between(long from, long to) {
        Cursor cursor = from(from);
        long[] found = new long[64];
        int count = 0;
        for (long next = cursor.time(); next < to; next = cursor.next()) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = next;
        }
        return Arrays.copyOf(found, count);
    }

    /// A cursor on the first expected bar at or after a time.
    public Cursor from(long micros) {
        return new Cursor(this, micros);
    }

    /// When a bar ends, in microseconds: an intraday one after its length or with its session, a longer one with the
    /// last session of its last trading day. A bar that no session holds ends after its length.
    public long endOf(long start) {
        return BarEnds.of(market, timeframe, start);
    }

    /// Where the first bar begins that has not ended at a time; both in microseconds.
    public long firstOpen(long now) {
        long longest = timeframe.interval().toNanos() / 1000 + 2 * MICROS_PER_DAY;
        Cursor bar = from(now - longest);
        while (bar.time() < now && endOf(bar.time()) <= now) {
            bar.next();
        }
        return bar.time();
    }

    /// Where a [Gap] ends whose last bar begins at a time, in microseconds. An intraday bar ends as [#endOf] says, the
    /// last one of a session with it; days, weeks and months are stretches of dates, up to the next start that there
    /// could be.
    public long endOfGap(long start) {
        if (timeframe.isIntraday()) {
            return endOf(start);
        }
        if (timeframe.unit() != Timeframe.Unit.MONTH) {
            return start + timeframe.interval().toNanos() / 1000;
        }
        LocalDate month = LocalDate.ofEpochDay(Math.floorDiv(start, MICROS_PER_DAY));
        return month.plusMonths(1).withDayOfMonth(1).toEpochDay() * MICROS_PER_DAY;
    }

    /// The day whose block may hold the first bar at or after a time: night sessions and long bars begin before their
    /// trading day.
    private long firstBlock(long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        long first = timeframe.startOfBar(LocalDate.ofEpochDay(day)).toEpochDay();
        return Math.floorDiv(first - 1, daysPerBlock);
    }

    private long[] block(long index) {
        long[] block = blocks.get(index);
        if (block == null) {
            long first = index * daysPerBlock;
            block = market.barMicros(timeframe, first, first + daysPerBlock - 1);
            if (blocks.size() >= MOST_BLOCKS) {
                blocks.clear();
            }
            blocks.put(index, block);
        }
        return block;
    }

    /// Walks over expected bars. For one thread.
    public static final class Cursor {
        /// What [#time] says after the last day that there is.
        public static final long END = Long.MAX_VALUE;

        private static final long MOST_EMPTY_BLOCKS = 4096;

        private final ExpectedBars bars;
        private long blockIndex;
        private long[] block;
        private int at;
        private long time;

        private Cursor(ExpectedBars bars, long from) {
            this.bars = bars;
            this.blockIndex = bars.firstBlock(from);
            this.block = bars.block(blockIndex);
            this.time = Long.MIN_VALUE;
            long next = next();
            while (next < from) {
                next = next();
            }
        }

        /// The expected bar that it stands on, in microseconds.
        public long time() {
            return time;
        }

        /// Goes on to the next one.
        public long next() {
            long before = time;
            do {
                advance();
            } while (time <= before && time != END);
            return time;
        }

        private void advance() {
            long empty = 0;
            while (at == block.length) {
                blockIndex++;
                block = bars.block(blockIndex);
                at = 0;
                if (++empty > MOST_EMPTY_BLOCKS) {
                    time = END;
                    return;
                }
            }
            time = block[at++];
        }
    }
}
