package dev.tidemark.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What outputs read of the days around their own, and what is made again when a day comes late.
class RowWindowTest {
    private static final int LOOKBACK = 20;
    private static final int LOOKAHEAD = 10;

    @TempDir
    Path folder;

    /// Numbers of rows; segments; what features of D2 to D4 and labels of D1 to D3 read beside their own rows, nearest
    /// first.
    @ParameterizedTest
    @CsvSource({
        "8 5 30 4, '', D1:8|D2:5 D1:8|D3:20, D2:5 D3:5|D3:10|D4:4",
        "8 5 4 6, '', D1:8|D2:5 D1:8|D3:4 D2:5 D1:8, D2:5 D3:4 D4:1|D3:4 D4:6|D4:6",
        "8 5 30 4, 0 0 1 1, D1:8||D3:20, D2:5||D4:4",
    })
    void rowsAreGatheredOverAsManyDaysAsAreNeeded(String rows, String segments, String before, String after) {
        try (SmallLake lake = new SmallLake(folder)) {
            write(lake, List.of(0, 1, 2, 3), rows, segments);
            Optional<String> segment = segments.isEmpty() ? Optional.empty() : Optional.of(SmallLake.SEGMENT);

            assertThat(List.of(1, 2, 3).stream()
                            .map(day -> read(lake, new RowWindow(LOOKBACK, 0, segment), day))
                            .collect(Collectors.joining("|")))
                    .isEqualTo(before);
            assertThat(List.of(0, 1, 2).stream()
                            .map(day -> read(lake, new RowWindow(0, LOOKAHEAD, segment), day))
                            .collect(Collectors.joining("|")))
                    .isEqualTo(after);
        }
    }

    /// D2 arrives when the others are built.
    @ParameterizedTest
    @CsvSource({
        "8 5 30 4, '', keep|create|refresh|keep, refresh|create|keep|keep",
        "8 5 4 6, '', keep|create|refresh|refresh, refresh|create|keep|keep",
        "8 5 30 4, 0 0 1 1, keep|create|keep|keep, refresh|create|keep|keep",
    })
    void aLateDayIsReadByThoseWhoReachItAndNoOthers(String rows, String segments, String features, String labels) {
        RollingSum back = RollingSum.of("back", LOOKBACK, 0);
        RollingSum ahead = RollingSum.of("ahead", 0, LOOKAHEAD);
        RollingSum[] recipes = segments.isEmpty()
                ? new RollingSum[] {back, ahead}
                : new RollingSum[] {back.inSegments(), ahead.inSegments()};
        try (SmallLake lake = new SmallLake(folder)) {
            write(lake, List.of(0, 2, 3), rows, segments);
            lake.build(recipes);
            write(lake, List.of(1), rows, segments);

            assertThat(actions(lake, recipes[0])).isEqualTo(features);
            assertThat(actions(lake, recipes[1])).isEqualTo(labels);
        }
    }

    @Test
    void aWindowOfNoRowsReadsItsOwnRowsOnly() {
        try (SmallLake lake = new SmallLake(folder)) {
            write(lake, List.of(0, 1, 2, 3), "3 4 5 6", "");

            assertThat(read(lake, new RowWindow(0, 0, Optional.empty()), 1)).isEmpty();
        }
    }

    @Test
    void aDayWithoutSegmentBelongsToNoOther() {
        try (SmallLake lake = new SmallLake(folder)) {
            write(lake, List.of(0, 1, 2, 3), "3 4 5 6", "");

            assertThat(read(lake, new RowWindow(9, 9, Optional.of(SmallLake.SEGMENT)), 1))
                    .isEmpty();
        }
    }

    @Test
    void aHoleInTheCalendarDoesNotEndTheSearch() {
        try (SmallLake lake = new SmallLake(folder)) {
            lake.day("A", 0, 1, 2).day("A", 300, 3).day("A", 700, 4, 5).save("A");

            Series series = series(lake);
            List<InputSlice> slices =
                    new RowWindow(2, 1, Optional.empty()).slices(series, series.partitions(), 1, List.of("value"));
            assertThat(slices)
                    .extracting(slice -> slice.partition().chunk() + " " + slice.firstRow() + "+" + slice.rows())
                    .containsExactly(
                            SmallLake.chunk(0) + " 0+2", SmallLake.chunk(300) + " 0+1", SmallLake.chunk(700) + " 0+1");
        }
    }

