package dev.tidemark.market.rule;

/// Prices against the close before: `extreme_returns`, `price_continuity`, `split_like_jump` and `ticker_reused`.
///
/// The close before is that of the last bar which is real and has one, at most [BarRules#LOOKBACK] rows before. From a
/// close of zero there is no return.
final class JumpChecks {
    private static final int LEAST_SPLIT = 2;
    private static final int MOST_SPLIT = 50;
    private static final double SPLIT_TOLERANCE = 0.005;
    private static final long REUSE_DAYS = 180;
    private static final double REUSE_RATIO = 2;

    private final Tally returns;
    private final Tally continuity;
    private final Tally splits;
    private final Tally reused;
    private final double maxReturn;
    private final double openGap;
    private final BarDays days;
    private final boolean claimsAdjusted;

    private long place;
    private long lastPlace;
    private long lastTs;
    private double last = Double.NaN;

    JumpChecks(FindingLog log, RuleSettings settings, BarDays days, boolean claimsAdjusted) {
        this.returns = log.tally(RuleCode.EXTREME_RETURNS);
        this.continuity = log.tally(RuleCode.PRICE_CONTINUITY);
        this.splits = log.tally(RuleCode.SPLIT_LIKE_JUMP);
        this.reused = log.tally(RuleCode.TICKER_REUSED);
        this.maxReturn = settings.maxReturn();
        this.openGap = settings.openGap();
        this.days = days;
        this.claimsAdjusted = claimsAdjusted;
    }

    void accept(BarBlock block) {
        for (int i = 0; i < block.rows(); i++, place++) {
            if (block.imputed()[i]) {
                continue;
            }
            long ts = block.ts()[i];
            double close = block.close()[i];
            if (i >= block.from() && place - lastPlace <= BarRules.LOOKBACK) {
                check(ts, block.open()[i], close);
            }
            if (Double.isFinite(close)) {
                last = close;
                lastTs = ts;
                lastPlace = place;
            }
        }
    }

    /// Comparisons with a null, the last close before the first one included, are false.
    private void check(long ts, double open, double close) {
        double move = close / last - 1;
        if (last != 0 && Limits.exceeds(Math.abs(move), maxReturn) && returns.hit(ts)) {
            returns.keep(ts, "close " + close + " previous_close " + last + " return " + move);
        }
        if (last != 0 && Limits.exceeds(Math.abs((open - last) / last), openGap) && continuity.hit(ts)) {
            continuity.keep(ts, "open " + open + " previous_close " + last);
        }
        if (claimsAdjusted) {
            checkSplit(ts, open);
        }
        checkReuse(ts, close);
    }

    private void checkSplit(long ts, double open) {
        boolean isSplit = isWhole(open / last) || isWhole(last / open);
        if (isSplit && open > 0 && last > 0 && days.isNewDay(lastTs, ts) && splits.hit(ts)) {
            splits.keep(ts, "open " + open + " previous_close " + last + " ratio " + open / last);
        }
    }

    private static boolean isWhole(double ratio) {
        double nearest = StrictMath.rint(ratio);
        return nearest >= LEAST_SPLIT
                && nearest <= MOST_SPLIT
                && !Limits.exceeds(Math.abs(ratio / nearest - 1), SPLIT_TOLERANCE);
    }

    private void checkReuse(long ts, double close) {
        boolean isOtherLevel = Limits.exceeds(close / last, REUSE_RATIO) || Limits.exceeds(last / close, REUSE_RATIO);
        if (isOtherLevel
                && close > 0
                && last > 0
                && days.hasMoreTradingDaysBetween(lastTs, ts, REUSE_DAYS)
                && reused.hit(ts)) {
            reused.keep(
                    ts, "close " + close + " previous_close " + last + " previous_time " + BarDays.instantText(lastTs));
        }
    }
}
