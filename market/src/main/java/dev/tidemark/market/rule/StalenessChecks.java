package dev.tidemark.market.rule;

/// Bars that repeat: more than so many steps without a change of any price (`price_staleness`), and at least two flat
/// bars without volume in a row (`zero_volume_run`). A run counts once, at the row where it becomes one.
final class StalenessChecks {
    private static final int ZERO_RUN = 2;

    private final Tally stale;
    private final Tally zero;
    private final RunWatch staleRun;
    private final RunWatch zeroRun = new RunWatch(ZERO_RUN);
    private final int staleBars;

    private long place;
    private double open = Double.NaN;
    private double high = Double.NaN;
    private double low = Double.NaN;
    private double close = Double.NaN;
    private long zeroRows;
    private long rows;

    StalenessChecks(FindingLog log, int staleBars) {
        this.stale = log.tally(RuleCode.PRICE_STALENESS);
        this.zero = log.tally(RuleCode.ZERO_VOLUME_RUN);
        this.staleBars = staleBars;
        // More than n steps are n + 1 steps, which are between n + 2 bars.
        this.staleRun = new RunWatch(staleBars + 2);
        zero.sayOfAll(() -> new ZeroVolumeShare(zeroRows, rows).text());
    }

    void accept(BarBlock block) {
        for (int i = 0; i < block.rows(); i++, place++) {
            if (block.isSettled(i)) {
                checkPrices(block, i);
                checkVolume(block, i);
            }
        }
    }

    private void checkPrices(BarBlock block, int i) {
        boolean isSame = block.open()[i] == open
                && block.high()[i] == high
                && block.low()[i] == low
                && block.close()[i] == close;
        if (!isSame) {
            staleRun.interrupt();
            open = block.open()[i];
            high = block.high()[i];
            low = block.low()[i];
            close = block.close()[i];
        }
        boolean isStale = staleRun.extend(place);
        long ts = block.ts()[i];
        if (isStale && i >= block.from() && stale.hit(ts)) {
            stale.keep(ts, "close " + close + " unchanged_bars " + (staleBars + 1));
        }
    }

    private void checkVolume(BarBlock block, int i) {
        boolean isZero = block.volume()[i] == 0;
        boolean isRun = false;
        if (isZero && isFlat(block, i)) {
            isRun = zeroRun.extend(place);
        } else {
            zeroRun.interrupt();
        }
        if (i < block.from()) {
            return;
        }
        rows++;
        zeroRows += isZero ? 1 : 0;
        long ts = block.ts()[i];
        if (isRun && zero.hit(ts)) {
            zero.keep(ts, "close " + block.close()[i] + " volume 0.0");
        }
    }

    private static boolean isFlat(BarBlock block, int i) {
        double open = block.open()[i];
        return open == block.high()[i] && open == block.low()[i] && open == block.close()[i];
    }
}