    @Test
    void aWindowCannotReachTheOtherWay() {
        assertThatThrownBy(() -> new RowWindow(-1, 0, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RowWindow(0, -1, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    /// Against walking row by row over all rows of the segment.
    @Property(tries = 20)
    void aWindowIsTheRowsThatAWalkMeets(
            @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 1, max = 6) Integer> rows,
            @ForAll @Size(7) List<@IntRange(max = 1) Integer> segments,
            @ForAll @IntRange(max = 15) int lookback,
            @ForAll @IntRange(max = 15) int lookahead)
            throws IOException {
        Path place = Files.createTempDirectory("window");
        try (SmallLake lake = new SmallLake(place.resolve("lake"))) {
            for (int day = 0; day < rows.size(); day++) {
                lake.segmentDay("A", day, segments.get(day).toString(), new double[rows.get(day)]);
            }
            lake.save("A");
            Series series = series(lake);
            RowWindow window = new RowWindow(lookback, lookahead, Optional.of(SmallLake.SEGMENT));
            for (int own = 0; own < rows.size(); own++) {
                Map<Integer, Integer> met = new TreeMap<>(Map.of(own, rows.get(own)));
                walk(own, -1, lookback, rows, segments).forEach(day -> met.merge(day, 1, Integer::sum));
                walk(own, 1, lookahead, rows, segments).forEach(day -> met.merge(day, 1, Integer::sum));
                List<InputSlice> slices = window.slices(series, series.partitions(), own, List.of("value"));
                Map<Integer, Integer> read = new TreeMap<>();
                for (InputSlice slice : slices) {
                    int day = dayOf(slice.partition());
                    read.put(day, slice.rows());
                    assertThat(slice.isOwn()).isEqualTo(day == own);
                    assertThat(slice.firstRow()).isEqualTo(day < own ? rows.get(day) - slice.rows() : 0);
                }
                assertThat(read).isEqualTo(met);
                assertThat(slices)
                        .isSortedAccordingTo((a, b) -> Integer.compare(dayOf(a.partition()), dayOf(b.partition())));
            }
        } finally {
            delete(place);
        }
    }

    /// The days of the first `most` rows met on the way from a day; a day as often as it has rows there.
    private static List<Integer> walk(int own, int step, int most, List<Integer> rows, List<Integer> segments) {
        List<Integer> met = new ArrayList<>();
        for (int day = own + step;
                day >= 0 && day < rows.size() && segments.get(day).equals(segments.get(own));
                day += step) {
            for (int row = 0; row < rows.get(day) && met.size() < most; row++) {
                met.add(day);
            }
        }
        return met;
    }

    private static Series series(SmallLake lake) {
        return lake.lake().head().series(SmallLake.numbers("A")).orElseThrow();
    }

    private static int dayOf(Partition partition) {
        return (int) (LocalDate.parse(partition.chunk()).toEpochDay() - SmallLake.FIRST_DAY.toEpochDay());
    }

    private static void write(SmallLake lake, List<Integer> days, String rows, String segments) {
        for (int day : days) {
            int count = Integer.parseInt(rows.split(" ", -1)[day]);
            lake.segmentDay("A", day, segments.isEmpty() ? "" : segments.split(" ", -1)[day], new double[count]);
        }
        lake.save("A");
    }

    /// What is read beside the own rows, nearest first: `D2:5 D1:8`.
    private static String read(SmallLake lake, RowWindow window, int day) {
        Series series = series(lake);
        List<InputSlice> slices = window.slices(series, series.partitions(), day, List.of("value")).stream()
                .filter(slice -> !slice.isOwn())
                .toList();
        return (window.lookback() > 0 ? slices.reversed() : slices)
                .stream()
                        .map(slice -> "D" + (dayOf(slice.partition()) + 1) + ":" + slice.rows())
                        .collect(Collectors.joining(" "));
    }

    private static String actions(SmallLake lake, Recipe recipe) {
        return lake.plan(BuildOptions.of("test"), "A", recipe).values().stream()
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.joining("|"));
    }

    /// A window that leaves rows out has the rows that the window of a series without them has.
    @Property(tries = 20)
    void rowsThatDoNotCountAreReachedOver(
            @ForAll @Size(min = 1, max = 7) List<@Size(min = 1, max = 6) List<Boolean>> days,
            @ForAll @IntRange(max = 15) int lookback,
            @ForAll @IntRange(max = 15) int lookahead)
            throws IOException {
        Path place = Files.createTempDirectory("window");
        try (SmallLake lake = new SmallLake(place.resolve("lake"))) {
            for (int day = 0; day < days.size(); day++) {
                lake.day("A", day, new double[days.get(day).size()]);
            }
            lake.save("A");
            Series series = series(lake);
            Uncounted uncounted = partition -> {
                List<Boolean> left = days.get(dayOf(partition));
                boolean[] flags = new boolean[left.size()];
                for (int row = 0; row < flags.length; row++) {
                    flags[row] = left.get(row);
                }
                return flags;
            };
            for (int own = 0; own < days.size(); own++) {
                List<InputSlice> slices = new RowWindow(lookback, lookahead, Optional.empty())
                        .slices(series, series.partitions(), own, List.of("value"), uncounted);
                assertThat(counted(slices, days, 0, own)).isEqualTo(Math.min(lookback, counting(days, 0, own)));
                assertThat(counted(slices, days, own + 1, days.size()))
                        .isEqualTo(Math.min(lookahead, counting(days, own + 1, days.size())));
                for (InputSlice slice : slices) {
                    List<Boolean> flags = days.get(dayOf(slice.partition()));
                    boolean isBefore = dayOf(slice.partition()) < own;
                    assertThat(slice.firstRow()).isEqualTo(isBefore ? flags.size() - slice.rows() : 0);
                    boolean isCut = slice.rows() < flags.size();
                    assertThat(isCut && flags.get(isBefore ? slice.firstRow() : slice.rows() - 1))
                            .as("a window does not end with a row that does not count")
                            .isFalse();
                }
            }
        } finally {
            delete(place);
        }
    }

    /// The rows that count in slices of the days from `first` (inclusive) to `end` (exclusive).
    private static long counted(List<InputSlice> slices, List<List<Boolean>> days, int first, int end) {
        return slices.stream()
                .filter(slice -> dayOf(slice.partition()) >= first && dayOf(slice.partition()) < end)
                .mapToLong(
                        slice -> days
                                .get(dayOf(slice.partition()))
                                .subList(slice.firstRow(), slice.firstRow() + slice.rows())
                                .stream()
                                .filter(left -> !left)
                                .count())
                .sum();
    }

    private static long counting(List<List<Boolean>> days, int first, int end) {
        return days.subList(first, end).stream()
                .flatMap(List::stream)
                .filter(left -> !left)
                .count();
    }

    private static void delete(Path place) throws IOException {
        try (var all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
