package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Format;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.build.Build;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.recipes.universe.RowWork;
import dev.tidemark.recipes.universe.UniverseRecipes;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.InstrumentLists;
import dev.tidemark.sources.universe.ListFile;
import dev.tidemark.sources.universe.OutputFiles;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.StatCache;
import dev.tidemark.sources.universe.TreeScan;
import dev.tidemark.sources.universe.TreeState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One run over a universe: looks at tree and lists, stores what changed, builds on it, writes what is to stand beside
/// the lake. The door is [#run].
public final class UniverseRun {
    private static final String MEMORY = "universe.memory";
    private static final String SECONDS_PER_FILE = "seconds_per_file";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Lake lake;
    private final UniverseSetup setup;
    private final LakeTables markets;
    private final Clock clock;
    private final Progress progress;
    private final Path memoryFile;
    private final Known known;
    private final UniverseMemory past;
    private final UniverseMemory now = new UniverseMemory();
    private final OutputFiles out = new OutputFiles(FileOps.system());
    private final RunLog log = new RunLog();

    private UniverseRun(Lake lake, UniverseSetup setup, LakeTables markets, Clock clock, Progress progress) {
        this.lake = lake;
        this.setup = setup;
        this.markets = markets;
        this.clock = clock;
        this.progress = progress;
        this.memoryFile = memoryFile(lake);
        this.known = new Known(setup, memoryFile, clock);
        this.past = setup.mode() == Mode.REINDEX ? known.memory().totals() : known.memory();
    }

    static Path memoryFile(Lake lake) {
        return lake.folder().resolve(".tidemark").resolve("cache").resolve(MEMORY);
    }

    /// Runs up to a step.
    ///
    /// @param markets registry and calendars of the lake, read when they are needed
    /// @throws TidemarkException `NO_USABLE_SOURCE` when tree or lists give nothing; as a build does; `CANCELLED`
    public static UniverseReport run(
            Lake lake, UniverseSetup setup, Step step, LakeTables markets, Clock clock, Progress progress) {
        return new UniverseRun(lake, setup, markets, clock, progress).run(step);
    }

    /// The recipes of a universe, for those who explain or verify it; the tree is looked at when a file is asked for.
    public static UniverseRecipes recipes(Lake lake, UniverseSetup setup, LakeTables markets, InstantSource clock) {
        TreePrices prices = new TreePrices(
                () -> StatCache.read(setup.statCache()).compare(TreeScan.of(setup.tree(), clock, new StopSignal())),
                scan -> HiddenFiles.of(lake, lake.head(), scan),
                setup.maxGapDays(),
                markets,
                () -> units(lake, setup));
        return new UniverseRecipes(lake, setup.rules(), prices);
    }

    private static ExportUnits units(Lake lake, UniverseSetup setup) {
        return setup.majorUnits() ? ExportUnits.of(lake, lake.head()) : ExportUnits.WRITTEN;
    }

