package dev.tidemark.sources.gap;

import dev.tidemark.sources.update.Ledger;
import java.util.Locale;

/// How the bars of a period stand, from well to bad; a period shows the worst of its bars.
public enum CellState {
    /// Nothing is expected, or the series has not begun or has ended.
    CLOSED,
    COVERED,
    /// Made by a fill.
    IMPUTED,
    /// The provider does not have it.
    KNOWN_EMPTY,
    MISSING,
    QUARANTINED,
    FAILED;

    /// The stable lower-case name.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name in words.
    public String words() {
        return text().replace('_', ' ');
    }

    static CellState of(Ledger.State state) {
        return switch (state) {
            case MISSING -> MISSING;
            case KNOWN_EMPTY -> KNOWN_EMPTY;
            case FAILED -> FAILED;
            case QUARANTINED -> QUARANTINED;
        };
    }
}
