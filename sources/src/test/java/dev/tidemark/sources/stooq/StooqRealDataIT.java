package dev.tidemark.sources.stooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.TestLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The dumps in `shared/data`, against the counts published with them and against a naive reading.
class StooqRealDataIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "stooq-daily,vintage-2024-10-29/d_us_txt.zip,bars/1d",
        "stooq-daily,vintage-2025-10-03/d_pl_txt.zip,bars/1d",
        "stooq-daily,vintage-2025-10-03/d_uk_txt.zip,bars/1d",
        "stooq-daily,vintage-2025-10-03/d_us_txt.zip,bars/1d",
        "stooq-5min,5_us_txt.zip,bars/5m",
        "kaggle-stooq-like,archive.zip,bars/1d",
    })
    void everyRowArrivesOnceAndASecondImportDoesNothing(String group, String archive, String dataset)
            throws IOException {
        Path dump = SharedData.need(group).resolve(archive);
        int files = stat(group + "|" + archive, "files");
        int empty = stat(group + "|" + archive, "empty_files");
        int rows = stat(group + "|" + archive, "rows");
        try (TestLake lake = new TestLake(folder)) {
            ImportReport report = lake.load(dump);
            assertThat(report.problem()).isEmpty();
            assertThat(report.sources()).isEqualTo(files);
            assertThat(report.count("empty")).isEqualTo(empty);
            assertThat(report.count("imported")).isEqualTo(files - empty);
            assertThat(report.rows()).isEqualTo(RowCounts.good(rows, 0, 0, 0));
            assertThat(report.commits()).containsExactly(1L);
            assertThat(report.findings()).isEmpty();
            assertRowsOfEachFile(lake, dump, dataset);

            ImportReport again = lake.load(dump);
            assertThat(again.rows()).isEqualTo(RowCounts.good(0, rows, 0, 0));
            assertThat(again.count("unchanged")).isEqualTo(files - empty);
            assertThat(again.commits()).isEmpty();
            assertThat(lake.head()).isEqualTo(1);
        }
    }

    private static int stat(String name, String field) throws IOException {
        String stats = Files.readString(SharedData.need("stats.json"));
        int start = stats.indexOf('"' + name + '"');
        String object = stats.substring(start, stats.indexOf('}', start));
        Matcher matcher = Pattern.compile("\"" + field + "\": (\\d+)").matcher(object);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /// The archive read the simple way: number of rows, first and last time, sums of close and volume.
    private static void assertRowsOfEachFile(TestLake lake, Path dump, String dataset) throws IOException {
        Snapshot head = lake.lake.head();
        int series = 0;
        try (ZipFile zip = new ZipFile(dump.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                List<String[]> rows = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .toList();
                if (rows.isEmpty()) {
                    continue;
                }
                series++;
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                SeriesKey key = new SeriesKey(
                        DatasetName.parse(dataset),
                        name.substring(0, name.length() - 4).toUpperCase(java.util.Locale.ROOT));
                SeriesSummary summary = head.summary(key).orElseThrow();
                assertThat(summary.rows()).as(name).isEqualTo(rows.size());
                assertThat(summary.minTime()).as(name).isEqualTo(micros(rows.getFirst()));
                assertThat(summary.maxTime()).as(name).isEqualTo(micros(rows.getLast()));
                int close = rows.getFirst().length == 10 ? 7 : 4;
                assertThat(lake.column(key.toString(), "close").stream()
                                .map(row -> row.substring(row.indexOf(' ') + 1))
                                .toList())
                        .as(name)
                        .isEqualTo(rows.stream()
                                .map(row -> Double.toString(Double.parseDouble(row[close])))
                                .toList());
            }
        }
        assertThat(head.seriesCount()).isEqualTo(series);
    }

    private static long micros(String[] row) {
        if (row.length == 7) {
            return LocalDate.parse(row[0]).toEpochDay() * 86_400_000_000L;
        }
        LocalDate date = LocalDate.parse(row[2], java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
        if (row[1].equals("D")) {
            return date.toEpochDay() * 86_400_000_000L;
        }
        int hour = Integer.parseInt(row[3].substring(0, 2));
        int minute = Integer.parseInt(row[3].substring(2, 4));
        return ZonedDateTime.of(date, java.time.LocalTime.of(hour, minute), ZoneId.of("Europe/Warsaw"))
                        .toEpochSecond()
                * 1_000_000L;
    }

    /// 09:30 in New York is 13:30 UTC in summer: the American change of 2026-03-08 moves the session in UTC, the
    /// European one does not.
    @Test
    void newYorksSessionIsWhereItBelongsThroughBothChangesOfTheClock() {
        Path dump = SharedData.need("stooq-5min/5_us_txt.zip");
        try (TestLake lake = new TestLake(folder)) {
            lake.load(dump);
            TreeMap<String, String> opens = new TreeMap<>();
            for (String row : lake.column("bars/5m/AAPL.US", "open")) {
                opens.putIfAbsent(row.substring(0, 10), row.substring(11, 16));
            }
            ZoneId newYork = ZoneId.of("America/New_York");
            opens.remove("2026-02-26"); // starts late at the vendor
            opens.forEach((date, open) -> assertThat(Instant.parse(date + "T" + open + ":00Z")
                            .atZone(newYork)
                            .toLocalTime())
                    .as(date)
                    .isEqualTo("09:30"));
            assertThat(opens.get("2026-03-06")).isEqualTo("14:30");
            assertThat(opens.get("2026-03-09")).isEqualTo("13:30");
            assertThat(opens.get("2026-03-27")).isEqualTo("13:30");
            assertThat(opens.get("2026-03-30")).isEqualTo("13:30");
            assertThat(opens).hasSizeGreaterThan(90);
        }
    }

    /// Facts published with the two vintages: 14 common symbols, `aapl.us` restated on all common rows.
    @Test
    void aNewerVintageReplacesItsSymbolsAndNoOther() {
        Path old = SharedData.need("stooq-daily/vintage-2024-10-29/d_us_txt.zip");
        Path young = SharedData.need("stooq-daily/vintage-2025-10-03/d_us_txt.zip");
        try (TestLake lake = new TestLake(folder)) {
            ImportReport first = lake.load(old);
            ImportReport second = lake.load(young);
            assertThat(second.rows().read()).isEqualTo(115_772);
            assertThat(second.rows().replaced()).isGreaterThanOrEqualTo(10_117 + 11);
            assertThat(second.rows().unchanged()).isPositive();
            assertThat(lake.lake.head().seriesCount()).isEqualTo(114 - 6 + 33 - 14 - second.count("refused"));
            assertThat(first.rows().imported()).isEqualTo(140_726);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotShowInLakeOrReport() {
        Path dump = SharedData.need("stooq-daily/vintage-2024-10-29/d_us_txt.zip");
        try (TestLake one = new TestLake(folder.resolve("one"));
                TestLake many = new TestLake(folder.resolve("many"))) {
            assertThat(one.load(o -> o.withThreads(1), dump)).isEqualTo(many.load(o -> o.withThreads(7), dump));
            DatasetName daily = DatasetName.parse("bars/1d");
            for (SeriesKey key : one.lake.head().series(daily)) {
                assertThat(one.lake.head().summary(key))
                        .isEqualTo(many.lake.head().summary(key));
            }
        }
    }
}
