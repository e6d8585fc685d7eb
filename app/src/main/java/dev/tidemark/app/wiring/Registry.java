package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.factor.FactorRegistry;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.instrument.TickSizes;
import dev.tidemark.recipes.MarketTables;
import dev.tidemark.recipes.RecipeCatalogue;
import dev.tidemark.sources.SeriesMarkets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a lake's own tables say: the registry of instruments, and the recipes that use it.
public final class Registry {
    private static final String FILE = "instruments.csv";
    private static final String PLUGINS = "plugins";

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

    /// SHA-256 of the registry's file; empty without one.
    static String digest(Lake lake) {
        Path file = lake.folder().resolve(FILE);
        try {
            return Digest.of(Files.readAllBytes(file)).hex();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + e, e);
        }
    }

    /// Which market's calendar and sessions each series follows: by the registry, the user's calendars, the product's.
    ///
    /// @throws TidemarkException `BAD_CONFIG` naming file and line
    public static SeriesMarkets markets(Lake lake) {
        CalendarFiles.Tables tables = CalendarFiles.read(lake.folder());
        return new SeriesMarkets(tables.markets(), instruments(lake), tables.tables());
    }

    /// Refuses a calendar that nobody knows.
    ///
    /// @throws TidemarkException `USAGE` naming those that there are
    public static void requireCalendar(Lake lake, String calendar) {
        Markets markets = markets(lake).markets();
        boolean isKnown = calendar.equals("none")
                || markets.find(calendar, "").isPresent()
                || markets.calendars().find(calendar).isPresent();
        if (!isKnown) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--calendar '" + calendar + "' is not known; known are none, "
                            + String.join(
                                    ", ", new TreeSet<>(markets.calendars().ids())));
        }
    }

    /// The recipes of a lake: those that are built in, and the user's.
    public static RecipeCatalogue recipes(Lake lake, Config config) {
        Plugins plugins = plugins(lake);
        return recipes(lake, config, plugins, new OwnRecipes(lake.folder(), plugins));
    }

    /// What is there to list: the recipes, and where the user's come from.
    public record Listing(RecipeCatalogue catalogue, OwnRecipes own) {}

    public static Listing listing(Lake lake, Config config) {
        Plugins plugins = plugins(lake);
        OwnRecipes own = new OwnRecipes(lake.folder(), plugins);
        return new Listing(recipes(lake, config, plugins, own), own);
    }

    /// The factors that are built in, and those of a lake's plug-ins.
    public static FactorRegistry factors(Lake lake) {
        return FactorRegistry.of(List.of(plugins(lake).factors()));
    }

    private static Plugins plugins(Lake lake) {
        return Plugins.load(lake.folder().resolve(PLUGINS));
    }

    private static RecipeCatalogue recipes(Lake lake, Config config, Plugins plugins, OwnRecipes own) {
        FactorRegistry factors;
        try {
            factors = FactorRegistry.of(List.of(plugins.factors()));
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, "in " + PLUGINS + ": " + e.getMessage(), e);
        }
        RuleWiring rules = RuleWiring.of(lake, config);
        MarketTables tables =
                new MarketTables(rules.markets().markets(), rules.markets().tables());
        return new RecipeCatalogue(
                factors,
                new TickSizes(rules.markets().registry()),
                own,
                plugins.revisions(),
                tables,
                Optional.of(rules),
                dataset -> new UniverseWiring(lake, config).recipe(dataset, InstantSource.system()));
    }
}
