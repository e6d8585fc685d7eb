package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Format;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.match.LseCurrencyPolicy;
import dev.tidemark.market.match.MatchTables;
import dev.tidemark.recipes.universe.UniverseRules;
import dev.tidemark.recipes.universe.UniverseTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lake over a [BulkTree], and runs on it.
final class SmallUniverse implements AutoCloseable {
    /// Long after whatever a test writes: nothing was changed a moment ago.
    static final Clock LATER = Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static final UniverseRules RULES =
            new UniverseRules(MatchTables.shipped(), LseCurrencyPolicy.BROKER, false);

    /// The tables of a lake without any of its own.
    private record Shipped() implements LakeTables {
        @Override
        public InstrumentRegistry registry() {
            return InstrumentRegistry.EMPTY;
        }

        @Override
        public String registryDigest() {
            return "";
        }

        @Override
        public Markets markets() {
            return Markets.shipped();
        }

        @Override
        public String calendars() {
            return Markets.shippedTables();
        }
    }

    final BulkTree bulk;
    final Lake lake;
    private final Path folder;

    SmallUniverse(Path folder, BulkTree bulk) {
        this.bulk = bulk;
        this.folder = folder;
        LakeOptions options = LakeOptions.defaults().withFiles(new UnsyncedFileOps());
        Lake.create(folder, options);
        lake = Lake.open(folder, options);
    }

    /// A usual run.
    UniverseReport run() {
        return run(Mode.INCREMENTAL, Existing.REFRESH, Step.EXPORT, LATER);
    }

    UniverseReport run(Mode mode, Existing existing, Step step, Clock clock) {
        return run(statCache(), mode, existing, step, clock);
    }

    UniverseReport run(Path statCache, Mode mode, Existing existing, Step step, Clock clock) {
        UniverseSetup setup = new UniverseSetup(
                bulk.tree(),
                bulk.lists(),
                statCache,
                folder.resolve("reports/index.csv"),
                folder.resolve("reports/matches.csv"),
                folder.resolve("reports/unmatched.csv"),
                folder.resolve("exports"),
                RULES,
                OptionalInt.empty(),
                2,
                2,
                mode,
                existing,
                Format.CSV,
                ZoneOffset.UTC,
                false);
        return UniverseRun.run(lake, setup, step, new Shipped(), clock, Progress.NONE);
    }

    Path folder() {
        return folder;
    }

    Path export(String name) {
        return folder.resolve("exports").resolve(name);
    }

    Path statCache() {
        return folder.resolve(".tidemark/cache/universe.stat");
    }

    Path memory() {
        return UniverseRun.memoryFile(lake);
    }

    /// The content digest of each table, and the bytes of each report and export.
    SortedMap<String, String> state() throws IOException {
        SortedMap<String, String> state = new TreeMap<>(BulkTree.outputs(folder));
        lake.head()
                .datasets()
                .forEach(dataset -> lake.head()
                        .series(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                        .flatMap(series -> series.partition(UniverseTables.CHUNK))
                        .ifPresent(partition -> state.put(
                                dataset.toString(),
                                partition.content().content().hex())));
        return state;
    }

    @Override
    public void close() {
        lake.close();
    }
}
