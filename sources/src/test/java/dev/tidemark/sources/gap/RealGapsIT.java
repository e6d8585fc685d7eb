package dev.tidemark.sources.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Progress;
import dev.tidemark.market.gap.CompletenessRules;
import dev.tidemark.market.gap.DayCompleteness.Cadence;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.csv.CsvImport;
import dev.tidemark.sources.csv.CsvImportOptions;
import dev.tidemark.sources.csv.CsvPreset;
import dev.tidemark.sources.ctp.CtpImport;
import dev.tidemark.sources.ctp.CtpImportOptions;
import dev.tidemark.sources.lean.LeanImport;
import dev.tidemark.sources.lean.LeanImportOptions;
import dev.tidemark.sources.merge.RunOptions;
import dev.tidemark.sources.update.BarGrids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of real providers in `shared/data`, against the counts published with them and a naive reading.
class RealGapsIT {
    private final List<SeriesGap> gaps = new ArrayList<>();
    private final Map<String, GapSummary> summaries = new HashMap<>();
    private TestLake lake;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private void scan(String dataset) {
        GapRun.run(
                lake.lake,
                lake.lake.head(),
                lake.lake.head().series(DatasetName.parse(dataset)),
                new BarGrids(SeriesMarkets.shipped()),
                GapOptions.of(Instant.parse("2030-01-01T00:00:00Z"), 2),
                event -> {
                    switch (event) {
                        case GapEvent.Found found -> gaps.add(found.gap());
                        case GapEvent.Done done -> summaries.put(done.key().symbol(), done.summary());
                        case GapEvent.Failed failed -> throw new AssertionError(failed);
                    }
                },
                Progress.NONE);
    }

    private long missing() {
        return gaps.stream().mapToLong(gap -> gap.gap().missing()).sum();
    }

    private void lean(String relative) {
        LeanImport.run(
                lake.lake, LeanImportOptions.of(RunOptions.of(List.of(SharedData.need(relative)))), Progress.NONE);
    }

    @Test
    void krakenLacksTheMinutesThatItsFileLacks() {
        Path file = SharedData.need("crypto-minute/kraken/BTCUSDC_1m_2023Q1.csv");
        CsvImportOptions options = CsvImportOptions.of(RunOptions.of(List.of(file)), CsvPreset.KRAKEN)
                .withDataset(DatasetName.parse("bars/1m"))
                .withAssetClass("crypto");
        CsvImport.run(lake.lake, options, Progress.NONE);
        scan("bars/1m");
        assertThat(gaps).hasSize(13_580);
        assertThat(missing()).isEqualTo(36_706);
        assertThat(summaries.get("BTCUSDC").longest()).isEqualTo(28);
        assertThat(summaries.get("BTCUSDC").offGrid()).isZero();
    }

    /// What is missing but for the rest of a day that a recording does not have, and days between recordings.
    private long missingWithinRecordings() {
        return gaps.stream()
                .mapToLong(gap -> gap.gap().missing())
                .filter(missing -> missing < 400)
                .sum();
    }

    @Test
    void coinbaseEurosLackMinutes() {
        lean("crypto-minute/lean/crypto/coinbase/minute/btceur");
        scan("bars/1m-raw");
        assertThat(missing()).isEqualTo(226 + 431); // one of the recordings ends at 16:48
        assertThat(missingWithinRecordings()).isEqualTo(226);
    }

    @Test
    void coinbaseDollarsLackMinutes() {
        lean("crypto-minute/lean/crypto/coinbase/minute/btcusd");
        scan("bars/1m-raw");
        assertThat(missing()).isEqualTo(775_257);
        assertThat(missingWithinRecordings()).isEqualTo(105);
    }

    @Test
    void coinbaseDailyHasEightHoles() {
        lean("crypto-minute/lean/crypto/coinbase/daily");
        scan("bars/1d-raw");
        assertThat(gaps).hasSize(8);
        assertThat(missing()).isEqualTo(34);
    }

