package dev.tidemark.app.report;

import java.util.Locale;

/// What is looked at when a series is validated. A run makes those that it was asked for.
public enum Check {
    /// The rules, and times after now.
    RULES,
    /// The number of rows that is required.
    NUMBER,
    /// The bars that the calendar expects.
    GAPS,
    /// Outliers.
    ANOMALIES,
    /// The first and last time of what was asked for.
    DATES,
    /// The values of a second dataset.
    REFERENCE;

    /// The stable lower-case name.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
