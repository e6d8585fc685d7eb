package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Format;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.table.DoubleColumn;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lake over a [BulkTree], and runs on it.
final class SmallUniverse implements AutoCloseable {
    /// Long after whatever a test writes: nothing was changed a moment ago.
    static final Clock LATER = Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static final DatasetName BARS = new DatasetName("bars", "1d");
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
    /// What exports are in the next runs.
    Format format = Format.CSV;
    /// The largest hole that goes unsaid in the next runs.
    OptionalInt maxGapDays = OptionalInt.empty();

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
                maxGapDays,
                2,
                2,
                mode,
                existing,
                format,
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

    /// The closes of a ticker's daily bars in the lake; none when it has no bars.
    double[] closes(String ticker) {
        return lake.head().series(new SeriesKey(BARS, ticker)).stream()
                .flatMap(series -> series.partitions().stream().map(part ->
                        (DoubleColumn) lake.read(series, part, List.of("close")).column(0)))
                .flatMapToDouble(column -> Arrays.stream(column.values()))
                .toArray();
    }

    /// Takes the daily bars of a ticker out of the lake, as another command would.
    void removeBars(String ticker) {
        SeriesKey key = new SeriesKey(BARS, ticker);
        try (LakeWriter writer = lake.writer(new Job("remove", key.toString()));
                LakeWriter.Lock _ = writer.lock(Set.of(key))) {
            Optional<Digest> before = writer.refresh().summary(key).map(SeriesSummary::manifest);
            writer.commit("remove", List.of(), List.of(new SeriesEdit(key, before, Optional.empty())));
        }
    }

    @Override
    public void close() {
        lake.close();
    }
}
