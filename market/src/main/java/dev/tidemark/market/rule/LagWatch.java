package dev.tidemark.market.rule;

/// Tells when a lag leaves its level. A second row in a row on the new level makes that the level. Not thread-safe.
final class LagWatch {
    private final long mostChange;
    private boolean hasLevel;
    private long level;
    private boolean hasOther;
    private long other;

    LagWatch(long mostChange) {
        this.mostChange = mostChange;
    }

    /// Whether a row's lag is on another level than those before.
    boolean isJump(long lag) {
        if (!hasLevel || isNear(lag, level) || (hasOther && isNear(lag, other))) {
            hasLevel = true;
            level = lag;
            hasOther = false;
            return false;
        }
        hasOther = true;
        other = lag;
        return true;
    }

    private boolean isNear(long lag, long known) {
        return Math.abs(lag - known) <= mostChange;
    }
}
