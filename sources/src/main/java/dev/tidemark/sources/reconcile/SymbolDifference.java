package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.compare.SeriesDifference;
import dev.tidemark.sources.update.SymbolOutcome;
import java.util.Locale;
import java.util.Optional;

/// How the two sides stand on one symbol.
///
/// @param symbol     the symbol
/// @param a          its series on side A
/// @param b          its series on side B
/// @param difference how they differ; empty when they could not be compared
/// @param reason     why not
public record SymbolDifference(
        String symbol,
        SeriesKey a,
        SeriesKey b,
        Optional<SeriesDifference> difference,
        Optional<SymbolOutcome.Reason> reason) {
    /// The short of it. The lower-case name is stable.
    public enum Status {
        /// Same keys, same values.
        EQUAL,
        /// Same keys, and no value differs beyond the tolerances.
        WITHIN_TOLERANCE,
        DIFFERENT,
        /// A side could not be read.
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Status status() {
        return difference.map(SymbolDifference::status).orElse(Status.FAILED);
    }

    private static Status status(SeriesDifference difference) {
        if (difference.isNone()) {
            return Status.EQUAL;
        }
        return difference.isWithinTolerance() ? Status.WITHIN_TOLERANCE : Status.DIFFERENT;
    }

    static SymbolDifference failed(String symbol, SeriesKey a, SeriesKey b, String code, String message) {
        return new SymbolDifference(
                symbol, a, b, Optional.empty(), Optional.of(new SymbolOutcome.Reason(code, message)));
    }
}
