package dev.tidemark.build;

import dev.tidemark.lake.ChunkSize;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What part of the targets is wanted.
///
/// @param symbols the symbols; all when empty
/// @param from    first day whose chunk is wanted
/// @param to      last day whose chunk is wanted
public record Selection(Set<String> symbols, Optional<LocalDate> from, Optional<LocalDate> to) {
    /// Everything.
    public static final Selection ALL = new Selection(Set.of(), Optional.empty(), Optional.empty());

    public Selection {
        symbols = Set.copyOf(symbols);
    }

    /// Everything of some symbols.
    public static Selection of(Set<String> symbols) {
        return new Selection(new TreeSet<>(symbols), Optional.empty(), Optional.empty());
    }

    /// Whether every chunk of a symbol is wanted.
    public boolean isUnbounded() {
        return from.isEmpty() && to.isEmpty();
    }

    boolean holds(String symbol) {
        return symbols.isEmpty() || symbols.contains(symbol);
    }

    /// Whether a chunk can hold days of the range. Labels of one size sort in time order, so the labels of the range's
    /// ends decide.
    boolean holds(String chunk, ChunkSize size) {
        return from.map(day -> size.labelOf(day).compareTo(chunk) <= 0).orElse(true)
                && to.map(day -> size.labelOf(day).compareTo(chunk) >= 0).orElse(true);
    }
}
