package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.stooq.StooqImport;
import dev.tidemark.sources.stooq.StooqImportOptions;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Exports as bars of the lake: the matched files are imported like any dump of Stooq. A file is imported when its
/// bytes, the zone of intraday times
/// or the lake's series of its ticker are others than the last run left. Series of vanished files stay: they are data,
/// not
/// copies.
final class UniverseBars {
    private static final String FACT = "bars.";

    private final Lake lake;
    private final UniverseSetup setup;
    private final UniverseMemory past;
    private final UniverseMemory now;

    UniverseBars(Lake lake, UniverseSetup setup, UniverseMemory past, UniverseMemory now) {
        this.lake = lake;
        this.setup = setup;
        this.past = past;
        this.now = now;
    }

    /// What became of files.
    ///
    /// @param faults files that were refused, or rows of which were quarantined
    record Done(long imported, long unchanged, List<SourceFault> faults, List<Long> commits) {}

    /// Imports the files of `universe/exports`.
    Done load(TreeScan scan, Table exports, Progress progress) {
        Snapshot head = lake.head();
        List<SourceFault> faults = new ArrayList<>();
        List<SourceFile> due = new ArrayList<>();
        for (int row = 0; row < exports.rows(); row++) {
            String path = TableTexts.of(exports, "stooq_path", row);
            int file = scan.indexOf(path);
            if (file >= 0 && isDue(head, exports, row)) {
                try {
                    due.add(scan.files().get(file).source());
                } catch (IOException e) {
                    faults.add(new SourceFault(path, 0, "unreadable", String.valueOf(e.getMessage())));
                }
            }
        }
        if (due.isEmpty()) {
            remember(exports);
            return new Done(0, exports.rows(), faults, List.of());
        }
        StooqImportOptions options = StooqImportOptions.of(List.of(setup.tree()))
                .withZone(setup.zone())
                .withThreads(setup.workers())
                .allowingRemoval();
        ImportReport report = StooqImport.run(lake, due, options, progress);
        report.notable().forEach(source -> add(faults, source));
        remember(exports);
        long imported = report.count("imported");
        return new Done(imported, exports.rows() - imported, faults, report.commits());
    }

    private boolean isDue(Snapshot head, Table exports, int row) {
        String ticker = TableTexts.of(exports, "ticker", row);
        String held = held(head, ticker);
        if (setup.existing() == Existing.KEEP && !held.isEmpty()) {
            return false;
        }
        return setup.existing() == Existing.OVERWRITE
                || setup.mode() != Mode.INCREMENTAL
                || held.isEmpty()
                || !past.fact(FACT + ticker).equals(made(exports, row, held));
    }

    private void remember(Table exports) {
        Snapshot head = lake.head();
        for (int row = 0; row < exports.rows(); row++) {
            String ticker = TableTexts.of(exports, "ticker", row);
            now.put(FACT + ticker, made(exports, row, held(head, ticker)));
        }
    }

    private String made(Table exports, int row, String held) {
        return TableTexts.of(exports, "source_sha256", row) + " " + setup.zone() + " " + held;
    }

    /// The series of bars that a ticker has.
    private static String held(Snapshot head, String ticker) {
        StringBuilder text = new StringBuilder();
        for (DatasetName dataset : head.datasets()) {
            if (dataset.group().equals(BarSchemas.GROUP)) {
                head.summary(new SeriesKey(dataset, ticker))
                        .ifPresent(summary -> text.append(dataset)
                                .append(' ')
                                .append(summary.manifest().hex())
                                .append(' '));
            }
        }
        return text.toString();
    }

    private static void add(List<SourceFault> faults, SourceReport source) {
        if (source.outcome() instanceof SourceOutcome.Refused refused) {
            faults.add(new SourceFault(source.source(), 0, refused.reason().code(), refused.message()));
        } else if (source.isPartlyQuarantined()) {
            source.firstRejects()
                    .forEach(row -> faults.add(new SourceFault(
                            source.source(), row.line(), row.reason().code(), row.raw())));
        }
    }
}
