package dev.tidemark.app.commands;

import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.instrument.Symbols;
import dev.tidemark.market.instrument.Universe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which symbols a command is about.
final class SymbolOptions {
    @Option(
            names = {"-s", "--symbol"},
            paramLabel = "SYM",
            split = ",",
            description = "A symbol; may be repeated, or several with commas between them.")
    private List<String> symbols = new ArrayList<>();

    @Option(
            names = "--symbols-file",
            paramLabel = "FILE",
            description = "A file with a symbol a line; empty lines and lines that start with # do not count.")
    private @Nullable Path file;

    /// The symbols that were named, each once, in order.
    Set<String> named(Session session) {
        Set<String> named = new LinkedHashSet<>();
        try {
            for (String symbol : symbols) {
                named.add(Symbols.requireValid(symbol));
            }
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "-s: " + e.getMessage(), e);
        }
        if (file != null) {
            Path path = session.resolve(file);
            try (var reader = Files.newBufferedReader(path)) {
                named.addAll(Universe.read("file", reader, path.toString()).symbols());
            } catch (IOException | TableException e) {
                throw new TidemarkException(
                        ErrorCode.USAGE, "--symbols-file: cannot read " + path + ": " + e.getMessage(), e);
            }
        }
        return named;
    }
}
