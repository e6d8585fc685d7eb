package dev.tidemark.sources.update;

import static dev.tidemark.sources.update.ProviderWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.FillMethod;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.fill.FillOptions;
import dev.tidemark.sources.fill.FillReport;
import dev.tidemark.sources.fill.FillWork;
import dev.tidemark.sources.provider.feed.SimulatedFaults.Kind;
import dev.tidemark.sources.update.SymbolOutcome.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What updates make of imputed bars: they are missing, and give way.
class FilledSeriesTest {
    private static final SeriesKey A = ProviderWorld.key("A", "1d");

    @TempDir
    Path folder;

    private ProviderWorld world;

    /// A series in which the 13th and 14th of February are missing.
    @BeforeEach
    void open() {
        world = new ProviderWorld(folder, "2024-03-15T22:00:00Z");
        world.withhold("A", day("2024-02-13"));
        world.withhold("A", day("2024-02-14"));
        UpdateReport loaded = world.load("2024-01-01", "", "1d", "A");
        assertThat(loaded.rows().fresh()).isEqualTo(50);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Series series() {
        return world.lake.head().series(A).orElseThrow();
    }

    private FillReport fill(FillWork work) {
        return world.fill(work);
    }

    private void recheckEmpty() {
        world.options = o -> new UpdateOptions(
                o.lookback(), true, true, o.ohlcMode(), o.until(), false, o.initialDays(), o.batch(), o.message());
    }

    @Test
    void whatWasKnownOfCoverageStaysKnown() {
        Map<String, String> before = series().attributes();
        assertThat(fill(new FillWork.Fill(FillMethod.FORWARD)).rows()).isEqualTo(2);
        assertThat(series().attributes().get("coverage.missing")).isEqualTo(before.get("coverage.missing"));
        assertThat(series().attributes().get("coverage.of")).isNotEqualTo(before.get("coverage.of"));
        BarGrids grids = new BarGrids(SeriesMarkets.shipped());
        var grid = grids.of(A, series().attributes(), "");
        String tables = grids.markets().tables();
        assertThat(Coverage.of(world.lake, series(), grid, tables))
                .isEqualTo(Coverage.read(world.lake, series(), grid))
                .extracting(Coverage::missing)
                .isEqualTo(IntervalSet.of(day("2024-02-13"), day("2024-02-15")));
        fill(new FillWork.Remove());
        assertThat(series().attributes()).isEqualTo(before);
    }

    @Test
    void whatWasKnownOfOtherSessionsIsFoundAnew() {
        String tables = Markets.shippedTables();
        Coverage coverage = new Coverage(0, 1, IntervalSet.EMPTY, Coverage.ALL_FINAL);
        Digest contents = series().summary().contents();
        List<String> keys = Stream.of("", "ru", "ag", "fu", "ru")
                .map(product -> Markets.shipped().find("SHFE", product).orElseThrow())
                .map(market -> Optional.of(new ExpectedBars(market, Timeframe.parse("1h"))))
                .map(grid -> coverage.in(Map.of(), contents, grid, tables).get("coverage.of"))
                .toList();
        assertThat(Set.copyOf(keys))
                .as("ru and fu differ by the date of the first night")
                .hasSize(4);
        assertThat(keys.get(1)).isEqualTo(keys.get(4));
    }

    @Test
    void nobodyIsAskedForWhatIsKnownToBeEmptyFilledOrNot() {
        fill(new FillWork.Fill(FillMethod.FORWARD));
        world.asked.clear();
        assertThat(world.update().symbols().getFirst().status()).isEqualTo(Status.UP_TO_DATE);
        assertThat(world.asked).isEmpty();
    }

    @Test
    void aBarThatComesLateTakesThePlaceOfTheImputedOne() {
        fill(new FillWork.Fill(FillMethod.INTERPOLATE));
        world.publishAll();
        recheckEmpty();
        SymbolOutcome outcome = world.update().symbols().getFirst();
        assertThat(outcome.gapsFilled()).isEqualTo(2);
        assertThat(outcome.rows().changed()).isEqualTo(2);
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2024-01-01"));
        assertThat(fill(new FillWork.Remove()).rows()).isZero();
    }

    @Test
    void afterAFailureTheImputedBarIsAskedForAgain() {
        world.publishAll();
        recheckEmpty();
        world.failureRate = 1;
        world.faults = List.of(Kind.ERROR_PAGE);
        assertThat(world.update().symbols().getFirst().status()).isEqualTo(Status.FAILED);
        fill(new FillWork.Fill(FillMethod.FORWARD));
        world.failureRate = 0;
        assertThat(world.update().symbols().getFirst().gapsFilled()).isEqualTo(2);
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2024-01-01"));
    }

    @Test
    void aRestatedPastTakesImputedBarsWithIt() {
        for (int day = 5; day <= 29; day++) {
            world.withhold("B", day("2024-02-%02d".formatted(day)));
        }
        world.load("2024-01-01", "", "1d", "B");
        assertThat(fill(new FillWork.Fill(FillMethod.FORWARD)).rows()).isEqualTo(2 + 18); // a third of B
        world.split("B", day("2024-03-18"), 0.5);
        world.now = Instant.parse("2024-03-18T22:00:00Z");
        SymbolOutcome outcome = world.update().symbols().getLast();
        assertThat(outcome.reason()).isEmpty();
        assertThat(outcome.isRestated()).isTrue();
        assertThat(world.held("B", "1d")).isEqualTo(world.wanted("B", "1d", "2024-01-01"));
        assertThat(fill(new FillWork.Remove()).rows()).isEqualTo(2); // those of A
    }

    @Test
    void imputedBarsAtTheEndsAreAskedForLikeOthers() {
        Map<String, String> before = series().attributes();
        world.now = Instant.parse("2024-03-22T22:00:00Z");
        FillOptions options =
                FillOptions.of(new FillWork.Fill(FillMethod.ZERO)).between(day("2023-12-20"), day("2030-01-01"));
        assertThat(world.fill(options).rows()).isEqualTo(2 + 5 + 7); // 2023-12-20 to 29, the 25th is a holiday
        BarGrids grids = new BarGrids(SeriesMarkets.shipped());
        Optional<ExpectedBars> grid = grids.of(A, series().attributes(), "");
        Coverage coverage = Coverage.read(world.lake, series(), grid);
        assertThat(Coverage.of(world.lake, series(), grid, grids.markets().tables()))
                .isEqualTo(coverage);
        assertThat(series().attributes().get("coverage.missing"))
                .isEqualTo(coverage.missing().text());
        assertThat(coverage.lastReal()).isBetween(day("2024-03-15"), day("2024-03-18") - 1);
        assertThat(coverage.firstReal()).isBetween(day("2023-12-30"), day("2024-01-02"));
        fill(new FillWork.Remove());
        assertThat(series().attributes()).isEqualTo(before);

        world.fill(options);
        world.options = o -> new UpdateOptions(
                o.lookback(), false, false, o.ohlcMode(), o.until(), false, o.initialDays(), o.batch(), o.message());
        assertThat(world.update().symbols().getFirst().rows().changed()).isEqualTo(5);
        world.options = o -> o;
        world.asked.clear();
        assertThat(world.update().symbols().getFirst().rows().changed())
                .as("before the first")
                .isEqualTo(7);
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2023-12-20"));
        assertThat(Coverage.of(world.lake, series(), grid, grids.markets().tables()))
                .isEqualTo(Coverage.read(world.lake, series(), grid));
    }

    @Test
    void aHoleThatTheProviderStillHasStaysImputed() {
        fill(new FillWork.Fill(FillMethod.FORWARD));
        recheckEmpty();
        List<String> before = world.held("A", "1d");
        SymbolOutcome outcome = world.update().symbols().getFirst();
        assertThat(outcome.rows().inserted()).isZero();
        assertThat(outcome.gapsFilled()).isZero();
        assertThat(world.asked).isNotEmpty();
        assertThat(world.held("A", "1d")).isEqualTo(before).hasSize(50);
        assertThat(series().summary().rows()).isEqualTo(52);
    }
}
