package dev.tidemark.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How work is shared among threads, and how much of what was read is kept.
class SharingTest {
    private static final int DAYS = 30;
    private static final RollingSum BACK = RollingSum.of("back", 2, 0);
    private static final RollingSum AHEAD = RollingSum.of("ahead", 0, 2);

    @TempDir
    Path folder;

    private SmallLake lake;

    @BeforeEach
    void write() {
        lake = new SmallLake(folder.resolve("lake"));
        for (String symbol : List.of("A", "B", "C")) {
            for (int day = 0; day < DAYS; day++) {
                lake.day(symbol, day, 1, day);
            }
        }
        lake.saveAll();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void everyPartitionIsInOneUnitAndRecipesOfOneInputShareIt(int threads) {
        StagePlan plan = new Planner(lake.lake(), BuildOptions.of("test"))
                .planStage(List.of(BACK, AHEAD), lake.lake().head());
        List<SeriesProgress> series =
                plan.series().stream().map(each -> new SeriesProgress(each, 1)).toList();

        List<WorkUnit> units = WorkUnit.share(series, threads);

        assertThat(units.stream()
                        .flatMap(unit -> unit.items().stream())
                        .map(item -> item.series().key() + "/" + item.want().chunk()))
                .hasSize(2 * 3 * DAYS)
                .doesNotHaveDuplicates();
        assertThat(units.size()).isGreaterThanOrEqualTo(Math.min(threads, 2 * 3 * DAYS));
        if (threads < 40) {
            Set<String> seen = new HashSet<>();
            for (WorkUnit unit : units) {
                Set<String> chunks = new HashSet<>();
                unit.items()
                        .forEach(item -> chunks.add(
                                item.series().key().symbol() + item.want().chunk()));
                assertThat(chunks).hasSize(unit.items().size() / 2); // both recipes of a day
                assertThat(seen).doesNotContainAnyElementsOf(chunks);
                seen.addAll(chunks);
            }
        }
    }

    @Test
    void aColumnIsReadOnceUntilThereIsNoRoomForIt() throws IOException {
        Series series = lake.lake().head().series(SmallLake.numbers("A")).orElseThrow();
        List<Partition> days = series.partitions();
        ColumnCache cache = new ColumnCache(lake.lake(), 4); // two days of two cells
        InputSlice first = InputSlice.whole(series, days.get(0), List.of("value"));
        cache.read(first);
        Files.delete(lake.lake().object(series.key(), series.chunkSize(), days.get(0)));

        cache.read(InputSlice.whole(series, days.get(1), List.of("value")));
        assertThat(cache.read(first).doubles("value").values()[1]).isZero();
        cache.read(InputSlice.whole(series, days.get(2), List.of("value"))); // the second is the oldest
        assertThat(cache.read(first).rows()).isEqualTo(2);
        cache.read(InputSlice.whole(series, days.get(3), List.of("value", "note"))); // takes all the room
        assertThatThrownBy(() -> cache.read(first)).isInstanceOf(TidemarkException.class);
    }
}
