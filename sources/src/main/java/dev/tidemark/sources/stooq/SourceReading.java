package dev.tidemark.sources.stooq;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.Finding;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.ingest.RejectLog;
import dev.tidemark.sources.ingest.SeriesAssembler;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one source into the draft of a series. For one thread and one use.
final class SourceReading implements StooqParser.Rows {
    /// The series attribute that says who delivered it.
    static final String SOURCE = "source";
    /// The value of [#SOURCE] of every series that is imported here.
    static final String STOOQ = "stooq";

    private static final int PREVIEW_CHARACTERS = 60;
    private static final long LINES_BETWEEN_CHECKS = 1 << 16;

    private final ImportContext context;
    private final SourceFile source;
    private final String symbol;
    private final LineScanner lines;
    private final RejectLog rejects;
    private @Nullable SeriesKey key;
    private @Nullable SeriesAssembler assembler;
    private long good;
    private long nonFinite;
    private boolean isFirstPass = true;

    /// @param symbol what [SeriesKey] takes as a symbol
    SourceReading(ImportContext context, SourceFile source, String symbol, LineScanner lines) {
        this.context = context;
        this.source = source;
        this.symbol = symbol;
        this.lines = lines;
        this.rejects = new RejectLog(context.quarantine(), this::quarantineFolder, source.pathInDump());
    }

    private String quarantineFolder() {
        DatasetName chosen = context.options().dataset();
        if (key != null) {
            return key.folder();
        }
        return chosen != null
                ? new SeriesKey(chosen, symbol).folder()
                : new SeriesKey(new DatasetName(BarSchemas.GROUP, "unknown"), symbol).folder();
    }

