package dev.tidemark.market.rule;

import dev.tidemark.market.calendar.TradingCalendar;
import java.time.LocalDate;

/// Bars of years that a calendar does not know: `calendar_extrapolated`, once for all of them, with the first and the
/// last of their days.
final class ExtrapolatedBars {
    private final TradingCalendar calendar;
    private final Tally tally;
    private boolean isKept;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    ExtrapolatedBars(FindingLog log, TradingCalendar calendar) {
        this.calendar = calendar;
        this.tally = log.tally(RuleCode.CALENDAR_EXTRAPOLATED);
        tally.sayOfAll(() -> "days " + LocalDate.ofEpochDay(first) + " to " + LocalDate.ofEpochDay(last));
    }

    void check(long ts) {
        long day = Math.floorDiv(ts, BarDays.MICROS_PER_DAY);
        if (calendar.isExtrapolated(day)) {
            first = Math.min(first, day);
            last = Math.max(last, day);
            if (tally.hit(ts) && !isKept) {
                isKept = true;
                tally.keep(
                        ts,
                        "calendar " + calendar.id() + " knows " + calendar.firstKnownYear() + " to "
                                + calendar.lastKnownYear());
            }
        }
    }
}
