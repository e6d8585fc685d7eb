package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Sessions;
import dev.tidemark.market.calendar.TradingCalendar;
import dev.tidemark.market.calendar.TradingDayRule;
import dev.tidemark.market.calendar.TradingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The days of a series' bars. Not thread-safe.
final class BarDays {
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private static final int NANOS_PER_MICRO = 1000;
    private static final int DAYS_PER_WEEK = 7;
    /// Days of the week count from Monday = 0; 1970-01-01 was a Thursday.
    private static final int WEEKDAY_OF_EPOCH = 3;

    private static final int SATURDAY = 5;

    /// Stands for a market that nobody named: UTC dates, of which Monday to Friday are trading days.
    private static final Market WEEKDAYS = new Market(
            TradingCalendar.ofHolidays("weekdays", ZoneOffset.UTC, 1970, 1970, List.of(), Map.of()),
            new TradingDayRule.LocalDateRule(ZoneOffset.UTC),
            Sessions.WHOLE_DAY);

    private final Timeframe timeframe;
    private final Market market;
    private final TradingDays tradingDays;

    BarDays(Timeframe timeframe, Optional<Market> market) {
        this.timeframe = timeframe;
        this.market = market.orElse(WEEKDAYS);
        this.tradingDays = this.market.tradingDays();
    }

    static boolean isWeekend(long epochDay) {
        return Math.floorMod(epochDay + WEEKDAY_OF_EPOCH, DAYS_PER_WEEK) >= SATURDAY;
    }

    /// A time as people read it, such as `2024-01-02T14:30:00Z`.
    static String instantText(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /// The length of a bar.
    static long micros(Timeframe timeframe) {
        return timeframe.interval().toSeconds() * MICROS_PER_SECOND;
    }

    /// The calendar date a bar is of: as it stands for bars of days and longer, local for intraday ones.
    long date(long micros) {
        long shift = timeframe.isIntraday() ? offset(micros) * MICROS_PER_SECOND : 0;
        return Math.floorDiv(micros, MICROS_PER_DAY)
                + Math.floorDiv(Math.floorMod(micros, MICROS_PER_DAY) + shift, MICROS_PER_DAY);
    }

    /// The first day after the bar of a date: the next one, the next Monday, or the first of the next month.
    long afterBar(long date) {
        return switch (timeframe.unit()) {
            case MINUTE, DAY -> date + 1;
            case WEEK -> timeframe.startOfBar(LocalDate.ofEpochDay(date)).toEpochDay() + DAYS_PER_WEEK;
            case MONTH ->
                timeframe.startOfBar(LocalDate.ofEpochDay(date)).plusMonths(1).toEpochDay();
        };
    }

    boolean isTradingDay(long epochDay) {
        return market.calendar().isTradingDay(epochDay);
    }

    /// Whether there is a trading day from one day up to, not including, another.
    boolean hasTradingDay(long from, long until) {
        return market.calendar().atOrAfter(from) < until;
    }

    /// Whether two bars belong to different trading days.
    boolean isNewDay(long earlier, long later) {
        return tradingDay(earlier) != tradingDay(later);
    }

    /// Whether more than so many trading days without a bar lie between two bars.
    boolean hasMoreTradingDaysBetween(long earlier, long later, long days) {
        if (later - earlier <= days * MICROS_PER_DAY) {
            return false;
        }
        long end = date(later);
        long found = 0;
        long day = market.calendar().atOrAfter(afterBar(date(earlier)));
        while (day < end && found <= days) {
            found++;
            day = market.calendar().next(day);
        }
        return found > days;
    }

    private long tradingDay(long micros) {
        if (!timeframe.isIntraday()) {
            return Math.floorDiv(micros, MICROS_PER_DAY);
        }
        long bound = Long.MAX_VALUE / NANOS_PER_MICRO;
        return tradingDays.tradingDay(Math.clamp(micros, -bound, bound) * NANOS_PER_MICRO);
    }

    private int offset(long micros) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
        return market.rule().zone().getRules().getOffset(instant).getTotalSeconds();
    }
}
