package dev.tidemark.market.calendar;

import dev.tidemark.market.Timeframe;
import java.time.LocalDate;
import java.util.Arrays;

/// Expected bar times.
final class BarGrid {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private long[] micros = new long[64];
    private int count;

    private BarGrid() {}

    static long[] micros(Market market, Timeframe timeframe, long from, long to) {
        BarGrid grid = new BarGrid();
        for (long day : market.calendar().days(from, to)) {
            if (timeframe.isIntraday()) {
                grid.addSessions(
                        market.sessionSeconds(day), timeframe.interval().toSeconds());
            } else {
                grid.addPeriod(timeframe.startOfBar(LocalDate.ofEpochDay(day)).toEpochDay() * MICROS_PER_DAY);
            }
        }
        return Arrays.copyOf(grid.micros, grid.count);
    }

    private void addSessions(long[] seconds, long step) {
        for (int i = 0; i < seconds.length; i += 2) {
            for (long second = seconds[i]; second < seconds[i + 1]; second += step) {
                add(second * MICROS_PER_SECOND);
            }
        }
    }

    private void addPeriod(long micro) {
        if (count == 0 || micros[count - 1] != micro) {
            add(micro);
        }
    }

    private void add(long micro) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = micro;
    }
}
