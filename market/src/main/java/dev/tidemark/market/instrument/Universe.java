package dev.tidemark.market.instrument;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import java.io.Reader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A named list of symbols.
///
/// @param symbols in upper case, in the order of the list, each once
public record Universe(String name, List<String> symbols) {
    /// The 28 pairs of the eight major currencies.
    public static final String FOREX_MAJORS = "FOREX_MAJORS";

    public Universe {
        symbols = List.copyOf(symbols);
    }

    /// Reads a list file: one symbol a line, trimmed and upper-cased; blank lines and lines that start with `#` are
    /// ignored, as are repetitions.
    ///
    /// @param source name of the file, for messages
    /// @throws dev.tidemark.market.TableException naming the line that is no symbol
    public static Universe read(String name, Reader reader, String source) {
        return of(name, TableLines.read(reader, source));
    }

    /// A universe that comes with the product. Lists whose members change, such as those of stock indices, do not.
    public static Optional<Universe> shipped(String name) {
        return name.equals(FOREX_MAJORS)
                ? Optional.of(of(name, TableLines.resource(Universe.class, "forex_majors.txt")))
                : Optional.empty();
    }

    private static Universe of(String name, List<Line> lines) {
        Set<String> symbols = new LinkedHashSet<>();
        for (Line line : lines) {
            try {
                symbols.add(Symbols.requireValid(line.text().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw line.error("" + e.getMessage());
            }
        }
        return new Universe(name, List.copyOf(symbols));
    }
}
