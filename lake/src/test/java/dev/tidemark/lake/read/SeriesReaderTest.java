package dev.tidemark.lake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.store.Samples;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Days and ranges of one series.
class SeriesReaderTest {
    private static final LocalDate START = LocalDate.of(2023, 12, 20);
    private static final int DAYS = 40;

    @TempDir
    private Path folder;

    private Lake lake;

    @BeforeEach
    void create() {
        lake = ReadingLake.create(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    /// The closes are 0, 1, 2 … from [#START] on.
    private SeriesReader dailyBars(ChunkSize size) {
        Samples.put(lake, Samples.DAILY, size, "A.US", Samples.rows("A.US", START, DAYS, 0));
        return lake.dataset("bars/1d").series("A.US");
    }

    @ParameterizedTest
    @EnumSource(ChunkSize.class)
    void anyRangeOfDaysHasTheRowsOfItsDates(ChunkSize size) {
        SeriesReader series = dailyBars(size).columns("close");
        for (int from = -3; from < DAYS + 3; from += 3) {
            for (int to = from - 1; to < DAYS + 3; to += 4) {
                double[] expected = IntStream.rangeClosed(Math.max(0, from), Math.min(DAYS - 1, to))
                        .asDoubleStream()
                        .toArray();
                assertThat(closes(series.range(START.plusDays(from), START.plusDays(to))))
                        .as("%s to %s", from, to)
                        .containsExactly(expected);
            }
        }
        assertThat(closes(series.all())).hasSize(DAYS);
        assertThat(closes(series.range(LocalDate.MIN, LocalDate.MAX))).hasSize(DAYS);
    }

    @ParameterizedTest
    @EnumSource(ChunkSize.class)
    void aDayHasTheRowsOfItsDate(ChunkSize size) {
        SeriesReader series = dailyBars(size);
        for (int day = 0; day < DAYS; day += 5) {
            Table table = series.day(START.plusDays(day));
            assertThat(table.schema()).isEqualTo(Samples.BARS);
            assertThat(table.doubles("close").values()).containsExactly(day);
        }
        for (LocalDate none : List.of(START.minusDays(1), START.plusDays(DAYS), LocalDate.MIN, LocalDate.MAX)) {
            Table table = series.columns("close").day(none);
            assertThat(table.rows()).isZero();
            assertThat(table.schema()).isEqualTo(Schema.parse("close:double", null));
        }
    }

    @Test
    void aDayOfTicksIsTheTradingDayWhateverTheDatesOfItsRows() {
        LocalDate friday = LocalDate.of(2024, 1, 5);
        Table nightOfMonday = ReadingLake.ticks(friday, 7, 75_600_000_000_000L, 75_601_000_000_000L);
        ReadingLake.put(
                lake,
                "ticks/raw/T",
                ChunkSize.DAY,
                new TreeMap<>(Map.of("2024-01-05", ReadingLake.ticks(friday, 1, 1_000), "2024-01-08", nightOfMonday)));
        SeriesReader ticks = lake.dataset("ticks/raw").series("T");
        assertThat(ticks.day(friday).doubles("last_price").values()).containsExactly(1);
        assertThat(ticks.day(friday.plusDays(3)).doubles("last_price").values()).containsExactly(7, 8);
        assertThat(ticks.day(friday.plusDays(3)).longs("datetime").values())
                .containsExactly(nightOfMonday.longs("datetime").values());
        assertThat(ticks.day(friday.plusDays(1)).rows()).isZero();
    }

    @Test
    void aSeriesWithoutTimeIsReadAsAWhole() {
        TableBuilder builder = new TableBuilder(Schema.parse("name:string,weight:double", null));
        builder.setString(0, "x");
        builder.setDouble(1, 2);
        builder.endRow();
        ReadingLake.put(lake, "panel/w/_", ChunkSize.ALL, new TreeMap<>(Map.of("all", builder.build())));
        SeriesReader panel = lake.dataset("panel/w").series(SeriesKey.NO_SYMBOL);
        try (TableStream tables = panel.all()) {
            assertThat(tables.iterator().next().strings("name").text(0)).isEqualTo("x");
        }
        assertCode(ErrorCode.USAGE, () -> panel.day(START), "no time column");
        assertCode(ErrorCode.USAGE, () -> Replay.of(List.of(panel)), "no time column");
    }

    @Test
    void aPastStateIsReadAsItWas() {
        dailyBars(ChunkSize.MONTH);
        Snapshot first = lake.head();
        Samples.put(lake, Samples.DAILY, ChunkSize.MONTH, "A.US", Samples.rows("A.US", START, DAYS, 100));
        assertThat(lake.dataset("bars/1d")
                        .series("A.US")
                        .day(START)
                        .doubles("close")
                        .values())
                .containsExactly(100);
        assertThat(lake.at(first.commitId())
                        .dataset("bars/1d")
                        .series("A.US")
                        .day(START)
                        .doubles("close")
                        .values())
                .containsExactly(0);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        SeriesReader series = dailyBars(ChunkSize.ALL);
        assertCode(ErrorCode.NOT_FOUND, () -> lake.dataset("bars/5m"), "no dataset bars/5m; the lake has bars/1d");
        assertCode(
                ErrorCode.NOT_FOUND,
                () -> lake.dataset("bars/1d").series("B.US"),
                "no series bars/1d/B.US; the dataset has A.US");
        assertCode(ErrorCode.USAGE, () -> series.columns("clse"), "'clse'", "its columns are symbol, ts, close");
        assertCode(ErrorCode.USAGE, () -> series.columns("close", "close"), "twice");
        assertCode(ErrorCode.USAGE, () -> series.columns(), "at least one column");
        assertThat(lake.dataset("bars/1d").symbols()).containsExactly("A.US");
        assertThat(lake.dataset("bars/1d").contains("B.US")).isFalse();
        assertThat(lake.dataset("bars/1d").contains("..")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.day(START).longs("close"))
                .withMessageContaining("'close' is no LongColumn but a DoubleColumn");
    }

    @Test
    void aFileOfAnotherSchemaIsNamed() throws IOException {
        dailyBars(ChunkSize.ALL);
        Schema other = Schema.parse("symbol:string,ts:timestamp,close:int64", "ts");
        TableBuilder builder = new TableBuilder(other);
        builder.setLong(1, 0);
        builder.endRow();
        ReadingLake.put(lake, "bars/1w/A.US", ChunkSize.ALL, new TreeMap<>(Map.of("all", builder.build())));
        Path mine = object("bars/1d/A.US");
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(mine, Files.readAllBytes(object("bars/1w/A.US")));
        assertCode(
                ErrorCode.SCHEMA_MISMATCH,
                () -> lake.dataset("bars/1d").series("A.US").day(START),
                "column 'close' of " + mine,
                "expected double, found int64");
    }

    @Test
    void aFileWithOtherRowsThanTheManifestSaysIsDamage() throws IOException {
        dailyBars(ChunkSize.ALL);
        Samples.put(lake, Samples.MINUTES, ChunkSize.ALL, "A.US", Samples.rows("A.US", START, 3, 0));
        Path mine = object("bars/1d/A.US");
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(mine, Files.readAllBytes(object("bars/1m/A.US")));
        assertCode(
                ErrorCode.DAMAGED,
                () -> lake.dataset("bars/1d").series("A.US").day(START),
                mine.toString(),
                "holds 3 rows, the manifest says 40");
    }

    private Path object(String key) {
        Series series = lake.head().series(SeriesKey.parse(key)).orElseThrow();
        return lake.object(series.key(), series.chunkSize(), series.partitions().getFirst());
    }

    @Test
    void aStreamReadsAheadNoMoreThanItSays() {
        dailyBars(ChunkSize.DAY);
        AtomicInteger begun = new AtomicInteger();
        SeriesReader counted = counted(begun, Integer.MAX_VALUE);
        try (TableStream tables = counted.all()) {
            assertThat(begun).hasValue(0);
            int taken = 0;
            for (Table table : tables) {
                taken++;
                assertThat(table.rows()).isEqualTo(1);
                assertThat(begun.get()).isBetween(taken, taken + TableStream.READ_AHEAD);
            }
            assertThat(taken).isEqualTo(DAYS);
        }
    }

    @Test
    void aClosedStreamIsCancelled() {
        dailyBars(ChunkSize.DAY);
        AtomicInteger begun = new AtomicInteger();
        TableStream tables = counted(begun, Integer.MAX_VALUE).all();
        Iterator<Table> iterator = tables.iterator();
        iterator.next();
        tables.close();
        assertCode(ErrorCode.CANCELLED, iterator::next, "cancelled");
        assertThat(begun.get()).isLessThanOrEqualTo(1 + TableStream.READ_AHEAD);
        assertThatIllegalStateException().isThrownBy(tables::iterator);
    }

    @Test
    void anInterruptCancels() {
        SeriesReader series = dailyBars(ChunkSize.DAY);
        try (TableStream tables = series.all()) {
            Iterator<Table> iterator = tables.iterator();
            iterator.next();
            Thread.currentThread().interrupt();
            assertCode(ErrorCode.CANCELLED, () -> iterator.forEachRemaining(table -> {}), "cancelled");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anErrorComesAtItsTable() {
        dailyBars(ChunkSize.DAY);
        List<Double> closes = new ArrayList<>();
        try (TableStream tables = counted(new AtomicInteger(), 11).all()) {
            assertCode(
                    ErrorCode.DAMAGED,
                    () -> tables.forEach(
                            table -> closes.add(table.doubles("close").values()[0])),
                    "broken");
        }
        assertThat(closes).hasSize(10);
    }

    /// Counts the partitions read and fails at that of a given place.
    private SeriesReader counted(AtomicInteger begun, int failing) {
        List<Partition> partitions = lake.head()
                .series(SeriesKey.parse("bars/1d/A.US"))
                .orElseThrow()
                .partitions();
        return DatasetReader.of(lake.head(), Samples.DAILY, (series, partition, columns) -> {
                    begun.incrementAndGet();
                    if (partitions.indexOf(partition) + 1 == failing) {
                        throw new TidemarkException(ErrorCode.DAMAGED, "broken");
                    }
                    return lake.read(series, partition, columns);
                })
                .series("A.US");
    }

    private static double[] closes(TableStream stream) {
        List<double[]> parts = new ArrayList<>();
        try (stream) {
            stream.forEach(table -> parts.add(table.doubles("close").values()));
        }
        assertThat(parts).allSatisfy(part -> assertThat(part).isNotEmpty());
        return parts.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    private static void assertCode(ErrorCode code, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(
                        e -> Arrays.stream(words).forEach(word -> assertThat(e).hasMessageContaining(word)));
    }
}
