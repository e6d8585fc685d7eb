package dev.tidemark.market.rule;

/// Times against the row before: `duplicate_timestamps`, `chronological_order` and `large_gap`.
///
/// A row is compared with its neighbour only; of keys that repeat far apart, the row that goes back is found.
final class OrderChecks {
    private static final long LARGE_GAP_BARS = 10;
    /// Samples count up to it.
    private static final long MOST_COUNTED = 1000;

    private final Tally duplicates;
    private final Tally disorder;
    private final Tally holes;
    private final BarGaps gaps;
    private boolean hasLast;
    private long last;

    OrderChecks(FindingLog log, BarGaps gaps) {
        this.duplicates = log.tally(RuleCode.DUPLICATE_TIMESTAMPS);
        this.disorder = log.tally(RuleCode.CHRONOLOGICAL_ORDER);
        this.holes = log.tally(RuleCode.LARGE_GAP);
        this.gaps = gaps;
    }

    /// @param from first row that findings are about
    void accept(long[] times, int from) {
        for (int i = 0; i < times.length; i++) {
            if (hasLast && i >= from) {
                check(times[i]);
            }
            last = times[i];
            hasLast = true;
        }
    }

    private void check(long ts) {
        if (ts > last) {
            checkHole(ts);
        } else if (ts == last) {
            keep(duplicates, ts);
        } else {
            keep(disorder, ts);
        }
    }

    private void checkHole(long ts) {
        if (gaps.missing(last, ts, LARGE_GAP_BARS) > LARGE_GAP_BARS && holes.hit(ts)) {
            long missing = gaps.missing(last, ts, MOST_COUNTED);
            String count = missing > MOST_COUNTED ? "over_" + MOST_COUNTED : Long.toString(missing);
            holes.keep(ts, "previous_time " + BarDays.instantText(last) + " missing_bars " + count);
        }
    }

    private void keep(Tally tally, long ts) {
        if (tally.hit(ts)) {
            tally.keep(ts, "previous_time " + BarDays.instantText(last));
        }
    }
}