    /// Reads all of it. What is wrong with the source is a value, what is wrong with the lake or the run an exception.
    SourceResult read() {
        try {
            return readAll();
        } catch (SourceRefusedException e) {
            return refused(e.reason(), e.text());
        } catch (IOException e) {
            return refused(RefusalReason.UNREADABLE, e.toString());
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.DAMAGED) {
                return refused(RefusalReason.DAMAGED_SERIES, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private SourceResult refused(RefusalReason reason, String text) {
        String message = text.contains(source.name()) ? text : "cannot import " + source.name() + ": " + text;
        return SourceResult.refused(
                source, Optional.ofNullable(key), reason, message, good + rejects.count(), 0, rejects);
    }

    private SourceResult readAll() throws IOException {
        Optional<StooqFormat> format = pass();
        if (good + rejects.count() == 0) {
            return new SourceResult.NoRows(
                    source, format.filter(f -> f == StooqFormat.ARCHIVE).map(_ -> Timeframe.DAILY));
        }
        rejects.flush();
        if (assembler == null || key == null || good == 0) {
            return SourceResult.refused(
                    source,
                    Optional.ofNullable(key),
                    RefusalReason.NO_VALID_ROW,
                    "cannot import " + source.name() + ": each of its " + rejects.count()
                            + " rows is quarantined, the first at " + source.name() + ":"
                            + rejects.first().getFirst().line(),
                    0,
                    rejects.count(),
                    rejects);
        }
        assembler.endPass();
        isFirstPass = false;
        while (assembler.nextPass()) {
            pass();
            assembler.endPass();
        }
        SortedMap<String, String> attributes = new TreeMap<>(Map.of(SOURCE, STOOQ));
        return new SourceResult.Read(source, assembler.draft(attributes), findings(assembler), rejects);
    }

    private List<Finding> findings(SeriesAssembler done) {
        Map<FindingCode, Long> findings = new TreeMap<>(done.findings());
        if (nonFinite > 0) {
            findings.put(FindingCode.NON_FINITE_VALUE, nonFinite);
        }
        return findings.entrySet().stream()
                .map(e -> new Finding(e.getKey(), e.getValue()))
                .toList();
    }

    /// Reads the source from its start.
    ///
    /// @return its form; empty when it has no line but blank ones
    private Optional<StooqFormat> pass() throws IOException {
        try (InputStream in = source.open()) {
            lines.start(in);
            if (!lines.next()) {
                return Optional.empty();
            }
            Optional<StooqFormat> format = StooqFormat.ofHeader(lines.buffer(), lines.from(), lines.to());
            if (format.isEmpty()) {
                refuseUnlessBlank();
                return Optional.empty();
            }
            StooqParser parser =
                    new StooqParser(format.get(), symbol, context.options().zone(), this);
            while (lines.next()) {
                if (!lines.isBlank()) {
                    parser.line(lines);
                }
                checkNowAndThen();
            }
            return format;
        }
    }

    private void refuseUnlessBlank() throws IOException {
        boolean isBlank = lines.isBlank();
        String first = OddBytes.preview(lines.buffer(), lines.from(), lines.to(), PREVIEW_CHARACTERS);
        while (isBlank && lines.next()) {
            isBlank = lines.isBlank();
        }
        if (!isBlank) {
            throw new SourceRefusedException(
                    RefusalReason.BAD_HEADER,
                    "cannot import " + source.name() + ": its first line is '" + first + "', expected "
                            + StooqFormat.BULK.header() + " or " + StooqFormat.ARCHIVE.header());
        }
    }

    private void checkNowAndThen() {
        if (lines.number() % LINES_BETWEEN_CHECKS == 0) {
            context.stop().check();
            context.progress().advance(0);
        }
    }

    @Override
    public void timeframe(Timeframe timeframe) throws SourceRefusedException {
        if (assembler != null) {
            return;
        }
        DatasetName chosen = context.options().dataset();
        if (chosen != null && !BarSchemas.timeframeOf(chosen).equals(timeframe)) {
            throw new SourceRefusedException(
                    RefusalReason.WRONG_TIMEFRAME,
                    "cannot import " + source.name() + " into " + chosen + ": its bars are " + timeframe + " long");
        }
        SeriesKey series = new SeriesKey(chosen != null ? chosen : BarSchemas.dataset(timeframe), symbol);
        key = series;
        Snapshot head = context.head().get();
        DatasetRecord dataset = context.datasets().record(head, series.dataset());
        checkChunk(series.dataset(), dataset.chunkSize());
        Optional<Series> current = head.series(series);
        if (current.isPresent()) {
            checkProvider(current.get());
        }
        assembler =
                new SeriesAssembler(context.lake(), context.writer(), series, dataset, current, context.rowBudget());
    }

    private void checkChunk(DatasetName name, ChunkSize size) {
        ChunkSize wanted = context.options().chunk();
        if (wanted != null && wanted != size) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    name + " is cut by " + size.text() + ", not by " + wanted.text()
                            + "; leave --chunk out, or cut it anew with `tidemark rechunk " + name + " --chunk "
                            + wanted.text() + "`");
        }
    }

    /// A provider is never mixed into another one's series.
    private void checkProvider(Series series) throws SourceRefusedException {
        String provider = series.attributes().getOrDefault(SOURCE, STOOQ);
        if (!provider.equals(STOOQ)) {
            throw new SourceRefusedException(
                    RefusalReason.OTHER_PROVIDER,
                    "cannot import " + source.name() + ": " + series.key() + " comes from " + provider
                            + "; import into a variant, such as --dataset "
                            + series.key().dataset() + "-stooq");
        }
    }

    @Override
    public void bar(StooqBar bar) throws SourceRefusedException {
        if (assembler == null) {
            throw new IllegalStateException("a row came before its timeframe");
        }
        if (isFirstPass) {
            good++;
            nonFinite += bar.nonFinite();
        }
        TableBuilder rows = assembler.row(bar.micros());
        if (rows != null) {
            bar.appendTo(rows, symbol);
        }
    }

    @Override
    public void rejected(long line, RejectReason reason, byte[] text, int from, int to) {
        if (isFirstPass) {
            rejects.add(line, reason, text, from, to);
        }
    }
}
