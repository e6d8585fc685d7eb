package dev.tidemark.market.roll;

import java.time.LocalDate;

/// A warning: a day was decided with open interest of an older day than the trading day directly before.
///
/// @param epochDay     the day that was decided, in days since 1970-01-01
/// @param referenceDay the day of the open interest
/// @param expectedDay  the trading day directly before
public record StaleReference(long epochDay, long referenceDay, long expectedDay) {
    /// The finding's stable code.
    public static final String CODE = "schedule_reference_stale";

    /// What happened, with ISO dates.
    public String message() {
        return LocalDate.ofEpochDay(epochDay) + " was decided with open interest of "
                + LocalDate.ofEpochDay(referenceDay) + "; that of " + LocalDate.ofEpochDay(expectedDay)
                + " is missing";
    }
}
