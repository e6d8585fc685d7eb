package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Format;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.build.Build;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.recipes.universe.RowWork;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.recipes.universe.UniverseRecipes;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.InstrumentLists;
import dev.tidemark.sources.universe.InstrumentRow;
import dev.tidemark.sources.universe.ListFile;
import dev.tidemark.sources.universe.ListReading;
import dev.tidemark.sources.universe.OutputFiles;
import dev.tidemark.sources.universe.OutputFiles.Outcome;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.StatCache;
import dev.tidemark.sources.universe.TreeScan;
import dev.tidemark.sources.universe.TreeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One run over a universe: looks at tree and lists, stores what changed, builds on it, writes what is to stand beside
/// the
/// lake. The door is [#run].
public final class UniverseRun {
    private static final String MEMORY = "universe.memory";
    private static final String CACHE = "cache";
    private static final String UNFINISHED = "unfinished";
    private static final List<DatasetName> DATASETS = List.of(
            UniverseTables.INDEX,
            UniverseTables.INSTRUMENTS,
            UniverseTables.UNITS,
            UniverseTables.ASSIGNMENTS,
            UniverseTables.DIAGNOSTICS,
            UniverseTables.MATCHES,
            UniverseTables.UNMATCHED,
            UniverseTables.EXPORTS);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Lake lake;
    private final UniverseSetup setup;
    private final LakeTables markets;
    private final Clock clock;
    private final Progress progress;
    private final Path memoryFile;
    private final Known known;
    private final UniverseMemory past;
    private final boolean isCacheOurs;
    private final UniverseMemory now = new UniverseMemory();
    private final OutputFiles out = new OutputFiles(FileOps.system());
    private final List<SourceFault> listFaults = new ArrayList<>();
    private final List<SourceFault> priceFaults = new ArrayList<>();
    private final List<SourceFault> otherFaults = new ArrayList<>();
    private final List<SourceFault> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Long> commits = new ArrayList<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    /// Whether everything was done that could be: what was not is tried again by the next run.
    private boolean isWhole = true;