    private UniverseReport run(Step step) {
        known.cache().warning().ifPresent(log.warnings()::add);
        TreeScan scan = known.scan();
        TreeState tree = known.cache().compare(scan);
        List<ListFile> lists = InstrumentLists.find(setup.lists());
        RunInputs inputs = RunInputs.of(setup, step, markets, scan, lists, clock);
        Decision decision = Decision.of(setup, known, past, lake.head(), tree, inputs.all());
        if (decision.isNothing()) {
            return unchanged();
        }
        if (scan.files().isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NO_USABLE_SOURCE,
                    "there is no price file (*.txt) below " + setup.tree()
                            + "; name the folder of the unpacked dump, or of its zip archives, with --stooq");
        }
        progress.advance(0);
        log.faults().addAll(scan.faults());
        count(tree);
        HiddenFiles hidden = HiddenFiles.of(lake, lake.head(), scan);
        new StoredSources(lake, setup, markets, past, now, log).store(decision, inputs, hidden, lists, progress);
        UniverseFiles files = new UniverseFiles(past, now, clock, out);
        UniverseReports reports = new UniverseReports(lake, files, past, now, log);
        reports.write(setup.indexReport(), UniverseTables.INDEX, UniverseTables.INDEX_SCHEMA);
        Optional<Double> saved = Optional.empty();
        if (step != Step.INDEX) {
            TreePrices prices =
                    new TreePrices(() -> tree, _ -> hidden, setup.maxGapDays(), markets, () -> units(lake, setup));
            saved = build(new UniverseRecipes(lake, setup.rules(), prices), prices, tree);
            reports.write(setup.matchReport(), UniverseTables.MATCHES, UniverseTables.MATCHES_SCHEMA);
            reports.write(setup.unmatchedReport(), UniverseTables.UNMATCHED, UniverseTables.UNMATCHED_SCHEMA);
            reports.countUnmatched();
            if (step == Step.EXPORT) {
                export(files, prices, scan);
            }
        }
        finish(tree, inputs);
        return log.report(decision.reason(), false, saved);
    }

    private UniverseReport unchanged() {
        log.takeOver(past);
        log.outputs()
                .addAll(List.of(setup.indexReport(), setup.matchReport(), setup.unmatchedReport(), setup.prices()));
        return log.report(
                "nothing changed: tree, lists, options, reports and exports are as the last run left them",
                true,
                Optional.empty());
    }

    private void count(TreeState tree) {
        log.counts().put("files", (long) tree.scan().files().size());
        log.counts().put("files_new", (long) tree.added().size());
        log.counts().put("files_gone", (long) tree.removed().size());
        log.counts().put("files_suspect", (long) tree.suspects().size());
    }

    /// Builds what is derived.
    ///
    /// @return the time that reused rows would have taken
    private Optional<Double> build(UniverseRecipes recipes, TreePrices prices, TreeState tree) {
        boolean isIncremental = setup.mode() == Mode.INCREMENTAL;
        Optional<Snapshot> before = isIncremental ? Optional.of(lake.head()) : Optional.empty();
        build(List.of(recipes.matching(before)), "universe: match");
        Snapshot head = lake.head();
        UniverseRecipes.Reporting reporting =
                recipes.reporting(head, isIncremental ? Optional.of(head) : Optional.empty());
        long started = System.nanoTime();
        prices.readAll(reporting.unread(), setup.workers(), progress);
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        Thread saving = Thread.ofPlatform().daemon().name("universe-cache").start(() -> saveEarly(tree));
        try {
            build(reporting.recipes(), "universe: diagnose, report");
        } finally {
            Known.join(saving);
        }
        Table diagnostics = UniverseReports.table(lake, UniverseTables.DIAGNOSTICS, UniverseTables.DIAGNOSTICS_SCHEMA);
        log.priceFaults().addAll(new PriceFaults(past.faults()).of(diagnostics, prices));
        count(recipes.work());
        return saved(recipes.work().getOrDefault(UniverseTables.DIAGNOSTICS, RowWork.NONE), prices, seconds);
    }

    /// Writes the stat cache while tables are built. If the run ends before its memory is written, the next run sees
    /// that the cache is not the one that the memory speaks of, and looks at everything.
    private void saveEarly(TreeState tree) {
        try {
            tree.save(out);
        } catch (IOException e) {
            // it is tried again at the end
        }
    }

    private void build(List<Recipe> recipes, String message) {
        BuildOptions options = BuildOptions.of(message).withThreads(1).allowingRemoval();
        BuildReport report = Build.run(
                lake, recipes, setup.mode() == Mode.INCREMENTAL ? options : options.overwriting(), Progress.NONE);
        log.commits().addAll(report.commits());
        for (SeriesFailure failure : report.failures()) {
            log.faults().add(new SourceFault(failure.series().toString(), 0, failure.code(), failure.message()));
            log.unfinished();
        }
    }

    private void count(SortedMap<DatasetName, RowWork> work) {
        UniverseHead head = new UniverseHead(lake.head());
        count("matches", work, UniverseTables.ASSIGNMENTS, head);
        count("diagnoses", work, UniverseTables.DIAGNOSTICS, head);
        log.counts().put("matched", head.rows(UniverseTables.MATCHES));
        log.counts().put("unmatched", head.rows(UniverseTables.UNMATCHED));
        log.counts().put("exports", head.rows(UniverseTables.EXPORTS));
    }

    private void count(String what, SortedMap<DatasetName, RowWork> work, DatasetName dataset, UniverseHead head) {
        RowWork rows = work.getOrDefault(dataset, new RowWork(0, head.rows(dataset)));
        log.counts().put(what + "_made", rows.made());
        log.counts().put(what + "_reused", rows.reused());
    }

    private Optional<Double> saved(RowWork reading, TreePrices prices, double seconds) {
        String known = past.fact(SECONDS_PER_FILE);
        String cost = prices.count() > 0 ? Double.toString(seconds / prices.count()) : known;
        now.put(SECONDS_PER_FILE, cost);
        long reused = log.counts().getOrDefault("diagnoses_reused", reading.reused());
        return cost.isEmpty() || reused == 0 ? Optional.empty() : Optional.of(reused * Double.parseDouble(cost));
    }

    private void export(UniverseFiles files, TreePrices prices, TreeScan scan) {
        Table exports = UniverseReports.table(lake, UniverseTables.EXPORTS, UniverseTables.EXPORTS_SCHEMA);
        log.faults().addAll(prices.unitFaults());
        if (setup.format() == Format.CSV) {
            log.outputs().add(setup.prices());
            log.add(files.exports(setup.prices(), exports, prices, setup.existing(), setup.workers(), progress));
        } else {
            log.add(new UniverseBars(lake, setup, past, now, scan).load(exports, progress));
        }
    }

    private void finish(TreeState tree, RunInputs inputs) {
        now.put(Decision.INPUTS, log.isWhole() ? inputs.all() : Decision.UNFINISHED);
        now.put(Decision.HEAD, new UniverseHead(lake.head()).text());
        log.remember(past, now);
        try {
            tree.save(out);
            now.put(Decision.CACHE, FileStat.of(setup.statCache()));
            now.write(memoryFile, out);
        } catch (IOException e) {
            log.warnings().add("the next run will be slow, its cache could not be written: " + e);
        }
    }
}
