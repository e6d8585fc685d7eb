package dev.tidemark.app.wiring;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.factor.FactorRegistry;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.instrument.TickSizes;
import dev.tidemark.recipes.RecipeCatalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a lake's own tables say: the registry of instruments, and the recipes that use it.
public final class Registry {
    private static final String FILE = "instruments.csv";

    private Registry() {}

    /// Reads `instruments.csv`; a lake without one has an empty registry.
    ///
    /// @throws TidemarkException `BAD_CONFIG` naming file and line
    public static InstrumentRegistry instruments(Lake lake) {
        Path file = lake.folder().resolve(FILE);
        if (!Files.exists(file)) {
            return InstrumentRegistry.EMPTY;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return InstrumentRegistry.read(reader, FILE);
        } catch (TableException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + e, e);
        }
    }

    /// The recipes of a lake.
    public static RecipeCatalogue recipes(Lake lake) {
        return new RecipeCatalogue(FactorRegistry.builtIn(), new TickSizes(instruments(lake)));
    }
}
