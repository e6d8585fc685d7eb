package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Given;
import dev.tidemark.app.config.Setting;
import dev.tidemark.app.config.UniverseSettings;
import dev.tidemark.app.universe.LakeTables;
import dev.tidemark.app.universe.UniverseRun;
import dev.tidemark.app.universe.UniverseSetup;
import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Format;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.build.Recipe;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.match.MatchTables;
import dev.tidemark.market.match.TickerAlias;
import dev.tidemark.recipes.universe.UniverseRules;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.universe.TreeScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a lake's config and tables say of its universe.
public final class UniverseWiring {
    private static final String ALIASES = "symbol_aliases.csv";
    private static final String ALIASES_HEADER = "from,to,extension,since";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String STAT_CACHE = ".tidemark/cache/universe.stat";

    private final Lake lake;
    private final Config config;

    public UniverseWiring(Lake lake, Config config) {
        this.lake = lake;
        this.config = config;
    }

    /// All that a run needs.
    ///
    /// @param tree      absolute; the remembered one when empty
    /// @param lists     absolute; the remembered ones when empty
    /// @param statCache absolute; the usual one when empty
    /// @throws TidemarkException `USAGE` when nobody ever said where tree and lists are; `BAD_CONFIG` naming file and
    ///     line
    public UniverseSetup setup(
            Optional<Path> tree,
            Optional<Path> lists,
            Optional<Path> statCache,
            Optional<Integer> workers,
            Optional<Integer> listers,
            Mode mode,
            Existing existing,
            Format format) {
        int gap = config.get(UniverseSettings.MAX_GAP_DAYS);
        int processors = Runtime.getRuntime().availableProcessors();
        return new UniverseSetup(
                place(tree, UniverseSettings.STOOQ, "--stooq", "the Stooq files are"),
                place(lists, UniverseSettings.INSTRUMENTS, "--instruments", "the instrument lists are"),
                statCache.orElseGet(() -> lake.folder().resolve(STAT_CACHE)),
                output(UniverseSettings.METADATA_OUTPUT),
                output(UniverseSettings.MATCH_REPORT),
                output(UniverseSettings.UNMATCHED_REPORT),
                output(UniverseSettings.PRICES_OUTPUT),
                rules(),
                gap < 0 ? OptionalInt.empty() : OptionalInt.of(gap),
                workers.orElse(Math.max(1, processors - 1)),
                listers.orElse(TreeScan.LISTERS),
                mode,
                existing,
                format,
                config.get(UniverseSettings.ZONE),
                config.get(UniverseSettings.MAJOR_UNITS));
    }

    /// How instruments are matched, judged and exported.
    public UniverseRules rules() {
        return new UniverseRules(
                tables(), config.get(UniverseSettings.LSE_CURRENCY_POLICY), config.get(UniverseSettings.INCLUDE_EMPTY));
    }

    /// The remembered universe of a lake, for commands that look at it; empty when there is none.
    public Optional<UniverseSetup> remembered() {
        boolean isKnown = !config.get(UniverseSettings.STOOQ).isEmpty()
                && !config.get(UniverseSettings.INSTRUMENTS).isEmpty();
        return isKnown
                ? Optional.of(setup(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Mode.INCREMENTAL,
                        Existing.REFRESH,
                        Format.CSV))
                : Optional.empty();
    }

    /// The recipe of a dataset of a universe, every row of which it makes anew. Looks at the tree when it is used.
    public Optional<Recipe> recipe(DatasetName dataset, InstantSource clock) {
        return dataset.group().equals(UniverseTables.GROUP)
                ? remembered()
                        .flatMap(setup -> UniverseRun.recipes(lake, setup, new Tables(lake), clock)
                                .ofDataset(dataset))
                : Optional.empty();
    }

    /// Registry and calendars of the lake, read once.
    public LakeTables lakeTables() {
        return new Tables(lake);
    }

    private static final class Tables implements LakeTables {
        private final Lake lake;
        private @Nullable SeriesMarkets read;

        Tables(Lake lake) {
            this.lake = lake;
        }

        private synchronized SeriesMarkets read() {
            SeriesMarkets known = read;
            if (known == null) {
                known = Registry.markets(lake);
                read = known;
            }
            return known;
        }

        @Override
        public InstrumentRegistry registry() {
            return read().registry();
        }

        @Override
        public String registryDigest() {
            return Registry.digest(lake);
        }

        @Override
        public Markets markets() {
            return read().markets();
        }

        @Override
        public String calendars() {
            return read().tables();
        }
    }

    private Path place(Optional<Path> typed, Setting<String> setting, String option, String what) {
        if (typed.isPresent()) {
            return typed.get();
        }
        String remembered = config.get(setting);
        if (remembered.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "it is not known where " + what + "; say it once with " + option + " DIR");
        }
        return lake.folder().resolve(remembered).normalize();
    }

    private Path output(Setting<String> setting) {
        return lake.folder().resolve(config.get(setting)).toAbsolutePath().normalize();
    }

    /// The product's tables with the user's laid over them; an entry without extensions takes one out.
    private MatchTables tables() {
        MatchTables tables = MatchTables.shipped();
        for (Map.Entry<String, Given> each :
                config.exchanges(UniverseSettings.SUFFIXES).entrySet()) {
            tables = laid(tables, each.getKey(), each.getValue(), MatchTables::withSuffix);
        }
        for (Map.Entry<String, Given> each :
                config.exchanges(UniverseSettings.WORDS).entrySet()) {
            tables = laid(tables, each.getKey(), each.getValue(), MatchTables::withWords);
        }
        return withAliases(tables);
    }

    private interface Laying {
        MatchTables with(MatchTables tables, String name, List<String> extensions);
    }

    private static MatchTables laid(MatchTables tables, String name, Given given, Laying laying) {
        try {
            List<String> extensions = given.text().isBlank()
                    ? List.of()
                    : Arrays.stream(given.text().split(",", -1))
                            .map(String::strip)
                            .toList();
            return laying.with(tables, name, extensions);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, given.place() + ": " + e.getMessage(), e);
        }
    }

    private MatchTables withAliases(MatchTables tables) {
        Path file = lake.folder().resolve(ALIASES);
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return tables;
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, "cannot read " + file + ": " + e, e);
        }
        if (lines.isEmpty() || !withoutMark(lines.getFirst()).strip().equalsIgnoreCase(ALIASES_HEADER)) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, file + ":1: expected the header " + ALIASES_HEADER);
        }
        MatchTables with = tables;
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                with = laid(with, file, line + 1, lines.get(line));
            }
        }
        return with;
    }

    private static String withoutMark(String line) {
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
    }

    /// A line without a new name takes the renaming out.
    private static MatchTables laid(MatchTables tables, Path file, int line, String text) {
        String[] fields = text.split(",", -1);
        try {
            if (fields.length != 4) {
                throw new IllegalArgumentException("'" + text + "' has " + fields.length + " fields, not 4");
            }
            return fields[1].isBlank()
                    ? tables.withoutAlias(fields[0], fields[2])
                    : tables.withAlias(new TickerAlias(fields[0], fields[1], fields[2], fields[3]));
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, file + ":" + line + ": " + e.getMessage(), e);
        }
    }
}
