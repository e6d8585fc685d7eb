package dev.tidemark.app.notify;

import java.util.Locale;

/// How bad a matter is.
public enum Severity {
    /// Looked at and found well: ends what was open of its topic.
    FINE,
    WARNING,
    ERROR;

    /// The stable lower-case name.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
