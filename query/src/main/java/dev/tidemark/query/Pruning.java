package dev.tidemark.query;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the conditions of a statement say of the partitions that it needs: never too little, perhaps too much.
///
/// @param symbols    the only symbols wanted; empty for all
/// @param minMicros  least time wanted, microseconds since 1970 UTC
/// @param maxMicros  greatest time wanted
/// @param firstChunk least chunk label wanted; empty text for no limit
/// @param lastChunk  greatest chunk label wanted; empty text for no limit
record Pruning(Optional<Set<String>> symbols, long minMicros, long maxMicros, String firstChunk, String lastChunk) {
    /// Everything is wanted.
    static final Pruning NONE = new Pruning(Optional.empty(), Long.MIN_VALUE, Long.MAX_VALUE, "", "");

    Pruning {
        symbols = symbols.map(Set::copyOf);
    }

    static Pruning symbols(Set<String> symbols) {
        return new Pruning(Optional.of(symbols), Long.MIN_VALUE, Long.MAX_VALUE, "", "");
    }

    static Pruning times(long min, long max) {
        return new Pruning(Optional.empty(), min, max, "", "");
    }

    static Pruning chunks(String first, String last) {
        return new Pruning(Optional.empty(), Long.MIN_VALUE, Long.MAX_VALUE, first, last);
    }

    /// What both want.
    Pruning and(Pruning other) {
        Optional<Set<String>> both = symbols;
        if (other.symbols.isPresent()) {
            Set<String> kept = new HashSet<>(other.symbols.get());
            symbols.ifPresent(kept::retainAll);
            both = Optional.of(kept);
        }
        return new Pruning(
                both,
                Math.max(minMicros, other.minMicros),
                Math.min(maxMicros, other.maxMicros),
                firstChunk.compareTo(other.firstChunk) >= 0 ? firstChunk : other.firstChunk,
                lesser(lastChunk, other.lastChunk));
    }

    private static String lesser(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }

    boolean wantsSymbol(String symbol) {
        return symbols.map(s -> s.contains(symbol)).orElse(true);
    }

    boolean wantsTimes(long min, long max) {
        return max >= minMicros && min <= maxMicros;
    }

    boolean wantsChunk(String chunk) {
        return chunk.compareTo(firstChunk) >= 0 && (lastChunk.isEmpty() || chunk.compareTo(lastChunk) <= 0);
    }
}
