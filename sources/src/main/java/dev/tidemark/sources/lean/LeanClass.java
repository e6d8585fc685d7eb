package dev.tidemark.sources.lean;

import java.util.Locale;
import java.util.Optional;

/// An asset class, by the name of its folder.
enum LeanClass {
    EQUITY,
    INDEX,
    FUTURE,
    CRYPTO,
    CRYPTOFUTURE,
    FOREX,
    CFD;

    private static final int DECI_CENTS = 10_000;

    /// The class of a folder's name, in lower case.
    static Optional<LeanClass> of(String folder) {
        for (LeanClass each : values()) {
            if (each.text().equals(folder)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The folder's name.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What prices are divided by: equities are written in units of 1/10,000.
    double priceScale() {
        return this == EQUITY ? DECI_CENTS : 1;
    }

    /// What the rows of a file are whose name does not say it.
    LeanKind usualKind() {
        return switch (this) {
            case FOREX, CFD -> LeanKind.QUOTE;
            case EQUITY, INDEX, FUTURE, CRYPTO, CRYPTOFUTURE -> LeanKind.TRADE;
        };
    }
}
