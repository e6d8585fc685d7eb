package dev.tidemark.sources.ctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.TestLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings of two exchanges, row by row against a reading of their lines that knows nothing of the importer.
class CtpRealDataIT {
    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);
    private static final List<String> COMPARED = List.of(
            "last_price",
            "volume",
            "amount",
            "open_interest",
            "bid_price1",
            "bid_volume1",
            "ask_price1",
            "ask_volume1");
    private static final List<String> SOURCE_COLUMNS = List.of(
            "LastPrice", "Volume", "Turnover", "OpenInterest", "BidPrice1", "BidVolume1", "AskPrice1", "AskVolume1");

    @TempDir
    Path folder;

    /// A row as the source says it; NaN for an absent price.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Expected(String day, long nanos, double[] values) {}

    private static SortedMap<String, List<Expected>> expected(Path archive) throws IOException {
        SortedMap<String, List<Expected>> days = new TreeMap<>();
        for (String content : members(archive).values()) {
            List<String> lines = content.lines().toList();
            List<String> header = fields(lines.getFirst());
            for (String line : lines.subList(1, lines.size())) {
                Expected row = expected(header, fields(line));
                days.computeIfAbsent(row.day(), _ -> new ArrayList<>()).add(row);
            }
        }
        days.values().forEach(rows -> rows.sort(Comparator.comparingLong(Expected::nanos)));
        return days;
    }

    private static SortedMap<String, String> members(Path archive) throws IOException {
        SortedMap<String, String> members = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().map(e -> (ZipEntry) e).toList()) {
                members.put(
                        entry.getName(),
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.US_ASCII));
            }
        }
        return members;
    }

    private static List<String> fields(String line) {
        return Arrays.asList(line.substring(1, line.length() - 1).split("\",\"", -1));
    }

    private static Expected expected(List<String> header, List<String> row) {
        LocalDateTime time = LocalDateTime.parse(
                row.get(header.indexOf("ActionDay")) + row.get(header.indexOf("UpdateTime")),
                DateTimeFormatter.ofPattern("yyyyMMddHH:mm:ss"));
        long nanos = time.toEpochSecond(SHANGHAI) * 1_000_000_000
                + Long.parseLong(row.get(header.indexOf("UpdateMillisec"))) * 1_000_000;
        double[] values = new double[SOURCE_COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
            String column = SOURCE_COLUMNS.get(i);
            String text = row.get(header.indexOf(column));
            double value = text.equals("N/A") ? Double.NaN : Double.parseDouble(text);
            values[i] = value == 0 && column.contains("Price") ? Double.NaN : value;
        }
        String day = row.get(header.indexOf("TradingDay"));
        return new Expected(day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6), nanos, values);
    }

    private void compare(Path archive, String symbol, Map<String, Long> findings) throws IOException {
        try (TestLake lake = new TestLake(folder)) {
            ImportReport report = CtpImport.run(lake.lake, CtpImportOptions.of(List.of(archive)), Progress.NONE);

            SortedMap<String, List<Expected>> expected = expected(archive);
            Series series = lake.lake
                    .head()
                    .series(SeriesKey.parse("ticks/raw/" + symbol))
                    .orElseThrow();
            assertThat(series.partitions()).extracting(Partition::chunk).containsExactlyElementsOf(expected.keySet());
            for (Partition partition : series.partitions()) {
                compare(lake.lake.read(series, partition, List.of()), expected.get(partition.chunk()));
            }
            assertThat(report.findings()).isEqualTo(findings);
            assertThat(report.rows().quarantined()).isZero();
            assertThat(report.rows().imported())
                    .isEqualTo(expected.values().stream().mapToLong(List::size).sum());
            assertPartsGiveTheSame(lake, archive, series);
        }
    }

    private static void compare(Table table, List<Expected> rows) {
        assertThat(table.rows()).isEqualTo(rows.size());
        for (int column = 0; column < COMPARED.size(); column++) {
            DoubleColumn values = (DoubleColumn) table.column(COMPARED.get(column));
            for (int row = 0; row < rows.size(); row++) {
                double found = values.isNull(row) ? Double.NaN : values.values()[row];
                if (Double.compare(found, rows.get(row).values()[column]) != 0
                        || table.time(row) != rows.get(row).nanos()) {
                    throw new AssertionError(COMPARED.get(column) + " of row " + row + " is " + found + " at "
                            + table.time(row) + ", expected "
                            + Arrays.toString(rows.get(row).values()) + " at "
                            + rows.get(row).nanos());
                }
            }
        }
        DoubleColumn deep = (DoubleColumn) table.column("bid_volume2");
        assertThat(deep.nulls().cardinality()).isEqualTo(rows.size());
    }

    /// File by file, last one first, then the whole again.
    private static void assertPartsGiveTheSame(TestLake lake, Path archive, Series whole) throws IOException {
        DatasetName variant = DatasetName.parse("ticks/raw-parts");
        for (Map.Entry<String, String> member :
                new TreeMap<>(members(archive)).descendingMap().entrySet()) {
            Path file = lake.file(member.getKey(), member.getValue());
            CtpImport.run(lake.lake, CtpImportOptions.of(List.of(file)).withDataset(variant), Progress.NONE);
        }
        long head = lake.head();
        ImportReport again =
                CtpImport.run(lake.lake, CtpImportOptions.of(List.of(archive)).withDataset(variant), Progress.NONE);

        assertThat(again.commits()).isEmpty();
        assertThat(lake.head()).isEqualTo(head);
        Series parts = lake.lake
                .head()
                .series(new SeriesKey(variant, whole.key().symbol()))
                .orElseThrow();
        assertThat(contents(parts)).isEqualTo(contents(whole));
    }

    private static List<Digest> contents(Series series) {
        return series.partitions().stream().map(p -> p.content().content()).toList();
    }

    @Test
    void rubber() throws IOException {
        Path archive = SharedData.need("cn-futures-tick/shfe/ru1901/tick-ctp.zip");

        compare(archive, "SHFE.ru1901", Map.of());

        try (TestLake lake = new TestLake(folder)) {
            Series series = lake.lake
                    .head()
                    .series(SeriesKey.parse("ticks/raw/SHFE.ru1901"))
                    .orElseThrow();
            Table day = lake.lake.read(series, series.partition("2018-10-09").orElseThrow(), List.of());
            assertThat(day.rows()).isEqualTo(40_448);
            assertThat(((DoubleColumn) day.column("volume")).values()[40_447]).isEqualTo(740_820);
            DoubleColumn average = (DoubleColumn) day.column("average");
            DoubleColumn highest = (DoubleColumn) day.column("highest");
            DoubleColumn lowest = (DoubleColumn) day.column("lowest");
            for (int row = 0; row < day.rows(); row++) {
                assertThat(average.values()[row]).isBetween(lowest.values()[row] - 1, highest.values()[row] + 1);
            }
        }
    }

    @Test
    void apples() throws IOException {
        Path archive = SharedData.need("cn-futures-tick/czce/AP010/tick-ctp.zip");

        compare(archive, "CZCE.AP010", Map.of("duplicate_last_row", 5L, "tick_outside_session", 10L));

        try (TestLake lake = new TestLake(folder)) {
            Table all = lake.read("ticks/raw/CZCE.AP010");
            assertThat(List.of(all.column("highest"), all.column("lowest"), all.column("bid_price1")))
                    .allMatch(column -> column.isNull(0)); // the row before the auction
            assertThat(((DoubleColumn) all.column("volume")).values()[0]).isZero();
            assertThat(((DoubleColumn) all.column("bid_volume1")).isNull(0)).isFalse();
        }
    }
}
