/// When markets trade, and to which trading day an instant belongs.
///
/// Start at [Markets], which knows the calendar, the trading-day rule and the sessions of an exchange and product, and
/// at [TradingDays], which turns instants into trading days. [Calendars] holds the shipped calendars and reads users'.
/// Days are epoch days (days since 1970-01-01) where many are handled, [java.time.LocalDate] elsewhere.
@NullMarked
package dev.tidemark.market.calendar;

import org.jspecify.annotations.NullMarked;
