package dev.tidemark.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What builds leave behind when inputs are equal, go, fail, are changed by others, or when a build is stopped.
class BuildTest {
    private static final RollingSum SUM = RollingSum.of("s", 2, 0);
    private static final RollingSum ABOVE = RollingSum.of("above", 1, 1).reading(SUM.output());
    private static final BuildOptions OPTIONS = BuildOptions.of("test").withThreads(2);
    /// A commit after each result.
    private static final BuildOptions BIT_BY_BIT = OPTIONS.withThreads(1).committingAfter(1, Duration.ZERO);

    @TempDir
    Path folder;

    private SmallLake lake;

    @BeforeEach
    void write() {
        lake = new SmallLake(folder.resolve("lake"));
        lake.day("A", 0, 1, 2, 3)
                .day("A", 1, 4, 5, 6)
                .day("A", 2, 7, 8, 9)
                .day("B", 0, 1)
                .day("B", 1, 2);
        lake.saveAll();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private BuildReport.Tally tally(BuildReport report, RollingSum recipe) {
        return report.datasets().getOrDefault(recipe.output(), BuildReport.Tally.NONE);
    }

    private void assertEqualsFullBuild(Recipe... recipes) {
        try (SmallLake full = lake.twin(folder.resolve("full"))) {
            full.build(recipes);
            assertThat(lake.derived()).isEqualTo(full.derived()).isNotEmpty();
        }
    }

    private Series series(RollingSum recipe, String symbol) {
        return lake.lake().head().series(new SeriesKey(recipe.output(), symbol)).orElseThrow();
    }

    @Test
    void windowsReachOverDays() {
        BuildReport report = lake.build(SUM);

        assertThat(lake.values(SUM.output(), "A"))
                .isEqualTo(Map.of(
                        SmallLake.chunk(0), List.of(1.0, 3.0, 6.0),
                        SmallLake.chunk(1), List.of(9.0, 12.0, 15.0),
                        SmallLake.chunk(2), List.of(18.0, 21.0, 24.0)));
        assertThat(tally(report, SUM)).isEqualTo(new BuildReport.Tally(5, 5, 0, 0, 0, 0, 0));
    }

    @Test
    void windowsStopAtSegments() {
        RollingSum recipe = RollingSum.of("segments", 2, 1).inSegments();
        lake.segmentDay("C", 0, "1", 1, 1)
                .segmentDay("C", 1, "2", 1, 1)
                .segmentDay("C", 2, "2", 1, 1)
                .save("C");
        lake.build(recipe);

        assertThat(lake.values(recipe.output(), "C"))
                .isEqualTo(Map.of(
                        SmallLake.chunk(0), List.of(2.0, 2.0),
                        SmallLake.chunk(1), List.of(2.0, 3.0),
                        SmallLake.chunk(2), List.of(4.0, 3.0)));
    }

    @Test
    void equalOutputStopsTheChange() {
        lake.build(SUM, ABOVE);
        SortedMap<String, String> before = lake.derived();
        AtomicInteger runsAbove = new AtomicInteger();
        lake.day("A", 1, 4.25, 5, 6).save("A");

        BuildReport report = lake.build(SUM, ABOVE.before((_, _) -> runsAbove.incrementAndGet()));

        assertThat(tally(report, SUM)).isEqualTo(new BuildReport.Tally(2, 0, 2, 2, 0, 0, 3));
        assertThat(runsAbove).hasValue(0);
        assertThat(tally(report, ABOVE).planned()).isZero();
        assertThat(lake.derived()).isEqualTo(before);
        assertEqualsFullBuild(SUM, ABOVE);
    }

    @Test
    void outputsOfInputsThatAreGoneGo() {
        lake.build(SUM, ABOVE);
        lake.without("A", 0).save("A");
        lake.without("B", 0).without("B", 1).save("B");

        BuildReport report = lake.build(SUM, ABOVE);

        assertThat(tally(report, SUM).removed()).isEqualTo(3);
        assertThat(lake.lake().head().series(SUM.output())).containsExactly(new SeriesKey(SUM.output(), "A"));
        assertEqualsFullBuild(SUM, ABOVE);
    }

    @Test
    void muchGoesOnlyWhenThatIsRight() {
        for (int day = 0; day < 130; day++) {
            lake.day("LONG", day, day);
        }
        lake.save("LONG");
        lake.build(SUM);
        for (int day = 0; day < 101; day++) {
            lake.without("LONG", day);
        }
        lake.save("LONG");

        assertThatThrownBy(() -> lake.build(SUM))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("101 of the 135 partitions of sums/s")
                .hasMessageContaining("--allow-removal");
        lake.day("LONG", 0, 0).save("LONG");
        assertThat(tally(lake.build(SUM), SUM).removed()).isEqualTo(100);
        assertEqualsFullBuild(SUM);
    }

    @Test
    void partitionsWithoutRowsAreRememberedAndNotMadeAgain() {
        lake.day("A", 1, -1, -2).save("A");
        AtomicInteger runs = new AtomicInteger();
        RollingSum counted = SUM.before((_, _) -> runs.incrementAndGet());

        assertThat(tally(lake.build(counted), SUM).empty()).isEqualTo(1);
        lake.day("A", 5, 1).save("A");
        runs.set(0);
        lake.build(counted);

        assertThat(runs).hasValue(1);
        lake.day("A", 1, 1, -2).save("A");
        lake.build(counted);
        assertEqualsFullBuild(SUM);
    }

    @Test
    void anInputThatChangesWhileItIsReadIsReadAgain() {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        RollingSum disturbed = SUM.before((symbol, chunk) -> {
            if (symbol.equals("A") && chunk.equals(SmallLake.chunk(2)) && isFirst.getAndSet(false)) {
                lake.day("A", 0, 100, 200, 300).save("A");
            }
        });

        BuildReport report = lake.build(OPTIONS.withThreads(1), disturbed, ABOVE);

        assertThat(report.rounds()).isGreaterThan(1);
        assertThat(report.problem()).isEmpty();
        assertEqualsFullBuild(SUM, ABOVE);
        assertThat(lake.build(SUM, ABOVE).isNothing()).isTrue();
    }

    @Test
    void anOutputThatOthersChangedIsMadeAgain() {
        lake.without("B", 0).without("B", 1).save("B");
        lake.build(SUM);
        lake.day("A", 0, 100, 200, 300).save("A");
        AtomicBoolean isFirst = new AtomicBoolean(true);
        RollingSum disturbed = SUM.before((_, _) -> {
            if (isFirst.getAndSet(false)) {
                dropLastPartition(SUM, "A");
            }
        });

        BuildReport report = lake.build(OPTIONS.withThreads(1), disturbed);

        assertThat(report.problem()).isEmpty();
        assertThat(tally(report, SUM))
                .extracting(BuildReport.Tally::created, BuildReport.Tally::refreshed)
                .containsExactly(1L, 2L);
        assertEqualsFullBuild(SUM);
    }

    @Test
    void anOutputThatOthersKeepChangingIsReported() {
        lake.build(SUM);
        lake.day("A", 0, 100, 200, 300).save("A");
        RollingSum disturbed = SUM.before((_, _) -> touch(SUM, "A"));

        BuildReport report = lake.build(OPTIONS.withThreads(1), disturbed);

        assertThat(report.commits()).isEmpty();
        assertThat(report.failures()).extracting(SeriesFailure::code).containsExactly("conflict");
        assertThat(tally(report, SUM).refreshed()).isZero();
        lake.build(SUM);
        assertEqualsFullBuild(SUM);
    }

    private void dropLastPartition(RollingSum recipe, String symbol) {
        Series series = series(recipe, symbol);
        List<Partition> fewer =
                series.partitions().subList(0, series.partitions().size() - 1);
        put(recipe, series, series.attributes(), fewer);
    }

    private void touch(RollingSum recipe, String symbol) {
        Series series = series(recipe, symbol);
        SortedMap<String, String> attributes = new TreeMap<>(series.attributes());
        attributes.merge("touched", "1", (old, more) -> old + more);
        put(recipe, series, attributes, series.partitions());
    }

    private void put(
            RollingSum recipe, Series series, SortedMap<String, String> attributes, List<Partition> partitions) {
        SeriesState after =
                new SeriesState(series.schema(), series.schemaVersion(), series.chunkSize(), attributes, partitions);
        try (LakeWriter writer = lake.lake().writer(new Job("other", "test"))) {
            SmallLake.commit(writer, writer.refresh(), series.key(), recipe.record(), Optional.of(after));
        }
    }

    @Test
    void aSeriesThatFailsStopsNoOther() {
        RollingSum failing = SUM.before((symbol, chunk) -> {
            if (symbol.equals("A") && chunk.equals(SmallLake.chunk(1))) {
                throw new RecipeException("no_luck", "the day is unlucky");
            }
        });

        BuildReport report = lake.build(failing, ABOVE);

        assertThat(report.failures()).extracting(SeriesFailure::code).containsExactly("no_luck");
        assertThat(report.failures().getFirst().message())
                .contains("sums/s/A/2024-01-02")
                .contains("the day is unlucky");
        assertThat(report.problem()).contains(ErrorCode.PARTLY_FAILED);
        assertThat(lake.values(SUM.output(), "B")).hasSize(2);
        assertThat(lake.values(ABOVE.output(), "B")).hasSize(2);
        assertThat(lake.build(failing, ABOVE).failures()).hasSize(1);
        assertThat(lake.build(SUM, ABOVE).failures()).isEmpty();
        assertEqualsFullBuild(SUM, ABOVE);
    }

    @Test
    void aNewConfigurationThatFailsForOneSeriesTakesNoPlace() {
        lake.build(SUM);
        SortedMap<String, String> before = lake.derived();
        RollingSum failing = SUM.withConfig("k", "2").before((symbol, _) -> {
            if (symbol.equals("B")) {
                throw new RecipeException("no_luck", "B is unlucky");
            }
        });

        BuildReport report = lake.build(OPTIONS.overwriting(), failing);

        assertThat(report.failures()).isNotEmpty();
        assertThat(report.commits()).isEmpty();
        assertThat(tally(report, SUM).refreshed()).isZero();
        assertThat(lake.derived()).isEqualTo(before);
    }

    @Test
    void aRangeIsNotTheWhole() {
        Selection firstDay = new Selection(Set.of(), Optional.empty(), Optional.of(LocalDate.of(2024, 1, 1)));
        lake.build(OPTIONS.withSelection(firstDay), SUM);

        assertThat(lake.values(SUM.output(), "A")).containsOnlyKeys(SmallLake.chunk(0));
        assertThat(series(SUM, "A").state().complete()).isEmpty();
        assertThat(tally(lake.build(SUM), SUM)).isEqualTo(new BuildReport.Tally(3, 3, 0, 0, 0, 0, 2));
        assertThat(series(SUM, "A").state().complete()).isPresent();
        assertEqualsFullBuild(SUM);
    }

    @Test
    void whatIsCommittedWhenABuildIsStoppedStays() {
        AtomicInteger runs = new AtomicInteger();
        RollingSum counted = SUM.before((_, _) -> runs.incrementAndGet());
        Counting stopping = new Counting(3);

        assertThatThrownBy(() -> Build.run(lake.lake(), List.of(counted, ABOVE), BIT_BY_BIT, stopping))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        int kept = lake.derived().size();
        assertThat(kept).isEqualTo(2);
        runs.set(0);
        lake.build(OPTIONS, counted, ABOVE);

        assertThat(runs).hasValue(5 - kept);
        assertEqualsFullBuild(SUM, ABOVE);
    }

    @Test
    void progressEndsWhereItWasSaidToEnd() {
        Counting counting = new Counting(Long.MAX_VALUE);
        Build.run(lake.lake(), List.of(SUM, ABOVE), OPTIONS, counting);

        assertThat(counting.total).hasValue(10);
        assertThat(counting.done).hasValue(10);
        assertThat(counting.open).hasValue(0);
    }

    @Test
    void neitherThreadsNorCommitsNorPartsShowInTheResult() {
        lake.build(BIT_BY_BIT, SUM, ABOVE);
        try (SmallLake other = lake.twin(folder.resolve("threads"));
                SmallLake parts = lake.twin(folder.resolve("parts"))) {
            other.build(OPTIONS.withThreads(7), ABOVE, SUM);
            parts.build(OPTIONS.holding(1), SUM, ABOVE);
            assertThat(other.derived()).isEqualTo(lake.derived());
            assertThat(parts.derived()).isEqualTo(lake.derived());
        }
    }

    /// Counts, and stops a build before a number is done.
    private static final class Counting implements Progress {
        private final AtomicLong total = new AtomicLong();
        private final AtomicLong done = new AtomicLong();
        private final AtomicInteger open = new AtomicInteger();
        private final long most;

        Counting(long most) {
            this.most = most;
        }

        @Override
        public void begin(String what, long more, String unit) {
            total.addAndGet(more);
            open.incrementAndGet();
        }

        @Override
        public void advance(long more) {
            if (done.addAndGet(more) >= most) {
                throw new TidemarkException(ErrorCode.CANCELLED, "stopped by the test");
            }
        }

        @Override
        public void end() {
            open.decrementAndGet();
        }
    }
}
