package dev.tidemark.market.gap;

/// What days of ticks add up to.
///
/// @param days           trading days: days with sessions
/// @param missingDays    trading days without a tick in their sessions
/// @param ticks          rows, those of days without sessions included
/// @param strictSeconds  strict seconds of days that are not missing
/// @param missingSeconds those of them without a tick
/// @param halfSeconds    those of them with less than two ticks where two are due
/// @param outsideSeconds seconds with ticks outside every session
/// @param gaps           runs without a tick, from the threshold on
/// @param gapsOver30     those longer than 30 seconds
/// @param longestGap     seconds of the longest one
public record CompletenessTotals(
        long days,
        long missingDays,
        long ticks,
        long strictSeconds,
        long missingSeconds,
        long halfSeconds,
        long outsideSeconds,
        long gaps,
        long gapsOver30,
        long longestGap) {
    /// No day.
    public static final CompletenessTotals NONE = new CompletenessTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// One day more. Of a day without sessions only its ticks and the seconds that they fall into count.
    public CompletenessTotals plus(DayCompleteness day) {
        boolean isMissing = day.isMissing();
        return new CompletenessTotals(
                days + (day.isTradingDay() ? 1 : 0),
                missingDays + (isMissing ? 1 : 0),
                ticks + day.ticks(),
                strictSeconds + (isMissing ? 0 : day.seconds().strict()),
                missingSeconds + (isMissing ? 0 : day.seconds().missing()),
                halfSeconds + day.seconds().missingHalf(),
                outsideSeconds + day.seconds().outside(),
                gaps + day.gaps().count(),
                gapsOver30 + day.gaps().buckets().over30(),
                isMissing ? longestGap : Math.max(longestGap, day.gaps().longest()));
    }

    /// Share of strict seconds with less than two ticks where two are due; 0 without strict seconds.
    public double halfSecondRatio() {
        return strictSeconds == 0 ? 0 : (double) halfSeconds / strictSeconds;
    }
}
