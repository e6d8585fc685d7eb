package dev.tidemark.market.rule;

/// Bars of days and longer are expected for each period with a trading day.
final class PeriodGaps implements BarGaps {
    private final BarDays days;

    PeriodGaps(BarDays days) {
        this.days = days;
    }

    @Override
    public long missing(long earlier, long later, long limit) {
        long end = days.date(later);
        long missing = 0;
        long next = 0;
        for (long start = days.afterBar(days.date(earlier)); start < end && missing <= limit; start = next) {
            next = days.afterBar(start);
            missing += days.hasTradingDay(start, Math.min(next, end)) ? 1 : 0;
        }
        return missing;
    }
}
