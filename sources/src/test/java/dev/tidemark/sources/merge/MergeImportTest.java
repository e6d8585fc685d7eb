package dev.tidemark.sources.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.TickSchemas;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.ingest.BatchLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The merge itself, with a format of three words a line: `SYMBOL date price`, a tick at noon; `!` refuses the source.
class MergeImportTest {
    private static final DatasetName TICKS = new DatasetName("ticks", "trades");
    private static final DatasetName BARS = new DatasetName("bars", "1d");
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private TestLake lake;
    private String origin = "test";
    private boolean replaces;
    private boolean allowsRemoval;
    private DatasetName dataset = TICKS;
    private Map<String, String> identity = Map.of();
    private int threads = 2;
    private long cells = MergeOptions.DEFAULT_CELLS;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private ImportReport load(Path... paths) {
        MergeOptions options = new MergeOptions(
                origin,
                List.of(paths),
                List.of(".t"),
                this::record,
                replaces,
                allowsRemoval,
                threads,
                cells,
                BatchLimits.DEFAULT,
                "import test");
        return MergeImport.run(lake.lake, options, this::read, Progress.NONE);
    }

    private DatasetRecord record(DatasetName name) {
        return name.equals(TICKS)
                ? TickSchemas.ticks(TickSchemas.TRADES, new TreeMap<>(identity))
                : new DatasetRecord(
                        BarSchemas.BARS, 1, dev.tidemark.lake.ChunkSize.YEAR, false, new TreeMap<>(identity));
    }

    private void read(SourceFile source, SourceSink sink) throws IOException {
        try (InputStream in = source.open()) {
            sink.lines().start(in);
            while (sink.lines().next()) {
                String line = new String(
                        sink.lines().buffer(),
                        sink.lines().from(),
                        sink.lines().to() - sink.lines().from(),
                        StandardCharsets.UTF_8);
                line(line, sink);
            }
        }
    }

    private void line(String line, SourceSink sink) throws IOException {
        if (line.equals("!")) {
            throw new SourceRefusedException(dev.tidemark.sources.RefusalReason.DAMAGED_ENTRY, "it ends early");
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            sink.reject(RejectReason.WRONG_FIELD_COUNT);
            return;
        }
        long day = LocalDate.parse(words[1]).toEpochDay();
        SeriesRows rows = sink.series(new SeriesKey(dataset, words[0]), new TreeMap<>());
        if (dataset.equals(TICKS)) {
            long time = day * NANOS_PER_DAY + NANOS_PER_DAY / 2;
            TableBuilder row = rows.row(day, time);
            row.setString(0, words[0]);
            row.setLong(1, time);
            row.setDouble(2, Double.parseDouble(words[2]));
            row.endRow();
        } else {
            long time = day * NANOS_PER_DAY / 1000;
            TableBuilder row = rows.row(day, time);
            row.setString(BarColumns.SYMBOL, words[0]);
            row.setLong(BarColumns.TS, time);
            row.setDouble(BarColumns.CLOSE, Double.parseDouble(words[2]));
            row.endRow();
        }
    }

    private List<String> chunks(String key) {
        return lake.lake.head().series(SeriesKey.parse(key)).orElseThrow().partitions().stream()
                .map(p -> p.chunk() + ":" + p.rows())
                .toList();
    }

    private List<String> digests(String key) {
        return lake.lake.head().series(SeriesKey.parse(key)).orElseThrow().partitions().stream()
                .map(Partition::file)
                .map(Object::toString)
                .toList();
    }

    private static void assertOutcome(ImportReport report, long imported, long unchanged, long replaced, long removed) {
        assertThat(List.of(
                        report.rows().imported(),
                        report.rows().unchanged(),
                        report.rows().replaced(),
                        report.rows().removed()))
                .containsExactly(imported, unchanged, replaced, removed);
    }