    @Test
    void dailyBarsAreMissingOnTradingDaysOnly() {
        lake.load(SharedData.need("stooq-daily/vintage-2025-10-03/d_us_txt.zip"));
        scan("bars/1d");
        assertThat(summaries).hasSizeGreaterThan(20);
        assertThat(summaries.values()).extracting(GapSummary::calendar).containsOnly("us");
        for (SeriesGap gap : gaps) {
            LocalDate start = LocalDate.ofEpochDay(gap.gap().start() / 86_400_000_000L);
            assertThat(start.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        }
        assertThat(disagreements()).containsExactly("2011-02-17 2 of 16"); // an open day that the vendor lost
    }

    private List<String> disagreements() {
        ConsensusRun.Group us = ConsensusRun.run(
                        lake.lake,
                        lake.lake.head(),
                        DatasetName.parse("bars/1d"),
                        SeriesMarkets.shipped(),
                        2,
                        Progress.NONE)
                .get("us");
        return us.consensus().against(us.table().orElseThrow()).stream()
                .map(votes -> votes.date() + " " + votes.trading() + " of " + votes.alive())
                .toList();
    }

    @Test
    void clockChangesOpenNoHoles() {
        lake.load(SharedData.need("stooq-5min/5_us_txt.zip"));
        scan("bars/5m");
        assertThat(summaries.get("AAPL.US").offGrid()).isZero();
        gaps.clear();
        GapRun.run(
                lake.lake,
                lake.lake.head(),
                List.of(dev.tidemark.lake.SeriesKey.parse("bars/5m/AAPL.US")),
                new BarGrids(SeriesMarkets.shipped()),
                GapOptions.of(Instant.parse("2030-01-01T00:00:00Z"), 1),
                event -> {
                    if (event instanceof GapEvent.Found found) {
                        gaps.add(found.gap());
                    }
                },
                Progress.NONE);
        Set<LocalDate> days = gaps.stream()
                .map(gap -> LocalDate.ofInstant(Instant.ofEpochSecond(gap.gap().start() / 1_000_000), ZoneOffset.UTC))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(days).containsExactly(LocalDate.parse("2026-02-26"), LocalDate.parse("2026-03-23"));
        assertThat(missing()).isEqualTo(6 + 7); // 72 and 71 of 78 there
    }

    /// Seconds with rows by trading day, as the lines say them.
    private static Map<String, Set<Integer>> seconds(Path folder) throws IOException {
        Map<String, Set<Integer>> days = new TreeMap<>();
        List<Path> archives;
        try (var files = Files.walk(folder)) {
            archives = files.filter(file -> file.toString().endsWith(".zip")).toList();
        }
        for (Path archive : archives) {
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                for (ZipEntry entry : zip.stream().map(e -> (ZipEntry) e).toList()) {
                    String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.US_ASCII);
                    List<String> header = List.of(text.lines()
                            .findFirst()
                            .orElseThrow()
                            .replace("\"", "")
                            .split(",", -1));
                    if (header.contains("UpdateMillisec")) {
                        int day = header.indexOf("TradingDay");
                        int time = header.indexOf("UpdateTime");
                        text.lines()
                                .skip(1)
                                .map(line -> line.replace("\"", "").split(",", -1))
                                .forEach(row -> days.computeIfAbsent(row[day], _ -> new TreeSet<>())
                                        .add(LocalTime.parse(row[time]).toSecondOfDay()));
                    }
                }
            }
        }
        return days;
    }

    @Test
    void rubberFillsItsSessionsAsItsLinesSay() throws IOException {
        Path folder = SharedData.need("cn-futures-tick/shfe");
        CtpImport.run(lake.lake, CtpImportOptions.of(List.of(folder)), Progress.NONE);
        Map<String, Set<Integer>> lines = seconds(folder);
        int[][] windows = {{75_600, 82_800}, {32_400, 36_900}, {37_800, 41_400}, {48_600, 54_000}};
        List<DayEvent.Day> days = new ArrayList<>();
        TickDays.run(
                lake.lake,
                lake.lake.head(),
                lake.lake.head().series(DatasetName.parse("ticks/raw")),
                SeriesMarkets.shipped(),
                TickDays.Span.ALL,
                CompletenessRules.DEFAULT,
                2,
                event -> {
                    if (event instanceof DayEvent.Day day) {
                        days.add(day);
                    }
                },
                Progress.NONE);
        DayEvent.Day day = days.stream()
                .filter(each -> each.tradingDay().equals(LocalDate.parse("2018-10-09")))
                .findFirst()
                .orElseThrow();
        Set<Integer> seen = lines.get("20181009");
        long filled = 0;
        long strict = 0;
        for (int[] window : windows) {
            strict += window[1] - window[0] - 1;
            filled += IntStream.range(window[0] + 1, window[1])
                    .filter(seen::contains)
                    .count();
        }
        assertThat(day.completeness().ticks()).isEqualTo(40_448);
        assertThat(day.completeness().seconds().strict()).isEqualTo(strict).isEqualTo(20_696);
        assertThat(day.completeness().seconds().withTicks()).isEqualTo(filled);
        assertThat(day.completeness().cadence()).isEqualTo(Cadence.FIXED_0P5S);
        assertThat(day.completeness().intervals().median()).isEqualTo(500);
    }
}
