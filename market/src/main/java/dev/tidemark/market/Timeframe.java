package dev.tidemark.market;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The length of a bar.
///
/// The canonical text is `5m`, `15m`, `1h`, `4h`, `1d`, `1w` or `1mo`: minutes that fill whole hours are written in
/// hours. Lower
/// case only, because `1M` means a month to some and a minute to others.
///
/// @param count number of units; 1 to 1439 minutes, 1 of every other unit
/// @param unit  the unit
public record Timeframe(int count, Unit unit) implements Comparable<Timeframe> {
    /// What a bar's length is counted in.
    public enum Unit {
        MINUTE(Duration.ofMinutes(1)),
        DAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7)),
        MONTH(Duration.ofDays(30));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }
    }

    public static final Timeframe DAILY = new Timeframe(1, Unit.DAY);
    public static final Timeframe WEEKLY = new Timeframe(1, Unit.WEEK);
    public static final Timeframe MONTHLY = new Timeframe(1, Unit.MONTH);

    private static final int MINUTES_PER_HOUR = 60;
    private static final int MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
    private static final Pattern INTRADAY = Pattern.compile("([1-9]\\d{0,3})(m|min|mins|minute|minutes|h|hour|hours)");
    private static final Map<String, Timeframe> WORDS = Map.ofEntries(
            Map.entry("minute", new Timeframe(1, Unit.MINUTE)),
            Map.entry("hourly", new Timeframe(MINUTES_PER_HOUR, Unit.MINUTE)),
            Map.entry("1d", DAILY),
            Map.entry("daily", DAILY),
            Map.entry("1day", DAILY),
            Map.entry("day", DAILY),
            Map.entry("d", DAILY),
            Map.entry("1w", WEEKLY),
            Map.entry("weekly", WEEKLY),
            Map.entry("1week", WEEKLY),
            Map.entry("week", WEEKLY),
            Map.entry("w", WEEKLY),
            Map.entry("1mo", MONTHLY),
            Map.entry("monthly", MONTHLY),
            Map.entry("1month", MONTHLY));

    public Timeframe {
        int most = unit == Unit.MINUTE ? MINUTES_PER_DAY - 1 : 1;
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    "a bar cannot be " + count + " of " + unit + " long; expected 1 to " + most);
        }
    }

    /// Whether an intraday bar can be that long: 1 to 1439 minutes.
    public static boolean isMinutes(int minutes) {
        return minutes >= 1 && minutes < MINUTES_PER_DAY;
    }

    /// An intraday bar.
    ///
    /// @throws IllegalArgumentException below 1 minute, or a day and more
    public static Timeframe ofMinutes(int minutes) {
        return new Timeframe(minutes, Unit.MINUTE);
    }

    /// Parses a canonical text or an alias, such as `15m`, `15min`, `hourly`, `60m`, `daily`, `1week` or `monthly`.
    ///
    /// @throws IllegalArgumentException naming the text and what is accepted
    public static Timeframe parse(String text) {
        Timeframe word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        Matcher matcher = INTRADAY.matcher(text);
        if (matcher.matches()) {
            int count = Integer.parseInt(matcher.group(1));
            int minutes = matcher.group(2).startsWith("h") ? count * MINUTES_PER_HOUR : count;
            if (minutes < MINUTES_PER_DAY) {
                return ofMinutes(minutes);
            }
        }
        throw new IllegalArgumentException("'" + text
                + "' is no timeframe; expected minutes (5m), hours (4h) below a day, 1d, 1w, 1mo, or a word"
                + " such as daily");
    }

    /// The canonical text.
    public String text() {
        return switch (unit) {
            case MINUTE -> count % MINUTES_PER_HOUR == 0 ? count / MINUTES_PER_HOUR + "h" : count + "m";
            case DAY -> "1d";
            case WEEK -> "1w";
            case MONTH -> "1mo";
        };
    }

    /// The length for tolerance rules; a month counts 30 days.
    public Duration interval() {
        return unit.length.multipliedBy(count);
    }

    /// Whether a trading day has several bars, so that a bar's start needs a time of day.
    public boolean isIntraday() {
        return unit == Unit.MINUTE;
    }

    /// The first day of the bar that holds a date: the date itself, its Monday for weekly bars, the first of its month
    /// for monthly
    /// ones. For example 2024-01-05, a Friday, lies in the weekly bar of 2024-01-01.
    public LocalDate startOfBar(LocalDate date) {
        return switch (unit) {
            case MINUTE, DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
        };
    }

    /// Shorter before longer.
    @Override
    public int compareTo(Timeframe other) {
        return interval().compareTo(other.interval());
    }

    @Override
    public String toString() {
        return text();
    }
}