    @Test
    void importingAPartAgainChangesNothing() {
        Path whole = lake.file("whole.t", "A 2024-01-02 1\nA 2024-01-02 1\nA 2024-01-02 2\nA 2024-01-03 3\n");
        Path part = lake.file("part.t", "A 2024-01-02 1\nA 2024-01-02 2\n");

        assertOutcome(load(whole), 4, 0, 0, 0);
        long head = lake.head();
        assertOutcome(load(part), 0, 2, 0, 0);
        assertOutcome(load(whole), 0, 4, 0, 0);

        assertThat(lake.head()).isEqualTo(head);
        assertThat(chunks("ticks/trades/A")).containsExactly("2024-01-02:3", "2024-01-03:1");
    }

    @Test
    void partsInAnyOrderGiveTheWhole() {
        Path whole = lake.file("whole.t", "A 2024-01-02 1\nA 2024-01-02 1\nA 2024-01-02 2\nA 2024-01-03 3\n");
        Path part = lake.file("part.t", "A 2024-01-02 1\nA 2024-01-02 2\n");
        load(part);

        assertOutcome(load(whole), 2, 2, 0, 0);

        assertThat(chunks("ticks/trades/A")).containsExactly("2024-01-02:3", "2024-01-03:1");
        List<String> afterParts = digests("ticks/trades/A");
        lake.lake.maintenance();
        load(lake.file("b/B.t", "B 2024-01-02 1\nB 2024-01-02 1\nB 2024-01-02 2\nB 2024-01-03 3\n"));
        assertThat(digests("ticks/trades/B")).hasSameSizeAs(afterParts);
    }

    @Test
    void sourcesOfOneRunUniteAsIfOneCameAfterTheOther() {
        lake.file("in/1.t", "A 2024-01-02 1\nA 2024-01-02 1\nB 2024-01-02 9\n");
        lake.file("in/2.t", "A 2024-01-02 1\nA 2024-01-02 2\n");

        ImportReport report = load(lake.in.resolve("in"));

        assertOutcome(report, 4, 1, 0, 0);
        assertThat(report.commits()).hasSize(1);
        assertThat(chunks("ticks/trades/A")).containsExactly("2024-01-02:3");
        assertThat(chunks("ticks/trades/B")).containsExactly("2024-01-02:1");
    }

    @Test
    void replacingTakesTheDaysOfTheSource() {
        load(lake.file("a.t", "A 2024-01-02 1\nA 2024-01-02 2\nA 2024-01-03 3\nA 2024-01-04 4\n"));
        replaces = true;

        assertOutcome(load(lake.file("b.t", "A 2024-01-02 1\nA 2024-01-02 7\n")), 0, 1, 1, 0);

        assertThat(chunks("ticks/trades/A")).containsExactly("2024-01-02:2", "2024-01-03:1", "2024-01-04:1");
        assertThat(lake.read("ticks/trades/A").rows()).isEqualTo(4);
    }

    @Test
    void replacingThatWouldLoseTooMuchIsRefused() {
        load(lake.file("a.t", "A 2024-01-02 1\nA 2024-01-02 2\nA 2024-01-02 3\n"));
        replaces = true;
        Path less = lake.file("b.t", "A 2024-01-02 1\n");

        ImportReport refused = load(less);
        assertThat(refused.refusals()).containsEntry("would_shrink", 1);
        assertThat(refused.exitCode()).isEqualTo(5);
        allowsRemoval = true;
        assertOutcome(load(less), 0, 1, 0, 2);
    }

    @Test
    void barsUniteByTheirTime() {
        dataset = BARS;
        load(lake.file("a.t", "A 2023-12-30 1\nA 2024-01-02 1\nA 2024-01-03 2\n"));

        assertOutcome(load(lake.file("b.t", "A 2024-01-03 5\nA 2024-01-04 6\nA 2024-01-02 1\n")), 1, 1, 1, 0);

        assertThat(lake.column("bars/1d/A", "close"))
                .containsExactly(
                        "2023-12-30T00:00:00Z 1.0",
                        "2024-01-02T00:00:00Z 1.0",
                        "2024-01-03T00:00:00Z 5.0",
                        "2024-01-04T00:00:00Z 6.0");
    }

