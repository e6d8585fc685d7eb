package dev.tidemark.sources.lean;

import java.util.Locale;
import java.util.Optional;

/// What the rows of a file are.
enum LeanKind {
    TRADE,
    QUOTE,
    OPEN_INTEREST;

    /// The kind that a file name's word says, in any case.
    static Optional<LeanKind> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "trade" -> Optional.of(TRADE);
            case "quote" -> Optional.of(QUOTE);
            case "openinterest" -> Optional.of(OPEN_INTEREST);
            default -> Optional.empty();
        };
    }

    /// Its rows for messages.
    String text() {
        return switch (this) {
            case TRADE -> "trades";
            case QUOTE -> "quotes";
            case OPEN_INTEREST -> "open interest";
        };
    }
}
