package dev.tidemark.sources.lean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.merge.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every row of the real data arrives, and with the values that a plain reading finds. Ticks of equities:
/// `LeanEquityTicksIT`.
class LeanRealDataIT {
    @Test
    void dailyEquities(@TempDir Path folder) throws IOException {
        check(folder, "us-daily/lean", Map.of("bars/1d-raw", 46_371L));
    }

    @Test
    void minutesOfEquitiesAndOfAnIndex(@TempDir Path folder) throws IOException {
        long trades = 2_303L + 1_705 + 2_226 + 1_711 + 3_180 + 1_206 + 822;
        long quotes = 2_512L + 2_049 + 2_496 + 2_272 + 3_575 + 1_469;
        assertThat(trades + quotes).isEqualTo(27_526);
        check(folder, "equity-minute/lean", Map.of("bars/1m-raw", trades, "quotes/1m", quotes));
    }

    @Test
    void futures(@TempDir Path folder) throws IOException {
        check(
                folder,
                "futures/lean",
                Map.ofEntries(
                        Map.entry("bars/1d-raw", 203L),
                        Map.entry("bars/1h-raw", 357L),
                        Map.entry("bars/1m-raw", 8_541L + 1_500),
                        Map.entry("quotes/1d", 288L),
                        Map.entry("quotes/1h", 529L),
                        Map.entry("quotes/1m", 19_587L + 28_747),
                        Map.entry("oi/1d", 15L + 18 + 13 + 47),
                        Map.entry("oi/1h", 85L),
                        Map.entry("oi/1m", 15L + 18 + 13 + 80 + 57),
                        Map.entry("ticks/oi", 76L),
                        Map.entry("ticks/trades", 40_192L)));
    }

    @Test
    void crypto(@TempDir Path folder) throws IOException {
        check(
                folder,
                "crypto-minute/lean",
                Map.of(
                        "bars/1d-raw", 1_318L,
                        "bars/1h-raw", 120L,
                        "bars/1m-raw", 12_423L + 3_663 + 1_440,
                        "quotes/1m", 4_313L));
    }

    @Test
    void forex(@TempDir Path folder) throws IOException {
        check(folder, "fx/lean", Map.of("quotes/1d", 3_738L, "ticks/quotes", 24_179L + 49_341 + 1_164));
    }

    /// Imports a folder, compares it with a plain reading, and imports it again.
    ///
    /// @param counts rows by dataset, from `stats.json`
    static void check(Path folder, String part, Map<String, Long> counts) throws IOException {
        Path lean = SharedData.need(part);
        try (TestLake lake = new TestLake(folder)) {
            ImportReport report = load(lake, lean);
            assertThat(report.problem()).isEmpty();
            assertThat(rows(lake.lake.head())).isEqualTo(new TreeMap<>(counts));

            Map<String, List<String>> expected = PlainReading.of(lean);
            expected.forEach(
                    (key, rows) -> assertThat(RowText.of(lake, key)).as(key).isEqualTo(rows));
            assertThat(expected.values().stream().mapToLong(List::size).sum())
                    .isEqualTo(report.rows().imported());

            long head = lake.head();
            assertThat(load(lake, lean).rows().unchanged())
                    .isEqualTo(report.rows().imported());
            assertThat(lake.head()).isEqualTo(head);
        }
    }

    @Test
    void zipsOneByOneInAnyOrderEqualTheFolder(@TempDir Path one, @TempDir Path other) throws IOException {
        Path lean = SharedData.need("crypto-minute/lean");
        List<Path> archives;
        try (Stream<Path> files = Files.walk(lean)) {
            archives = files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        try (TestLake whole = new TestLake(one);
                TestLake pieces = new TestLake(other)) {
            load(whole, lean);
            archives.forEach(archive -> load(pieces, archive));

            assertThat(archives).hasSizeGreaterThan(10);
            assertThat(partitions(pieces.lake.head())).isEqualTo(partitions(whole.lake.head()));
        }
    }

    private static ImportReport load(TestLake lake, Path path) {
        return LeanImport.run(
                lake.lake, LeanImportOptions.of(RunOptions.of(List.of(path)).withThreads(2)), Progress.NONE);
    }

    private static Map<String, List<Partition>> partitions(Snapshot head) {
        Map<String, List<Partition>> partitions = new TreeMap<>();
        for (DatasetName dataset : head.datasets()) {
            for (SeriesKey key : head.series(dataset)) {
                partitions.put(key.toString(), head.series(key).orElseThrow().partitions());
            }
        }
        return partitions;
    }

    private static Map<String, Long> rows(Snapshot head) {
        Map<String, Long> rows = new TreeMap<>();
        for (DatasetName dataset : head.datasets()) {
            long sum = 0;
            for (SeriesKey key : head.series(dataset)) {
                sum += head.summary(key).orElseThrow().rows();
            }
            rows.put(dataset.toString(), sum);
        }
        return rows;
    }
}