    @Test
    void replacingBarsTakesTheRangeOfTheSource() {
        dataset = BARS;
        load(lake.file(
                "a.t",
                "A 2022-12-30 1\nA 2022-12-31 1\nA 2023-06-01 2\nA 2024-01-02 3\nA 2024-01-03 4\nA 2024-01-04 4\n"));
        replaces = true;
        allowsRemoval = true;

        assertOutcome(load(lake.file("b.t", "A 2022-12-31 5\nA 2024-01-03 4\n")), 0, 1, 1, 2);

        assertThat(lake.column("bars/1d/A", "close"))
                .containsExactly(
                        "2022-12-30T00:00:00Z 1.0",
                        "2022-12-31T00:00:00Z 5.0",
                        "2024-01-03T00:00:00Z 4.0",
                        "2024-01-04T00:00:00Z 4.0");
    }

    @Test
    void aRefusedSourceLeavesNothing() {
        lake.file("in/1.t", "A 2024-01-02 1\n!\n");
        lake.file("in/2.t", "A 2024-01-02 2\nbad line\n");

        ImportReport report = load(lake.in.resolve("in"));

        assertThat(report.refusals()).containsEntry("damaged_entry", 1);
        assertThat(report.rows().refused()).isEqualTo(1);
        assertThat(report.rows().quarantined()).isEqualTo(1);
        assertThat(chunks("ticks/trades/A")).containsExactly("2024-01-02:1");
        assertThat(lake.lake.folder().resolve("quarantine/ticks/series=trades/symbol=A"))
                .isDirectory();
    }

    @Test
    void aSeriesOfAnotherOriginIsRefusedAndOthersAreNot() {
        load(lake.file("a.t", "A 2024-01-02 1\n"));
        origin = "other";

        ImportReport report = load(lake.file("b.t", "A 2024-01-02 2\nB 2024-01-02 2\n"));

        assertThat(report.refusals()).containsEntry("other_provider", 1);
        assertThat(report.rows().refused()).isEqualTo(1);
        assertThat(report.rows().imported()).isEqualTo(1);
        assertThat(chunks("ticks/trades/B")).containsExactly("2024-01-02:1");
    }

    @Test
    void anotherIdentityIsRefusedWithBothValues() {
        identity = Map.of("quote_unit", "USD");
        load(lake.file("a.t", "A 2024-01-02 1\n"));
        identity = Map.of("quote_unit", "GBX");

        assertThatThrownBy(() -> load(lake.file("b.t", "B 2024-01-02 1\n")))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_MISMATCH))
                .hasMessageContaining("USD")
                .hasMessageContaining("GBX");
    }

    @Test
    void noticesDisorderButKeepsRepeatedTicks() {
        ImportReport report = load(lake.file("a.t", "A 2024-01-03 1\nA 2024-01-02 1\nA 2024-01-02 1\n"));

        assertThat(report.findings()).containsOnly(Map.entry(FindingCode.UNSORTED.code(), 1L));
        assertThat(chunks("ticks/trades/A")).containsExactly("2024-01-02:2", "2024-01-03:1");
    }

    @Test
    void theNumberOfThreadsChangesNothing(@TempDir Path other) {
        for (int i = 0; i < 20; i++) {
            lake.file("in/" + i + ".t", "A 2024-01-0" + (i % 5 + 1) + " " + i + "\nS" + i + " 2024-01-02 1\n");
        }
        load(lake.in.resolve("in"));
        List<String> two = digests("ticks/trades/A");
        Path in = lake.in.resolve("in");
        try (TestLake single = new TestLake(other)) {
            TestLake first = lake;
            lake = single;
            threads = 1;
            load(in);
            assertThat(digests("ticks/trades/A")).isEqualTo(two);
            lake = first;
        }
    }

    @Test
    void rowsPutAsideOnDiskComeBack() {
        cells = 1 << 19;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            text.append("A 2024-01-0").append(1 + i % 9).append(' ').append(i).append('\n');
        }
        ImportReport report = load(lake.file("big.t", text.toString()));

        assertThat(report.rows().imported()).isEqualTo(300_000);
        assertThat(lake.lake
                        .head()
                        .summary(SeriesKey.parse("ticks/trades/A"))
                        .orElseThrow()
                        .rows())
                .isEqualTo(300_000);
        assertThat(lake.lake.folder().resolve(".tidemark/tmp")).isEmptyDirectory();
    }
}
