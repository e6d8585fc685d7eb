package dev.tidemark.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.IntervalSet;
import dev.tidemark.sources.update.Ledger;
import dev.tidemark.sources.update.UpdateRun;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DateRangeTest {
    private static final BarGrids GRIDS = new BarGrids(SeriesMarkets.shipped());
    private static final Digest ANY = Digest.of("any".getBytes(StandardCharsets.UTF_8));
    private static final long DAY = 86_400_000_000L;

    private static ExpectedBars grid(String timeframe) {
        return GRIDS.of(SeriesKey.parse("bars/" + timeframe + "/X.US"), Map.of("calendar", "US"), "")
                .orElseThrow();
    }

    private static SeriesSummary bars(long first, long last) {
        return new SeriesSummary(ANY, ANY, Optional.empty(), 1, 2, 3, first, last);
    }

    private static long at(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000;
    }

    private static List<String> daily(String first, String last, Asked asked) {
        return DateRange.check(grid("1d"), bars(at(first), at(last)), asked, "")
                .map(Found::samples)
                .orElse(List.of());
    }

    @Test
    void holidaysBeforeTheFirstAndAfterTheLastBarAreNoneOfIt() {
        Asked asked = new Asked(at("2023-12-30T00:00:00Z"), at("2024-01-08T00:00:00Z"), at("2024-02-01T00:00:00Z"));
        assertThat(daily("2024-01-02T00:00:00Z", "2024-01-05T00:00:00Z", asked)).isEmpty();
        assertThat(daily("2024-01-03T00:00:00Z", "2024-01-04T00:00:00Z", asked))
                .containsExactly(
                        "begins at 2024-01-03T00:00:00Z, expected from 2024-01-02T00:00:00Z",
                        "ends at 2024-01-04T00:00:00Z, expected up to 2024-01-05T00:00:00Z");
        assertThat(daily("1999-01-04T00:00:00Z", "2030-01-04T00:00:00Z", asked)).isEmpty();
    }

    @Test
    void aBarThatHasNotEndedIsNotExpected() {
        Asked early = new Asked(Asked.ANY_START, at("2024-01-06T00:00:00Z"), at("2024-01-05T20:59:00Z"));
        Asked late = new Asked(Asked.ANY_START, at("2024-01-06T00:00:00Z"), at("2024-01-05T21:00:00Z"));
        assertThat(daily("2024-01-02T00:00:00Z", "2024-01-04T00:00:00Z", early)).isEmpty();
        assertThat(daily("2024-01-02T00:00:00Z", "2024-01-04T00:00:00Z", late)).hasSize(1);
    }

    @Test
    void itSaysWhatAListOfAllExpectedBarsSays() {
        Random random = new Random(7);
        for (String timeframe : List.of("1h", "1d", "1w", "1mo")) {
            ExpectedBars grid = grid(timeframe);
            for (int i = 0; i < 60; i++) {
                long base = at("2020-01-01T00:00:00Z");
                long[] times = random.longs(5, base, base + 400 * DAY).sorted().toArray();
                int from = random.nextInt(3);
                Asked asked = new Asked(times[from], times[from + 1], times[random.nextInt(5)]);
                long first = grid.from(times[random.nextInt(3)]).time();
                long last = Math.max(first, grid.from(times[random.nextInt(5)]).time());

                long[] expected = Arrays.stream(grid.between(asked.from(), asked.to()))
                        .filter(start -> grid.endOf(start) <= asked.ended())
                        .toArray();

                Optional<Found> found = DateRange.check(grid, bars(first, last), asked, "");
                int ends = expected.length == 0
                        ? 0
                        : (expected[0] < first ? 1 : 0) + (expected[expected.length - 1] > last ? 1 : 0);
                assertThat(found.map(Found::count).orElse(0L))
                        .as(asked + " " + first)
                        .isEqualTo(ends);
                found.ifPresent(each -> assertThat(each.code()).isEqualTo(RuleCode.DATE_RANGE));
                if (expected.length > 0 && expected[expected.length - 1] > last) {
                    assertThat(found.orElseThrow().samples().getLast())
                            .endsWith("up to " + Instant.EPOCH.plusSeconds(expected[expected.length - 1] / 1_000_000));
                }
            }
        }
    }

    @Test
    void aProviderWasAskedForWhatItAnsweredAndWhatFailed() {
        long from = at("2024-01-01T00:00:00Z");
        IntervalSet failed = IntervalSet.of(from, from + DAY);
        Ledger ledger = new Ledger(
                IntervalSet.of(from + 5 * DAY, from + 9 * DAY),
                IntervalSet.EMPTY,
                new TreeMap<>(Map.of("timeout", failed)),
                IntervalSet.EMPTY);
        SortedMap<String, String> attributes = ledger.in(Map.of());
        Instant later = Instant.parse("2025-01-01T00:00:00Z");
        Asked asked = new Asked(from, from + 9 * DAY, from + 9 * DAY);

        assertThat(Asked.ofProvider(attributes, later)).contains(asked);
        assertThat(Asked.ofProvider(Map.of(), later)).isEmpty();
        assertThat(Asked.ofProvider(attributes, Instant.parse("2024-01-10T00:00:00Z")))
                .contains(new Asked(from, from + 9 * DAY, from + 8 * DAY));
        for (String open : List.of(UpdateRun.HISTORY_LIMITED, UpdateRun.FROM_EARLIEST)) {
            attributes.put(open, "true");
            assertThat(Asked.ofProvider(attributes, later))
                    .contains(new Asked(Asked.ANY_START, asked.to(), asked.ended()));
            attributes.remove(open);
        }
    }
}
