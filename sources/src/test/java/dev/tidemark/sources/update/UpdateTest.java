package dev.tidemark.sources.update;

import static dev.tidemark.sources.update.ProviderWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sources.provider.feed.SimulatedFaults.Kind;
import dev.tidemark.sources.update.SymbolOutcome.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTest {
    @TempDir
    Path folder;

    private ProviderWorld world;

    @BeforeEach
    void open() {
        world = new ProviderWorld(folder, "2024-03-15T22:00:00Z");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static SymbolOutcome only(UpdateReport report) {
        assertThat(report.symbols()).hasSize(1);
        return report.symbols().getFirst();
    }

    @Test
    void aLoadHoldsWhatTheProviderHas() {
        UpdateReport report = world.load("2024-01-01", "", "1d", "A", "B");
        assertThat(report.counts()).containsExactly(Map.entry(Status.LOADED, 2));
        assertThat(world.held("A", "1d"))
                .isEqualTo(world.wanted("A", "1d", "2024-01-01"))
                .hasSize(52);
        assertThat(report.rows().inserted()).isEqualTo(104);
        assertThat(report.commits()).hasSize(1);
        long head = world.lake.head().number();
        UpdateReport again = world.load("2024-01-01", "", "1d", "A", "B");
        assertThat(again.rows().inserted()).isZero();
        assertThat(world.lake.head().number()).isEqualTo(head);
    }

    @Test
    void nothingNewAsksNothing() {
        world.load("2024-01-01", "", "1d", "A");
        world.asked.clear();
        assertThat(only(world.update()).status()).isEqualTo(Status.UP_TO_DATE);
        world.now = Instant.parse("2024-03-18T15:00:00Z"); // Monday's bar has not ended
        assertThat(only(world.update()).status()).isEqualTo(Status.UP_TO_DATE);
        assertThat(world.asked).isEmpty();
    }

    @Test
    void newBarsComeWithALookBack() {
        world.load("2024-01-01", "", "1d", "A");
        world.asked.clear();
        world.now = Instant.parse("2024-03-18T22:00:00Z");
        SymbolOutcome outcome = only(world.update());
        assertThat(outcome.rows()).isEqualTo(new SymbolOutcome.Rows(1, 0, 6, 0, 0));
        assertThat(world.asked).hasSize(1);
        assertThat(world.asked.getFirst().from()).isEqualTo(Instant.parse("2024-03-08T00:00:00Z"));
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2024-01-01"));
    }

    @Test
    void aHoleInsideIsFilled() {
        long late = day("2024-03-15") + 52_200_000_000L; // 14:30
        world.withhold("A", late);
        world.now = Instant.parse("2024-03-15T15:45:00Z");
        world.load("2024-03-11", "", "1h", "A");
        world.now = Instant.parse("2024-03-15T16:45:00Z");
        world.options = o -> new UpdateOptions(
                Duration.ZERO,
                o.fillsGaps(),
                o.rechecksEmpty(),
                o.ohlcMode(),
                o.until(),
                o.allowsRemoval(),
                o.initialDays(),
                o.batch(),
                o.message());
        assertThat(only(world.update()).missing()).isEqualTo(1);
        world.publishAll();
        assertThat(only(world.update()).gapsFilled()).isEqualTo(1);
        assertThat(world.held("A", "1h")).isEqualTo(world.wanted("A", "1h", "2024-03-11"));
        world.now = Instant.parse("2024-03-15T23:45:00Z");
        world.update();
        world.asked.clear();
        world.update();
        assertThat(world.asked).isEmpty();
    }

    @Test
    void whatAWholeAnswerLacksIsKnownToBeEmpty() {
        world.withhold("A", day("2024-02-13"));
        world.load("2024-01-01", "", "1d", "A");
        world.asked.clear();
        assertThat(only(world.update()).status()).isEqualTo(Status.UP_TO_DATE);
        assertThat(world.asked).isEmpty();
        world.publishAll();
        world.options = o -> new UpdateOptions(
                o.lookback(), true, true, o.ohlcMode(), o.until(), false, o.initialDays(), o.batch(), o.message());
        assertThat(only(world.update()).gapsFilled()).isEqualTo(1);
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2024-01-01"));
    }

    @Test
    void aCorrectedBarIsReplaced() {
        world.load("2024-01-01", "", "1d", "A");
        world.correct("A", day("2024-03-14"));
        world.now = Instant.parse("2024-03-18T22:00:00Z");
        SymbolOutcome outcome = only(world.update());
        assertThat(outcome.rows()).isEqualTo(new SymbolOutcome.Rows(1, 1, 5, 0, 0));
        assertThat(outcome.isRestated()).isFalse();
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2024-01-01"));
    }

    @Test
    void aRestatedPastIsFetchedAnewAndWhole() {
        world.load("2024-01-01", "", "1d", "A");
        world.split("A", day("2024-03-18"), 0.25);
        world.now = Instant.parse("2024-03-18T22:00:00Z");
        SymbolOutcome outcome = only(world.update());
        assertThat(outcome.isRestated()).isTrue();
        assertThat(outcome.rows().changed()).isEqualTo(52);
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2024-01-01"));
    }

    @Test
    void aRestatementThatFailsHalfWayChangesNothing() {
        world.load("2015-01-01", "", "1d", "A"); // two windows
        List<String> before = world.held("A", "1d");
        world.split("A", day("2024-03-18"), 0.25);
        world.now = Instant.parse("2024-03-18T22:00:00Z");
        world.failureRate = 0.6;
        world.faults = List.of(Kind.ERROR_PAGE);
        boolean isFailedOnce = false;
        for (int i = 0; i < 30 && world.held("A", "1d").equals(before); i++) {
            isFailedOnce |= only(world.update()).status() == Status.FAILED;
            assertThat(world.held("A", "1d")).isIn(before, world.wanted("A", "1d", "2015-01-01"));
        }
        assertThat(isFailedOnce).isTrue();
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2015-01-01"));
    }

    @Test
    void aFailedFirstLoadIsTriedAgainExactly() {
        world.failureRate = 1;
        SymbolOutcome failed = only(world.load("2023-05-01", "2023-08-01", "1d", "A"));
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.reason()).isPresent();
        assertThat(world.lake.head().number()).isZero();
        assertThat(world.journal.pending()).hasSize(1);
        world.failureRate = 0;
        world.asked.clear();
        assertThat(only(world.update()).status()).isEqualTo(Status.LOADED);
        assertThat(world.asked.getFirst().from()).isEqualTo(Instant.parse("2023-05-01T00:00:00Z"));
        assertThat(world.asked.getFirst().to()).isEqualTo(Instant.parse("2023-08-01T00:00:00Z"));
        assertThat(world.journal.pending()).isEmpty();
    }

    @Test
    void aBrokenBarIsQuarantinedAndComesBack() {
        world.failureRate = 1;
        world.faults = List.of(Kind.BROKEN_BAR);
        SymbolOutcome outcome = only(world.load("2024-01-01", "", "1d", "A"));
        assertThat(outcome.rows().quarantined()).isEqualTo(1);
        assertThat(outcome.rows().fresh()).isEqualTo(51);
        assertThat(outcome.quarantine()).hasSize(1);
        assertThat(folder.resolve("lake").resolve(outcome.quarantine().getFirst()))
                .content()
                .contains("price_consistency");
        world.failureRate = 0;
        world.update();
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2024-01-01"));
    }

    @Test
    void anUnfinishedBarIsReplacedWhenItEnds() {
        world.now = Instant.parse("2024-03-15T15:10:00Z");
        world.load("2024-03-14", "", "1h", "A");
        int bars = world.held("A", "1h").size();
        world.now = Instant.parse("2024-03-15T15:40:00Z");
        assertThat(only(world.update()).rows().fresh()).isEqualTo(1);
        assertThat(world.held("A", "1h")).hasSize(bars + 1).isEqualTo(world.wanted("A", "1h", "2024-03-14"));
        world.now = Instant.parse("2024-03-15T23:40:00Z");
        world.update();
        world.asked.clear();
        world.update();
        assertThat(world.asked).isEmpty();
        assertThat(world.held("A", "1h")).isEqualTo(world.wanted("A", "1h", "2024-03-14"));
    }

    @Test
    void minutesAreCutByMonthAndLoadsBeginWhereTheProviderDoes() {
        world.now = Instant.parse("2010-04-01T22:00:00Z");
        UpdateReport report = world.load("", "", "1h", "A");
        assertThat(only(report).status()).isEqualTo(Status.LOADED);
        assertThat(world.held("A", "1h")).isEqualTo(world.wanted("A", "1h", "2010-01-01"));
        assertThat(world.asked.size()).isLessThan(10);
        world.now = Instant.parse("2010-02-10T22:00:00Z");
        world.load("2010-01-20", "2010-02-05", "1m", "SIM-USD");
        assertThat(world.lake
                        .head()
                        .series(ProviderWorld.key("SIM-USD", "1m"))
                        .orElseThrow()
                        .partitions())
                .hasSize(2);
        assertThat(world.held("SIM-USD", "1m")).hasSize(16 * 1440);
    }

    @Test
    void aLaterRangeLeavesAHoleThatTheNextUpdateFills() {
        world.load("2023-01-01", "2023-03-01", "1d", "A");
        world.load("2023-06-01", "2023-07-01", "1d", "A");
        world.now = Instant.parse("2023-07-01T00:00:00Z");
        SymbolOutcome outcome = only(world.update());
        assertThat(outcome.gapsFilled()).isEqualTo(64);
        assertThat(world.held("A", "1d")).isEqualTo(world.wanted("A", "1d", "2023-01-01"));
    }

    @Test
    void anotherProvidersSeriesIsLeftAlone() {
        world.load("2024-01-01", "", "1d", "A");
        SeriesTask foreign =
                new SeriesTask(ProviderWorld.key("A", "1d"), "other", "A", Optional.empty(), new TreeMap<>());
        assertThat(foreign.provider()).isEqualTo("other");
        assertThat(UpdateTasks.of(world.lake.head(), world.journal, _ -> true))
                .extracting(SeriesTask::provider)
                .containsExactly("simulated");
    }
}
