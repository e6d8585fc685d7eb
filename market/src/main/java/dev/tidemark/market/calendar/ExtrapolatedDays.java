package dev.tidemark.market.calendar;

import java.time.LocalDate;

/// Days that a calendar was asked for and does not know: it answers by weekdays, so that a holiday among them looks
/// like a trading day (finding `calendar_extrapolated`).
///
/// @param calendar       its id
/// @param first          first such day of what was asked for
/// @param last           last such day; days in between may be known
/// @param firstKnownYear first year that it knows
/// @param lastKnownYear  last year that it knows
public record ExtrapolatedDays(
        String calendar, LocalDate first, LocalDate last, int firstKnownYear, int lastKnownYear) {}
