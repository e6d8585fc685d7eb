package dev.tidemark.market.calendar;

import dev.tidemark.market.calendar.SessionWindow.Kind;
import java.time.LocalDate;

/// A one-off change of an exchange's sessions.
///
/// @param exchange  such as `SHFE`
/// @param product   such as `cu`, or empty for every product of the exchange
/// @param session   which windows it changes
/// @param change    what it does to them
/// @param firstDay  first trading day it holds for
/// @param lastDay   last trading day it holds for
/// @param reason    why, or empty
/// @param sourceUrl where that is announced, or empty
public record SessionEvent(
        String exchange,
        String product,
        Kind session,
        Change change,
        LocalDate firstDay,
        LocalDate lastDay,
        String reason,
        String sourceUrl) {
    /// What an event does.
    public sealed interface Change {
        /// The windows do not take place.
        record Skip() implements Change {}

        /// The first window opens at another time, in seconds as in [SessionWindow].
        record ShiftStart(int second) implements Change {}

        /// The last window closes at another time, in seconds as in [SessionWindow].
        record ShiftEnd(int second) implements Change {}

        /// The word that event files have for it, and the second that it is about.
        default String text() {
            return switch (this) {
                case Skip _ -> "skip";
                case ShiftStart shift -> "shift_start " + shift.second();
                case ShiftEnd shift -> "shift_end " + shift.second();
            };
        }
    }

    public SessionEvent {
        if (lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException("the event ends on " + lastDay + ", before it starts on " + firstDay);
        }
    }

    boolean concerns(String someExchange, String someProduct) {
        return exchange.equals(someExchange) && (product.isEmpty() || product.equals(someProduct));
    }

    boolean holdsOn(long epochDay) {
        return firstDay.toEpochDay() <= epochDay && epochDay <= lastDay.toEpochDay();
    }
}
