package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.sources.reconcile.SymbolDifference.Status;
import java.util.List;
import java.util.Optional;

/// How two sides differ.
///
/// @param symbols those that both have, by name
/// @param onlyA   symbols that only A has
/// @param onlyB   symbols that only B has
public record ReconcileReport(List<SymbolDifference> symbols, List<String> onlyA, List<String> onlyB) {
    public ReconcileReport {
        symbols = List.copyOf(symbols);
        onlyA = List.copyOf(onlyA);
        onlyB = List.copyOf(onlyB);
    }

    /// Number of symbols with a status.
    public long count(Status status) {
        return symbols.stream().filter(symbol -> symbol.status() == status).count();
    }

    /// `PARTLY_FAILED` when a symbol could not be compared; that sides differ is no problem.
    public Optional<ErrorCode> problem() {
        return count(Status.FAILED) > 0 ? Optional.of(ErrorCode.PARTLY_FAILED) : Optional.empty();
    }
}
