package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.stooq.StooqImport;
import dev.tidemark.sources.stooq.StooqImportOptions;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeFile;
import dev.tidemark.sources.universe.TreeScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Exports as bars of the lake: the matched files are imported like any dump of Stooq. A file is imported when its
/// bytes, the zone of intraday times, or the lake's series of its ticker, are others than an earlier import of it left.
/// All files of a ticker are
/// imported together, so that the import sees when two contradict each other. Series of vanished files stay: they are
/// data, not copies.
final class UniverseBars {
    /// A fact of each file: what its import made of what, empty while it has not been imported.
    private static final String FILE = "bars.";
    /// The fact of all series of exported tickers.
    private static final String SERIES = "bars";
    /// The fact of how many files were due and not imported, so as to keep bars that were there.
    private static final String KEPT = "kept_bars";

    private final Lake lake;
    private final UniverseSetup setup;
    private final UniverseMemory past;
    private final UniverseMemory now;
    private final TreeScan scan;
    private final BarTally tally = new BarTally();
    private final List<SourceFile> files = new ArrayList<>();
    /// Those to import, by the name that the import gives them.
    private final Map<String, Export> due = new HashMap<>();
    /// The others, by path.
    private final SortedMap<String, Export> left = new TreeMap<>();
    private long kept;

    /// For one [#load].
    UniverseBars(Lake lake, UniverseSetup setup, UniverseMemory past, UniverseMemory now, TreeScan scan) {
        this.lake = lake;
        this.setup = setup;
        this.past = past;
        this.now = now;
        this.scan = scan;
    }

    /// A row of `universe/exports`.
    ///
    /// @param source digest of the file's bytes
    /// @param zone   of intraday times
    private record Export(String ticker, String path, String source, ZoneId zone) {
        String fact() {
            return FILE + path;
        }

        /// What the import of these bytes left.
        String made(BarSeries bars) {
            String text = source + " " + zone + " " + bars.of(ticker);
            return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
        }
    }

    /// Whether the bars of all exported tickers are those that the past run left, and those that this one would leave.
    static boolean areAsLeft(UniverseMemory past, Snapshot head, Existing existing) {
        boolean isKeptStill = existing == Existing.KEEP || past.number(KEPT) == 0;
        return isKeptStill && past.fact(SERIES).equals(new BarSeries(head).of(tickers(past)));
    }

    private static SortedSet<String> tickers(UniverseMemory memory) {
        SortedSet<String> tickers = new TreeSet<>();
        for (String name : memory.names()) {
            if (name.startsWith(FILE)) {
                tickers.add(TreeFile.tickerOf(name));
            }
        }
        return tickers;
    }

    /// Imports what is due of `universe/exports`.
    ExportOutcome load(Table exports, Progress progress) {
        BarSeries held = new BarSeries(lake.head());
        byTicker(exports).forEach(ticker -> plan(ticker, held));
        carry();
        List<Long> commits = files.isEmpty() ? List.of() : importFiles(progress);
        remember();
        return tally.outcome(left.size(), commits);
    }

    private Iterable<List<Export>> byTicker(Table exports) {
        SortedMap<String, List<Export>> byTicker = new TreeMap<>();
        for (int row = 0; row < exports.rows(); row++) {
            Export export = new Export(
                    TableTexts.of(exports, "ticker", row),
                    TableTexts.of(exports, "stooq_path", row),
                    TableTexts.of(exports, "source_sha256", row),
                    setup.zone());
            byTicker.computeIfAbsent(export.ticker(), _ -> new ArrayList<>(1)).add(export);
        }
        return byTicker.values();
    }

    /// A file that cannot be seen for the moment holds still, and with it the other files of its ticker.
    private boolean isSeen(Export export) {
        return scan.indexOf(export.path()) >= 0;
    }

    /// Decides what becomes of the files of a ticker.
    private void plan(List<Export> ticker, BarSeries held) {
        boolean isDue = ticker.stream().allMatch(this::isSeen) && isDue(ticker, held);
        boolean isKept = isDue
                && setup.existing() == Existing.KEEP
                && !held.of(ticker.getFirst().ticker()).isEmpty();
        kept += isKept ? ticker.size() : 0;
        if (isDue && !isKept) {
            ticker.forEach(export -> now.put(export.fact(), ""));
            open(ticker);
        } else {
            ticker.forEach(export -> left.put(export.path(), export));
        }
    }

    private boolean isDue(List<Export> ticker, BarSeries held) {
        return setup.existing() == Existing.OVERWRITE
                || setup.mode() != Mode.INCREMENTAL
                || ticker.stream().anyMatch(export -> !past.fact(export.fact()).equals(export.made(held)));
    }

    /// Takes all files of a ticker, or none when one of them cannot be opened.
    private void open(List<Export> ticker) {
        Map<SourceFile, Export> opened = new LinkedHashMap<>();
        for (Export export : ticker) {
            try {
                opened.put(scan.files().get(scan.indexOf(export.path())).source(), export);
            } catch (IOException e) {
                tally.unreadable(name(export.path()), e, ticker.size());
                return;
            }
        }
        opened.forEach((file, export) -> {
            files.add(file);
            due.put(file.name(), export);
        });
    }

    private List<Long> importFiles(Progress progress) {
        StooqImportOptions options = StooqImportOptions.of(List.of(setup.tree()))
                .withZone(setup.zone())
                .withThreads(setup.workers())
                .allowingRemoval();
        return StooqImport.run(lake, files, options, source -> tally.add(source, name(source)), progress)
                .commits();
    }

    private String name(SourceReport source) {
        Export export = due.get(source.source());
        return export == null ? source.source() : name(export.path());
    }

    private String name(String path) {
        int file = scan.indexOf(path);
        return file < 0 ? path : scan.files().get(file).name();
    }

    /// What is known of files that are not imported now stays known, and so does what is wrong with them.
    private void carry() {
        left.values().forEach(export -> now.put(export.fact(), past.fact(export.fact())));
        for (SourceFault fault : past.faults()) {
            String path = HiddenFiles.pathOf(fault.file());
            if (left.containsKey(path)) {
                tally.add(new SourceFault(name(path), fault.line(), fault.reason(), fault.text()));
            }
        }
    }

    private void remember() {
        BarSeries bars = new BarSeries(lake.head());
        Set<String> done = Set.copyOf(tally.done());
        due.forEach((source, export) -> {
            if (done.contains(source)) {
                now.put(export.fact(), export.made(bars));
            }
        });
        now.put(SERIES, bars.of(tickers(now)));
        now.put(KEPT, kept);
    }
}
