package dev.tidemark.sources.stooq;

import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.FoundSources;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceFinder;
import dev.tidemark.sources.ingest.BatchCommitter;
import dev.tidemark.sources.ingest.DatasetPlan;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.Quarantine;
import dev.tidemark.sources.ingest.ReportBuilder;
import dev.tidemark.sources.text.LineScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Imports dumps of Stooq. The door is [#run].
public final class StooqImport {
    private static final String SUFFIX = ".txt";

    private final Lake lake;
    private final StooqImportOptions options;
    private final Progress progress;
    private final ReportBuilder report;

    private StooqImport(Lake lake, StooqImportOptions options, Consumer<SourceReport> each, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
        this.report = new ReportBuilder(each);
    }

    /// Imports every file of the options' paths. What is wrong with a source is in the report; a run of unchanged data
    /// commits
    /// nothing. The result does not depend on the number of threads.
    ///
    /// @throws TidemarkException `USAGE` for a path that is not there; `IDENTITY_MISMATCH` when a dataset's data are of
    /// another kind;
    ///     `LOCKED`, `CONFLICT`, `COMMIT_UNKNOWN` or `IO` when a commit failed; `CANCELLED`. Batches committed before
    /// stay.
    public static ImportReport run(Lake lake, StooqImportOptions options, Progress progress) {
        return new StooqImport(lake, options, _ -> {}, progress).run();
    }

    /// As [#run(Lake, StooqImportOptions, Progress)], for files that were found already, at least one; the options'
    /// paths only name where.
    ///
    /// @param each is told once what became of each file, in any order, by the calling thread
    public static ImportReport run(
            Lake lake,
            List<SourceFile> files,
            StooqImportOptions options,
            Consumer<SourceReport> each,
            Progress progress) {
        StooqImport all = new StooqImport(lake, options, each, progress);
        all.importWithProgress(files);
        return all.report.build();
    }

    private ImportReport run() {
        try (FoundSources found = SourceFinder.find(options.paths(), List.of(SUFFIX))) {
            found.refused().forEach(report::add);
            if (!found.files().isEmpty()) {
                importWithProgress(found.files());
            }
            return report.build();
        }
    }

    private void importWithProgress(List<SourceFile> files) {
        progress.begin("import stooq", files.size(), "files");
        try {
            importAll(files);
        } finally {
            progress.end();
        }
    }

    private void importAll(List<SourceFile> files) {
        try (LakeWriter writer = lake.writer(new Job("import", options.describe()));
                Quarantine quarantine = new Quarantine(lake)) {
            DatasetPlan datasets = new DatasetPlan(options::newDataset);
            BatchCommitter committer =
                    new BatchCommitter(writer, datasets, report, options.batch(), options.describe());
            StopSignal stop = new StopSignal();
            ImportContext context =
                    new ImportContext(lake, writer, options, datasets, quarantine, committer::head, stop, progress);
            List<SymbolImport> symbols = bySymbol(context, files);
            ThreadLocal<LineScanner> scanners = ThreadLocal.withInitial(LineScanner::new);
            int threads = Math.min(options.threads(), symbols.size());
            try (Workers<SymbolImport, Decision> workers =
                    new Workers<>(threads, symbols, symbol -> symbol.decide(scanners.get()), stop)) {
                committer.takeAll(workers, symbols.size(), progress);
            }
        }
    }

    private static List<SymbolImport> bySymbol(ImportContext context, List<SourceFile> files) {
        Map<String, List<SourceFile>> bySymbol = new LinkedHashMap<>();
        for (SourceFile file : files) {
            bySymbol.computeIfAbsent(symbolOf(file), _ -> new ArrayList<>(1)).add(file);
        }
        List<SymbolImport> symbols = new ArrayList<>();
        bySymbol.forEach((symbol, sources) -> symbols.add(new SymbolImport(context, symbol, sources)));
        return symbols;
    }

    /// The upper-cased file name without `.txt`.
    static String symbolOf(SourceFile file) {
        String name = file.fileName();
        return name.substring(0, name.length() - SUFFIX.length()).toUpperCase(Locale.ROOT);
    }
}
