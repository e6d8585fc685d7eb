package dev.tidemark.sources.fill;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.update.SymbolOutcome;
import java.util.Optional;

/// What a fill did, or would do, to one series.
///
/// @param rows   bars made or taken out
/// @param reason why nothing was done to it; empty when all went well, with or without rows
public record FillOutcome(SeriesKey key, long rows, Optional<SymbolOutcome.Reason> reason) {
    static FillOutcome refused(SeriesKey key, String code, String message) {
        return new FillOutcome(key, 0, Optional.of(new SymbolOutcome.Reason(code, message)));
    }
}
