package dev.tidemark.market.calendar;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How a market assigns an instant to a trading day.
public sealed interface TradingDayRule {
    /// The local calendar date, whether or not the market trades on it: pre- and after-market stay in their date.
    record LocalDateRule(ZoneId zone) implements TradingDayRule {}

    /// Chinese futures: the evening belongs to the next trading day. Sessions decide first; see [TradingDays].
    record NightShift(ZoneId zone) implements TradingDayRule {}

    /// Before a local time of day: the local date, or the next trading day if it is none. From it on: the next trading
    /// day after the local date. For example 17:00 America/Chicago: Friday 17:00:00 belongs to Monday.
    record RollAt(LocalTime time, ZoneId zone) implements TradingDayRule {}

    /// The UTC date, for markets that never close.
    record UtcDate() implements TradingDayRule {
        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }
    }

    /// The zone of the dates.
    ZoneId zone();

    /// Parses `local_date`, `night_shift`, `utc_date` or `roll_at HH:MM zone`, such as `roll_at 17:00 America/Chicago`.
    ///
    /// @param zone zone of the rules that name none
    /// @throws IllegalArgumentException naming the text and the choices
    static TradingDayRule parse(String text, ZoneId zone) {
        String[] words = text.strip().split("\\s+", -1);
        if (words.length == 3 && words[0].equals("roll_at")) {
            try {
                return new RollAt(LocalTime.parse(words[1]), ZoneId.of(words[2]));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is no trading day rule: " + e.getMessage(), e);
            }
        }
        return switch (text.strip()) {
            case "local_date" -> new LocalDateRule(zone);
            case "night_shift" -> new NightShift(zone);
            case "utc_date" -> new UtcDate();
            default ->
                throw new IllegalArgumentException("'" + text + "' is no trading day rule; expected local_date,"
                        + " night_shift, utc_date or roll_at HH:MM zone");
        };
    }

    /// The text that [#parse] reads.
    default String text() {
        return switch (this) {
            case LocalDateRule rule -> "local_date";
            case NightShift rule -> "night_shift";
            case RollAt rule ->
                "roll_at " + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(rule.time()) + " " + rule.zone();
            case UtcDate rule -> "utc_date";
        };
    }
}
