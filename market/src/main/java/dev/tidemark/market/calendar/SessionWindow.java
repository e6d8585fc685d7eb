package dev.tidemark.market.calendar;

import java.util.Locale;

/// One run of trading without a break.
///
/// Seconds count from local midnight of the base day: the trading day itself for [Kind#DAY], the trading day before it
/// for [Kind#NIGHT]. 26:30, the second hour after midnight and a half, is 95,400; a negative start lies on the calendar
/// day
/// before the base day.
///
/// @param startSecond when trading opens, -86,400 to 172,800
/// @param endSecond   when it closes, after the start and at most 172,800; the session's last second belongs to it
/// @param afterClose  how many seconds a window goes on after an early close of the calendar; 0 for regular trading
public record SessionWindow(Kind kind, int startSecond, int endSecond, int afterClose) {
    /// Which day a window is counted from.
    public enum Kind {
        DAY,
        NIGHT;

        /// The word that session files have for it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int SECONDS_PER_DAY = 86_400;

    public SessionWindow {
        if (startSecond < -SECONDS_PER_DAY
                || endSecond > 2 * SECONDS_PER_DAY
                || startSecond >= endSecond
                || afterClose < 0) {
            throw new IllegalArgumentException(
                    "no session runs from second " + startSecond + " to second " + endSecond + " of a day");
        }
    }

    /// A window that an early close cuts.
    public static SessionWindow of(Kind kind, int startSecond, int endSecond) {
        return new SessionWindow(kind, startSecond, endSecond, 0);
    }
}
