package dev.tidemark.sources.merge;

import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.files.FoundSources;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceFinder;
import dev.tidemark.sources.ingest.BatchCommitter;
import dev.tidemark.sources.ingest.DatasetPlan;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.Quarantine;
import dev.tidemark.sources.ingest.ReportBuilder;
import dev.tidemark.sources.ingest.TemporaryFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Imports sources that add to what the lake holds. The door is [#run].
///
/// Sources are taken in batches, in the order of their paths: each is read once and cut into chunks, by several
/// threads;
/// then each series is united with the lake, by several threads; then the batch is committed. So the result is that of
/// importing one source after the other, and memory is bounded by some chunks, with rows put aside on disk.
public final class MergeImport {
    private static final long BATCH_BYTES = 96L << 20;
    private static final int BATCH_SOURCES = 4096;
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Lake lake;
    private final MergeOptions options;
    private final SourceFormat format;
    private final Progress progress;
    private final ReportBuilder report = new ReportBuilder();

    private MergeImport(Lake lake, MergeOptions options, SourceFormat format, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.format = format;
        this.progress = progress;
    }

    /// Imports every file of the options' paths. What is wrong with a source is in the report; a run of data that the
    /// lake holds commits nothing. The result does not depend on the number of threads.
    ///
    /// @throws TidemarkException `USAGE` for a path that is not there; `IDENTITY_MISMATCH` when a dataset's data are of
    ///     another kind; `LOCKED`, `CONFLICT`, `COMMIT_UNKNOWN` or `IO` when a commit failed; `CANCELLED`. Batches
    ///     committed before stay.
    public static ImportReport run(Lake lake, MergeOptions options, SourceFormat format, Progress progress) {
        return new MergeImport(lake, options, format, progress).run();
    }

    private ImportReport run() {
        try (FoundSources found = SourceFinder.find(options.paths(), options.suffixes())) {
            found.refused().forEach(report::add);
            if (!found.files().isEmpty()) {
                progress.begin("import " + options.format(), found.files().size(), "files");
                try {
                    importAll(found.files());
                } finally {
                    progress.end();
                }
            }
            return report.build();
        }
    }

    private void importAll(List<SourceFile> files) {
        try (LakeWriter writer = lake.writer(new Job("import", options.message()));
                Quarantine quarantine = new Quarantine(lake);
                TemporaryFolder spills = new TemporaryFolder(lake)) {
            DatasetPlan datasets = new DatasetPlan(options.newDataset());
            BatchCommitter committer = new BatchCommitter(writer, datasets, report, options.batch(), options.message());
            MergeContext context = new MergeContext(
                    lake, writer, options, datasets, quarantine, spills, committer::head, new StopSignal(), progress);
            for (int from = 0; from < files.size(); ) {
                int to = endOfBatch(files, from);
                importBatch(context, committer, files.subList(from, to));
                from = to;
            }
        }
    }

    private static int endOfBatch(List<SourceFile> files, int from) {
        long bytes = files.get(from).bytes();
        int to = from + 1;
        while (to < files.size() && to - from < BATCH_SOURCES && bytes < BATCH_BYTES) {
            bytes += files.get(to).bytes();
            to++;
        }
        return to;
    }

    private void importBatch(MergeContext context, BatchCommitter committer, List<SourceFile> sources) {
        List<SourceReader.@Nullable Reading> readings = new ArrayList<>(sources.size());
        sources.forEach(_ -> readings.add(null));
        try {
            readAll(context.phase(), sources, readings);
            MergeContext merging = context.phase();
            List<SeriesMerge> merges = bySeries(merging, readings);
            try (Workers<SeriesMerge, Decision> workers =
                    new Workers<>(threads(merges.size()), merges, SeriesMerge::decide, merging.stop())) {
                committer.takeAll(workers, merges.size(), new Heartbeat());
            }
        } finally {
            for (SourceReader.Reading reading : readings) {
                if (reading != null) {
                    reading.sink().discard();
                }
            }
        }
    }

    private int threads(int items) {
        return Math.max(1, Math.min(options.threads(), items));
    }

    /// A source and its place in the batch.
    private record Numbered(int number, SourceReader.Reading reading) {}

    private void readAll(
            MergeContext context, List<SourceFile> sources, List<SourceReader.@Nullable Reading> readings) {
        MemoryBudget budget = new MemoryBudget(options.cells(), options.threads());
        SourceReader reader = new SourceReader(context, format);
        List<Integer> numbers = IntStream.range(0, sources.size()).boxed().toList();
        try (Workers<Integer, Numbered> workers = new Workers<>(
                threads(sources.size()),
                numbers,
                i -> new Numbered(i, reader.read(sources.get(i), budget)),
                context.stop())) {
            for (int left = sources.size(); left > 0; ) {
                Numbered next = workers.next(PATIENCE);
                if (next != null) {
                    readings.set(next.number(), next.reading());
                    next.reading().settled().ifPresent(report::add);
                    left--;
                }
                progress.advance(next == null ? 0 : 1);
            }
        }
    }

    private static List<SeriesMerge> bySeries(MergeContext context, List<SourceReader.@Nullable Reading> readings) {
        Map<SeriesKey, List<SeriesMerge.Part>> parts = new TreeMap<>();
        for (SourceReader.Reading reading : readings) {
            if (reading != null && reading.settled().isEmpty()) {
                for (SeriesRows rows : reading.sink().allSeries()) {
                    parts.computeIfAbsent(rows.key(), _ -> new ArrayList<>(1))
                            .add(new SeriesMerge.Part(reading.ledger(), rows));
                }
            }
        }
        List<SeriesMerge> merges = new ArrayList<>(parts.size());
        parts.forEach((key, list) -> merges.add(new SeriesMerge(context, key, list)));
        return merges;
    }

    /// Progress counts sources, not series; it only shows that the work goes on, and is asked whether it shall.
    private final class Heartbeat implements Progress {
        @Override
        public void begin(String what, long total, String unit) {}

        @Override
        public void advance(long done) {
            progress.advance(0);
        }

        @Override
        public void end() {}
    }
}
