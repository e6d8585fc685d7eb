package dev.tidemark.sources.lean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.TestLake;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every LEAN file of the real data arrives whole; the counts are those of `stats.json`, class by class.
class LeanRealDataTest {
    private static final Map<String, Long> ROWS = Map.ofEntries(
            Map.entry("bars/1d-raw", 46_371L + 1_318 + 203),
            Map.entry("bars/1h-raw", 120L + 357),
            Map.entry(
                    "bars/1m-raw",
                    2_303L + 1_705 + 2_226 + 1_711 + 3_180 + 1_206 + 822 + 1_440 + 3_663 + 12_423 + 8_541 + 1_500),
            Map.entry("quotes/1d", 288L + 3_738),
            Map.entry("quotes/1h", 529L),
            Map.entry("quotes/1m", 2_512L + 2_049 + 2_496 + 2_272 + 3_575 + 1_469 + 4_313 + 19_587 + 28_747),
            Map.entry("oi/1d", 15L + 18 + 13 + 47),
            Map.entry("oi/1h", 85L),
            Map.entry("oi/1m", 15L + 18 + 13 + 80 + 57),
            Map.entry("ticks/oi", 76L),
            Map.entry("ticks/trades", 25_351L + 88_172 + 24_293 + 33_381 + 27_042 + 250_601 + 40_192),
            Map.entry("ticks/quotes", 476_855L + 109_067 + 125_750 + 135_492 + 24_179 + 49_341 + 1_164));

    @Test
    void everyRowOfEveryClassArrives(@TempDir Path folder) {
        List<Path> paths = List.of(
                SharedData.need("us-daily/lean"),
                SharedData.need("equity-minute/lean"),
                SharedData.need("equity-tick/lean"),
                SharedData.need("futures/lean"),
                SharedData.need("crypto-minute/lean"),
                SharedData.need("fx/lean"));
        try (TestLake lake = new TestLake(folder)) {
            ImportReport report = LeanImport.run(lake.lake, LeanImportOptions.of(paths), Progress.NONE);

            assertThat(report.problem()).isEmpty();
            assertThat(rows(lake.lake.head())).isEqualTo(new TreeMap<>(ROWS));
            Table aapl = lake.read("bars/1d-raw/AAPL");
            assertThat(((DoubleColumn) aapl.column("open")).values()[0]).isEqualTo(13.63);
            long head = lake.head();
            ImportReport again = LeanImport.run(lake.lake, LeanImportOptions.of(paths), Progress.NONE);
            assertThat(again.rows().unchanged()).isEqualTo(report.rows().imported());
            assertThat(lake.head()).isEqualTo(head);
        }
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