    private UniverseRun(Lake lake, UniverseSetup setup, LakeTables markets, Clock clock, Progress progress) {
        this.lake = lake;
        this.setup = setup;
        this.markets = markets;
        this.clock = clock;
        this.progress = progress;
        this.memoryFile = memoryFile(lake);
        this.known = new Known(setup, memoryFile, clock);
        this.past = setup.mode() == Mode.REINDEX ? known.memory().totals() : known.memory();
        this.isCacheOurs = isCacheOurs();
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
                setup.maxGapDays(),
                markets,
                Map.of(),
                () -> units(lake, setup));
        return new UniverseRecipes(lake, setup.rules(), prices);
    }

    private static ExportUnits units(Lake lake, UniverseSetup setup) {
        return setup.majorUnits() ? ExportUnits.of(lake, lake.head()) : ExportUnits.WRITTEN;
    }

    private UniverseReport run(Step step) {
        known.cache().warning().ifPresent(warnings::add);
        TreeScan scan = known.scan();
        TreeState tree = known.cache().compare(scan);
        List<ListFile> lists = InstrumentLists.find(setup.lists());
        String listStats = listStats(lists);
        String inputs = inputs(step, listStats, unreadable(scan));
        if (isUnchanged(tree, inputs)) {
            return unchanged();
        }
        if (scan.files().isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NO_USABLE_SOURCE,
                    "there is no price file (*.txt) below " + setup.tree()
                            + "; name the folder of the unpacked dump, or" + " of its zip archives, with --stooq");
        }
        progress.advance(0);
        otherFaults.addAll(scan.faults());
        String reason = reason(tree, inputs);
        HiddenFiles hidden =
                setup.mode() == Mode.INCREMENTAL ? HiddenFiles.of(lake, lake.head(), scan) : HiddenFiles.NONE;
        store(tree, hidden, lists, listStats);
        SortedMap<String, Long> reasons = new TreeMap<>();
        UniverseFiles files = new UniverseFiles(past, now, clock, out);
        List<Path> outputs = new ArrayList<>();
        report(files, setup.indexReport(), UniverseTables.INDEX, UniverseTables.INDEX_SCHEMA, outputs);
        Optional<Double> saved = Optional.empty();
        if (step != Step.INDEX) {
            TreePrices prices =
                    new TreePrices(() -> tree, setup.maxGapDays(), markets, hidden.digests(), () -> units(lake, setup));
            UniverseRecipes recipes = new UniverseRecipes(lake, setup.rules(), prices);
            saved = build(recipes, prices, tree);
            report(files, setup.matchReport(), UniverseTables.MATCHES, UniverseTables.MATCHES_SCHEMA, outputs);
            report(files, setup.unmatchedReport(), UniverseTables.UNMATCHED, UniverseTables.UNMATCHED_SCHEMA, outputs);
            countUnmatched(reasons);
            if (step == Step.EXPORT) {
                export(files, prices, tree, outputs);
            }
        }
        finish(tree, inputs, reasons);
        return new UniverseReport(reason, false, counts, reasons, faults(), notes, warnings, commits, outputs, saved);
    }

    private List<SourceFault> faults() {
        List<SourceFault> all = new ArrayList<>(otherFaults);
        all.addAll(listFaults);
        all.addAll(priceFaults);
        return all;
    }

    private boolean isUnchanged(TreeState tree, String inputs) {
        return setup.mode() == Mode.INCREMENTAL
                && setup.existing() != Existing.OVERWRITE
                && isCacheOurs
                && tree.isUnchanged()
                && past.fact("inputs").equals(inputs)
                && past.fact("head").equals(heads(lake.head()))
                && known.areOutputsAsWritten();
    }

    /// Whether the stat cache is the one that the last run left. Of any other the digests are believed, but not that
    /// the lake has seen the tree that it knows.
    private boolean isCacheOurs() {
        try {
            return past.fact(CACHE).equals(FileStat.of(setup.statCache()));
        } catch (IOException e) {
            return false;
        }
    }

    private UniverseReport unchanged() {
        SortedMap<String, Long> reasons = new TreeMap<>();
        for (String name : past.names()) {
            if (name.startsWith("count.")) {
                counts.put(name.substring("count.".length()), past.number(name));
            } else if (name.startsWith("unmatched.")) {
                reasons.put(name.substring("unmatched.".length()), past.number(name));
            }
        }
        List.of("files_new", "files_gone", "files_suspect", "reports_written", "exports_removed")
                .forEach(name -> counts.replace(name, 0L));
        settle("matches_made", "matches_reused");
        settle("diagnoses_made", "diagnoses_reused");
        settle("exports_written", "exports_unchanged");
        return new UniverseReport(
                "nothing changed: tree, lists, options, reports and exports are as the last run left them",
                true,
                counts,
                reasons,
                past.faults(),
                List.of(),
                warnings,
                List.of(),
                List.of(setup.indexReport(), setup.matchReport(), setup.unmatchedReport(), setup.prices()),
                Optional.empty());
    }

    /// What the last run did is what this one knows.
    private void settle(String done, String known) {
        Long before = counts.replace(done, 0L);
        if (before != null) {
            counts.merge(known, before, Long::sum);
        }
    }

    private String reason(TreeState tree, String inputs) {
        List<String> why = new ArrayList<>();
        if (setup.mode() != Mode.INCREMENTAL) {
            why.add(setup.mode() == Mode.REINDEX ? "--force-reindex" : "--no-incremental");
        } else if (past.fact("inputs").isEmpty()) {
            why.add("no earlier run is known");
        } else {
            int added = tree.added().size();
            int removed = tree.removed().size();
            int suspects = tree.suspects().size();
            if (added + removed > 0) {
                why.add(added + " files are new and " + removed + " are gone");
            }
            if (suspects > 0) {
                why.add(suspects + " files look changed");
            }
            if (!isCacheOurs) {
                why.add("the stat cache is not the one that the last run left");
            }
            if (past.fact("inputs").equals(UNFINISHED)) {
                why.add("the last run could not do everything");
            } else if (!past.fact("inputs").equals(inputs)) {
                why.add("lists or options differ");
            }
            if (!past.fact("head").equals(heads(lake.head()))) {
                why.add("the lake's universe was changed by another command");
            }
            if (!known.areOutputsAsWritten()) {
                why.add("reports or exports were changed, deleted, kept or written a moment ago");
            }
        }
        if (setup.existing() == Existing.OVERWRITE) {
            why.add("--overwrite-prices");
        }
        counts.put("files", (long) tree.scan().files().size());
        counts.put("files_new", (long) tree.added().size());
        counts.put("files_gone", (long) tree.removed().size());
        counts.put("files_suspect", (long) tree.suspects().size());
        return String.join("; ", why);
    }

    /// The lists as one look shows them; never equal while one was changed a moment ago.
    private String listStats(List<ListFile> lists) {
        StringBuilder text = new StringBuilder();
        for (ListFile list : lists) {
            boolean isSettled = FileStat.isSettled(list.modifiedNanos(), clock.instant());
            text.append(list.name())
                    .append(' ')
                    .append(list.size())
                    .append(' ')
                    .append(isSettled ? Long.toString(list.modifiedNanos()) : FileStat.RECENT + clock.millis())
                    .append('\n');
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// All that decides what a run does, but for the tree, the lake and the files that it writes.
    private String inputs(Step step, String listStats, String unreadable) {
        String text = String.join(
                "\n",
                step.name(),
                setup.tree().toString(),
                setup.lists().toString(),
                setup.indexReport().toString(),
                setup.matchReport().toString(),
                setup.unmatchedReport().toString(),
                setup.prices().toString(),
                setup.format().name(),
                setup.zone().getId(),
                Boolean.toString(setup.majorUnits()),
                setup.rules().tables().text(),
                setup.rules().policy().text(),
                Boolean.toString(setup.rules().includesEmpty()),
                setup.maxGapDays() + " " + (setup.maxGapDays().isPresent() ? markets.calendars() : ""),
                UniverseRecipes.versions(),
                markets.registryDigest(),
                listStats,
                unreadable);
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// The places of a tree that cannot be looked into: what the index takes to be there in spite of that depends on
    /// them.
    private static String unreadable(TreeScan scan) {
        return scan.faults().stream().map(SourceFault::file).collect(Collectors.joining(" "));
    }

    /// The state of the universe in a lake, without opening a manifest.
    private static String heads(Snapshot head) {
        StringBuilder text = new StringBuilder();
        for (DatasetName dataset : DATASETS) {
            head.summary(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                    .ifPresent(summary -> text.append(dataset.member())
                            .append(' ')
                            .append(summary.manifest().hex())
                            .append(' '));
        }
        return text.toString();
    }

    /// Stores the index, the instruments and the units of prices, each only where it may have changed.
    private void store(TreeState tree, HiddenFiles hidden, List<ListFile> lists, String listStats) {
        String indexOf = setup.tree() + " " + markets.registryDigest() + " " + unreadable(tree.scan());
        boolean isIndexKnown = isCacheOurs
                && tree.added().isEmpty()
                && tree.removed().isEmpty()
                && isKnown("index", indexOf, UniverseTables.INDEX);
        String listsOf = setup.lists() + " " + listStats + " " + markets.registryDigest();
        boolean areListsKnown = isKnown("lists", listsOf, UniverseTables.INSTRUMENTS);
        if (areListsKnown) {
            Set<String> names = lists.stream().map(ListFile::name).collect(Collectors.toSet());
            past.faults().stream().filter(fault -> names.contains(fault.file())).forEach(listFaults::add);
        }
        boolean areUnitsKnown = setup.mode() == Mode.INCREMENTAL
                && past.fact("units.of").equals(markets.registryDigest())
                && past.fact("units.head").equals(manifest(lake.head(), UniverseTables.UNITS));
        if (!isIndexKnown || !areListsKnown || !areUnitsKnown) {
            UniverseSources sources = new UniverseSources(lake, markets.registry());
            Map<DatasetName, Table> tables = new LinkedHashMap<>();
            if (!isIndexKnown) {
                tables.put(UniverseTables.INDEX, sources.index(tree.scan(), hidden.paths()));
            }
            if (!areListsKnown) {
                tables.put(UniverseTables.INSTRUMENTS, sources.instruments(read(lists)));
            }
            if (!areUnitsKnown) {
                tables.put(UniverseTables.UNITS, sources.units());
            }
            sources.store(tables, "universe: index and instruments").ifPresent(commits::add);
        }
        now.put("index.of", indexOf);
        now.put("lists.of", listsOf);
        now.put("units.of", markets.registryDigest());
        Snapshot head = lake.head();
        now.put("index.head", manifest(head, UniverseTables.INDEX));
        now.put("lists.head", manifest(head, UniverseTables.INSTRUMENTS));
        now.put("units.head", manifest(head, UniverseTables.UNITS));
        counts.put("instruments", rows(head, UniverseTables.INSTRUMENTS));
    }

    private boolean isKnown(String name, String of, DatasetName dataset) {
        String manifest = manifest(lake.head(), dataset);
        return setup.mode() == Mode.INCREMENTAL
                && !manifest.isEmpty()
                && past.fact(name + ".of").equals(of)
                && past.fact(name + ".head").equals(manifest);
    }

    private static String manifest(Snapshot head, DatasetName dataset) {
        return head.summary(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                .map(summary -> summary.manifest().hex())
                .orElse("");
    }

    private static long rows(Snapshot head, DatasetName dataset) {
        return head.summary(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                .map(summary -> summary.rows())
                .orElse(0L);
    }

    private List<InstrumentRow> read(List<ListFile> lists) {
        List<InstrumentRow> rows = new ArrayList<>();
        for (ListFile list : lists) {
            progress.advance(0);
            ListReading reading = InstrumentLists.read(list);
            rows.addAll(reading.rows());
            listFaults.addAll(reading.faults());
            notes.addAll(reading.notes());
        }
        if (rows.isEmpty()) {
            String first =
                    listFaults.isEmpty() ? "" : "; " + listFaults.getFirst().text();
            throw new TidemarkException(
                    ErrorCode.NO_USABLE_SOURCE,
                    "there is no instrument in the lists (*.csv) of " + setup.lists() + first);
        }
        return rows;
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
        build(reporting.recipes(), "universe: diagnose, report");
        Known.join(saving);
        collectPriceFaults(prices);
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
        commits.addAll(report.commits());
        for (SeriesFailure failure : report.failures()) {
            otherFaults.add(new SourceFault(failure.series().toString(), 0, failure.code(), failure.message()));
            isWhole = false;
        }
    }

    /// Faults of all files that are diagnosed as broken. One that was not read now, and of which no earlier run said
    /// where it is broken, is read once more.
    private void collectPriceFaults(TreePrices prices) {
        Map<String, SourceFault> known = new HashMap<>();
        past.faults().forEach(fault -> known.put(fault.file() + " " + fault.reason(), fault));
        Table diagnostics = table(UniverseTables.DIAGNOSTICS, UniverseTables.DIAGNOSTICS_SCHEMA);
        for (int row = 0; row < diagnostics.rows(); row++) {
            String path = TableTexts.of(diagnostics, "stooq_path", row);
            String status = TableTexts.of(diagnostics, "data_status", row);
            if (status.startsWith(PriceDiagnosis.ERROR) && !prices.isRead(path)) {
                String reason = status.substring(PriceDiagnosis.ERROR.length());
                SourceFault fault = known.get(prices.name(path) + " " + reason);
                if (fault == null) {
                    prices.read(path);
                } else {
                    priceFaults.add(fault);
                }
            }
        }
        priceFaults.addAll(prices.faults());
        priceFaults.sort(Comparator.comparing(SourceFault::file));
    }

    private void count(SortedMap<DatasetName, RowWork> work) {
        Snapshot head = lake.head();
        RowWork matching =
                work.getOrDefault(UniverseTables.ASSIGNMENTS, new RowWork(0, rows(head, UniverseTables.ASSIGNMENTS)));
        RowWork reading =
                work.getOrDefault(UniverseTables.DIAGNOSTICS, new RowWork(0, rows(head, UniverseTables.DIAGNOSTICS)));
        counts.put("matches_made", matching.made());
        counts.put("matches_reused", matching.reused());
        counts.put("diagnoses_made", reading.made());
        counts.put("diagnoses_reused", reading.reused());
        counts.put("matched", rows(head, UniverseTables.MATCHES));
        counts.put("unmatched", rows(head, UniverseTables.UNMATCHED));
        counts.put("exports", rows(head, UniverseTables.EXPORTS));
    }

    private Optional<Double> saved(RowWork reading, TreePrices prices, double seconds) {
        String known = past.fact("seconds_per_file");
        String cost = prices.count() > 0 ? Double.toString(seconds / prices.count()) : known;
        now.put("seconds_per_file", cost);
        long reused = counts.getOrDefault("diagnoses_reused", reading.reused());
        return cost.isEmpty() || reused == 0 ? Optional.empty() : Optional.of(reused * Double.parseDouble(cost));
    }

    private void report(UniverseFiles files, Path file, DatasetName dataset, Schema schema, List<Path> outputs) {
        String of = manifest(lake.head(), dataset);
        String name = "report." + dataset.member();
        outputs.add(file);
        now.put(name, of);
        UniverseMemory.Written written = past.outputs().get(file.toString());
        try {
            boolean isKnown = written != null
                    && !of.isEmpty()
                    && past.fact(name).equals(of)
                    && written.stat().equals(FileStat.of(file));
            if (isKnown) {
                now.outputs().put(file.toString(), written);
                return;
            }
        } catch (IOException e) {
            warnings.add("cannot look at " + file + ": " + e);
        }
        Outcome outcome = files.report(file, table(dataset, schema));
        counts.merge("reports_written", outcome == Outcome.WRITTEN ? 1L : 0L, Long::sum);
    }

    private Table table(DatasetName dataset, Schema schema) {
        return UniverseTables.read(lake, lake.head(), dataset).orElseGet(() -> new TableBuilder(schema).build());
    }

    private void countUnmatched(SortedMap<String, Long> reasons) {
        Table unmatched = table(UniverseTables.UNMATCHED, UniverseTables.UNMATCHED_SCHEMA);
        StringColumn column = (StringColumn) unmatched.column("reason");
        for (int row = 0; row < unmatched.rows(); row++) {
            String reason = String.valueOf(column.text(row));
            int bracket = reason.indexOf('(');
            reasons.merge(bracket < 0 ? reason : reason.substring(0, bracket), 1L, Long::sum);
        }
    }

    private void export(UniverseFiles files, TreePrices prices, TreeState tree, List<Path> outputs) {
        Table exports = table(UniverseTables.EXPORTS, UniverseTables.EXPORTS_SCHEMA);
        otherFaults.addAll(units(lake, setup).faults());
        if (setup.format() == Format.CSV) {
            UniverseFiles.Exported done =
                    files.exports(setup.prices(), exports, prices, setup.existing(), setup.workers(), progress);
            count(done.written(), done.unchanged(), done.removed());
            failed(done.faults());
            outputs.add(setup.prices());
        } else {
            UniverseBars.Done done = new UniverseBars(lake, setup, past, now).load(tree.scan(), exports, progress);
            count(done.imported(), done.unchanged(), 0);
            otherFaults.addAll(done.faults());
            commits.addAll(done.commits());
        }
    }

    /// Takes note of exports that could not be made; the next run tries them again.
    private void failed(List<SourceFault> faults) {
        otherFaults.addAll(faults);
        isWhole &= faults.isEmpty();
    }

    private void count(long written, long unchanged, long removed) {
        counts.put("exports_written", written);
        counts.put("exports_unchanged", unchanged);
        counts.put("exports_removed", removed);
    }

    private void finish(TreeState tree, String inputs, SortedMap<String, Long> reasons) {
        now.put("inputs", isWhole ? inputs : UNFINISHED);
        now.put("head", heads(lake.head()));
        counts.forEach((name, count) -> now.put("count." + name, count));
        reasons.forEach((name, count) -> now.put("unmatched." + name, count));
        now.put(UniverseMemory.RUNS, past.number(UniverseMemory.RUNS) + 1);
        for (String name : List.of("matches_made", "matches_reused", "diagnoses_made", "diagnoses_reused")) {
            String total = UniverseMemory.TOTAL + name;
            now.put(total, past.number(total) + counts.getOrDefault(name, 0L));
        }
        now.faults().addAll(faults());
        try {
            tree.save(out);
            now.put(CACHE, FileStat.of(setup.statCache()));
            now.write(memoryFile, out);
        } catch (IOException e) {
            warnings.add("the next run will be slow, its cache could not be written: " + e);
        }
    }
}
