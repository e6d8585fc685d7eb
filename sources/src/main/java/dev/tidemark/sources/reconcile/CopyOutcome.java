package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.update.SymbolOutcome;
import java.util.Optional;

/// What was copied into one series.
///
/// @param key      the series that was changed
/// @param added    bars that it did not have
/// @param replaced bars that it had with another value, or imputed
/// @param reason   why nothing was copied; empty when all went well, with or without bars
public record CopyOutcome(SeriesKey key, long added, long replaced, Optional<SymbolOutcome.Reason> reason) {
    static CopyOutcome refused(SeriesKey key, String code, String message) {
        return new CopyOutcome(key, 0, 0, Optional.of(new SymbolOutcome.Reason(code, message)));
    }
}
