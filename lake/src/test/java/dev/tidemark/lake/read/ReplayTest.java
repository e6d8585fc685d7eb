package dev.tidemark.lake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.store.Samples;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several series in time order.
class ReplayTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 2);
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

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

    /// A row as a cursor shows it.
    private record Seen(long nanos, int series, double price) {}

    private static List<Seen> seen(Replay replay, String... priceOf) {
        List<Seen> rows = new ArrayList<>();
        ReplayCursor cursor = replay.open();
        while (cursor.next()) {
            Table table = cursor.table();
            assertThat(table.schema().timeAxis().orElseThrow().toNanos(table.time(cursor.row())))
                    .isEqualTo(cursor.nanos());
            String price = priceOf[cursor.series() % priceOf.length];
            rows.add(new Seen(
                    cursor.nanos(), cursor.series(), table.doubles(price).values()[cursor.row()]));
        }
        assertThat(cursor.next()).isFalse();
        return rows;
    }

    @Test
    void unitsOfTimeMeetAndTiesKeepTheOrderGiven() {
        Samples.put(lake, Samples.DAILY, ChunkSize.MONTH, "A", Samples.rows("A", DAY, 3, 100)); // microseconds
        ReadingLake.put(
                lake,
                "ticks/raw/T",
                ChunkSize.DAY,
                new TreeMap<>(Map.of(
                        DAY.toString(), ReadingLake.ticks(DAY, 1, 0, 0, 5),
                        DAY.plusDays(1).toString(), ReadingLake.ticks(DAY.plusDays(1), 7, 0, 1))));
        TableBuilder days = new TableBuilder(Schema.parse("date:date,settle:double", "date"));
        days.setInt(0, (int) DAY.toEpochDay() + 1);
        days.setDouble(1, 50);
        days.endRow();
        ReadingLake.put(lake, "daily/futures/D", ChunkSize.ALL, new TreeMap<>(Map.of("all", days.build())));
        SeriesReader bars = lake.dataset("bars/1d").series("A").columns("close"); // without its time
        SeriesReader ticks = lake.dataset("ticks/raw").series("T");
        SeriesReader daily = lake.dataset("daily/futures").series("D");
        long midnight = DAY.toEpochDay() * NANOS_PER_DAY;
        long next = midnight + NANOS_PER_DAY;
        assertThat(seen(lake.replay(List.of(ticks, bars, daily)), "last_price", "close", "settle"))
                .containsExactly(
                        new Seen(midnight, 0, 1),
                        new Seen(midnight, 0, 2),
                        new Seen(midnight, 1, 100),
                        new Seen(midnight + 5, 0, 3),
                        new Seen(next, 0, 7),
                        new Seen(next, 1, 101),
                        new Seen(next, 2, 50),
                        new Seen(next + 1, 0, 8),
                        new Seen(next + NANOS_PER_DAY, 1, 102));
        assertThat(seen(lake.replay(List.of(bars, ticks)), "close", "last_price")
                        .getFirst()
                        .series())
                .isZero();
    }

    @Test
    void aSpanHoldsItsFirstInstantAndNotItsLast() {
        ReadingLake.put(
                lake,
                "ticks/raw/T",
                ChunkSize.DAY,
                new TreeMap<>(Map.of(
                        DAY.toString(), ReadingLake.ticks(DAY, 0, 0, 10, 10, 20),
                        DAY.plusDays(4).toString(), ReadingLake.ticks(DAY.plusDays(1), 4, 0, 1)))); // a night session
        Replay replay = lake.replay(List.of(lake.dataset("ticks/raw").series("T")));
        Instant midnight = Instant.ofEpochSecond(DAY.toEpochDay() * 86_400);
        assertThat(prices(replay.between(midnight.plusNanos(10), midnight.plusNanos(20))))
                .containsExactly(1.0, 2.0);
        assertThat(prices(replay.between(
                        midnight.plusNanos(20), midnight.plusSeconds(86_400).plusNanos(1))))
                .containsExactly(3.0, 4.0);
        assertThat(prices(replay.between(midnight.plusNanos(11), midnight.plusNanos(12))))
                .isEmpty();
        assertThat(prices(replay.between(midnight.plusNanos(20), midnight))).isEmpty();
        assertThat(prices(replay.between(Instant.MIN, Instant.MAX))).hasSize(6);
        assertThat(prices(replay.between(Instant.MIN, midnight))).isEmpty();
        assertThat(prices(lake.replay(List.of()))).isEmpty();
    }

    private static List<Double> prices(Replay replay) {
        return seen(replay, "last_price").stream().map(Seen::price).toList();
    }

    @Test
    void aBarIsInsideASpanThatBeginsWithinItsMicrosecondOnlyIfItIsNotBefore() {
        Samples.put(lake, Samples.DAILY, ChunkSize.YEAR, "A", Samples.rows("A", DAY, 2, 0));
        Replay replay = lake.replay(List.of(lake.dataset("bars/1d").series("A")));
        Instant midnight = Instant.ofEpochSecond(DAY.toEpochDay() * 86_400);
        assertThat(seen(replay.between(midnight.plusNanos(1), Instant.MAX), "close"))
                .hasSize(1);
        assertThat(seen(replay.between(midnight, midnight.plusNanos(1)), "close"))
                .hasSize(1);
    }

    @Test
    void aSeriesThatGoesBackInTimeIsNamed() {
        ReadingLake.put(
                lake,
                "ticks/raw/T",
                ChunkSize.DAY,
                new TreeMap<>(Map.of(
                        DAY.toString(), ReadingLake.ticks(DAY, 0, 0, 10),
                        DAY.plusDays(1).toString(), ReadingLake.ticks(DAY, 0, 9, 20))));
        ReplayCursor cursor =
                lake.replay(List.of(lake.dataset("ticks/raw").series("T"))).open();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThatThrownBy(cursor::next)
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECK_FAILED))
                .hasMessageContaining("ticks/raw/T")
                .hasMessageContaining("chunk 2024-01-03 begins")
                .hasMessageContaining("before chunk 2024-01-02 ends");
    }

    @Test
    void aCursorThatStandsNowhereSaysSo() {
        ReplayCursor cursor = lake.replay(List.of()).open();
        assertThatIllegalStateException().isThrownBy(cursor::row);
        assertThat(cursor.next()).isFalse();
        assertThatIllegalStateException().isThrownBy(cursor::nanos);
    }

    @Test
    void manySeriesComeAsASortWouldHaveThem() {
        int count = 1_200;
        Random random = new Random(7);
        List<Seen> expected = new ArrayList<>();
        List<SeriesReader> readers = new ArrayList<>();
        Map<String, TreeMap<String, Table>> chunks = new TreeMap<>();
        for (int i = 0; i < 12; i++) { // real series; a reader may stand in a replay several times
            TreeMap<String, Table> days = new TreeMap<>();
            for (int day = random.nextInt(3); day < 4; day += 1 + random.nextInt(2)) {
                long[] times =
                        random.longs(1 + random.nextInt(6), 0, 40).sorted().toArray();
                days.put(
                        DAY.plusDays(day).toString(), ReadingLake.ticks(DAY.plusDays(day), i * 1000 + day * 10, times));
            }
            chunks.put("ticks/raw/S" + i, days);
        }
        chunks.forEach((name, days) -> ReadingLake.put(lake, name, ChunkSize.DAY, days));
        DatasetReader dataset = lake.dataset("ticks/raw");
        for (int i = 0; i < count; i++) {
            String symbol = "S" + random.nextInt(12);
            readers.add(dataset.series(symbol));
            for (Table table : chunks.get("ticks/raw/" + symbol).values()) {
                for (int row = 0; row < table.rows(); row++) {
                    expected.add(new Seen(
                            table.time(row), i, table.doubles("last_price").values()[row]));
                }
            }
        }
        expected.sort(Comparator.comparingLong(Seen::nanos).thenComparingInt(Seen::series)); // stable
        assertThat(seen(lake.replay(readers), "last_price")).isEqualTo(expected);
    }

    @Test
    void aSeriesIsReadWhenItsTimeHasComeAndForgottenAfter() {
        List<SeriesReader> readers = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            LocalDate day = DAY.plusDays(i);
            ReadingLake.put(
                    lake,
                    "ticks/raw/S" + i,
                    ChunkSize.DAY,
                    new TreeMap<>(Map.of(day.toString(), ReadingLake.ticks(day, i, 1, 2))));
        }
        DatasetReader dataset =
                DatasetReader.of(lake.head(), DatasetName.parse("ticks/raw"), (series, partition, columns) -> {
                    read.add(series.key().symbol());
                    return lake.read(series, partition, columns);
                });
        IntStream.range(0, 5).forEach(i -> readers.add(dataset.series("S" + i)));
        Collections.reverse(readers);
        ReplayCursor cursor = Replay.of(readers).open();
        assertThat(read).isEmpty();
        for (int row = 0; row < 10; row++) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.series()).isEqualTo(4 - row / 2);
            assertThat(read).hasSize(row / 2 + 1);
        }
    }

    @Test
    void timesThatNanosecondsCannotTellAreRefused() {
        LocalDate far = LocalDate.of(2500, 1, 1);
        Samples.put(lake, Samples.DAILY, ChunkSize.ALL, "A", Samples.rows("A", far, 2, 0));
        Replay replay = lake.replay(List.of(lake.dataset("bars/1d").series("A")));
        assertThatThrownBy(replay::open)
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("2500-01-01");
    }
}
