package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TickRulesTest {
    private static final RuleSettings FUTURES = RuleSettings.preset("futures");
    private static final long DAY = SomeBars.micros("2024-01-08") / SomeBars.DAY;
    private static final long NINE = Instant.parse("2024-01-08T01:00:00Z").toEpochMilli() * 1_000_000;
    private static final long HALF = 500_000_000;

    private final Ticks ticks = new Ticks(20);

    /// Ticks every half second from 09:00 on, Shanghai time.
    private static final class Ticks {
        final long[] datetime;
        final double[] last;
        final double[] volume;
        final double[] openInterest;
        final double[] bid;
        final double[] ask;

        Ticks(int rows) {
            datetime = new long[rows];
            last = new double[rows];
            volume = new double[rows];
            openInterest = new double[rows];
            bid = new double[rows];
            ask = new double[rows];
            for (int i = 0; i < rows; i++) {
                datetime[i] = NINE + i * HALF;
                last[i] = 100;
                volume[i] = 10 * i;
                openInterest[i] = 1000;
                bid[i] = 99;
                ask[i] = 101;
            }
        }

        TickBlock block(long day, int from, int to) {
            return new TickBlock(
                    day,
                    Arrays.copyOfRange(datetime, from, to),
                    Arrays.copyOfRange(last, from, to),
                    Arrays.copyOfRange(volume, from, to),
                    Arrays.copyOfRange(openInterest, from, to),
                    Arrays.copyOfRange(bid, from, to),
                    Arrays.copyOfRange(ask, from, to));
        }
    }

    private static TickRules rules() {
        return new TickRules(FUTURES, Optional.of(Findings.market("SHFE", "cu")));
    }

    private List<RuleFinding> findings() {
        TickRules rules = rules();
        rules.accept(ticks.block(DAY, 0, ticks.last.length));
        return rules.findings();
    }

    private void assertOnly(String code, Severity severity, int row, String values) {
        assertThat(findings())
                .containsExactly(new RuleFinding(code, severity, 1, List.of(new Sample(ticks.datetime[row], values))));
    }

    @Test
    void goodTicksHaveNoFindings() {
        assertThat(findings()).isEmpty();
        assertThat(rules().findings()).isEmpty();
    }

    @Test
    void aStepBackIsFound() {
        ticks.datetime[7] -= 3 * HALF;
        assertOnly("datetime_not_sorted", Severity.ERROR, 7, "previous_time 2024-01-08T01:00:03Z");
    }

    @Test
    void equalTimesAreCountedWithTheirShare() {
        ticks.datetime[7] = ticks.datetime[6];
        assertOnly("datetime_duplicates", Severity.WARNING, 7, "time 2024-01-08T01:00:03Z dup_rate 0.05");
    }

    @Test
    void negativeNumbersAreFound() {
        ticks.volume[0] = -1;
        assertOnly("negative_volume", Severity.ERROR, 0, "volume -1.0");
        ticks.volume[0] = 0;
        ticks.openInterest[7] = -2;
        assertOnly("negative_open_interest", Severity.ERROR, 7, "open_interest -2.0");
        ticks.openInterest[7] = 0;
        ticks.bid[7] = -0.5;
        ticks.ask[7] = Double.NaN;
        assertOnly("negative_price", Severity.ERROR, 7, "last_price 100.0 bid_price1 -0.5 ask_price1 null");
    }

    @Test
    void negativePricesCanBeLegal() {
        ticks.last[7] = -0.5;
        TickRules rules = new TickRules(FUTURES.with("negative_prices", "allowed"), Optional.empty());
        rules.accept(ticks.block(DAY, 0, 20));
        assertThat(rules.findings()).isEmpty();
    }

    @Test
    void severitiesCanBeSet() {
        ticks.ask[7] = 98;
        ticks.datetime[7] = ticks.datetime[6];
        RuleSettings settings =
                FUTURES.with("severity.crossed_book", "info").with("severity.datetime_duplicates", "off");
        TickRules rules = new TickRules(settings, Optional.empty());
        rules.accept(ticks.block(DAY, 0, 20));
        assertThat(rules.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("crossed_book");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void aCrossedBookIsFoundALockedOneIsNot() {
        ticks.ask[6] = 99;
        ticks.ask[7] = 98;
        ticks.ask[8] = Double.NaN;
        assertOnly("crossed_book", Severity.ERROR, 7, "bid_price1 99.0 ask_price1 98.0");
    }

    @Test
    void aFallingVolumeIsFoundAcrossNulls() {
        ticks.volume[7] = Double.NaN;
        ticks.volume[8] = 59;
        assertOnly("volume_decreased", Severity.WARNING, 8, "volume 59.0 previous_volume 60.0");
    }

    @Test
    void tradingDaysStandForThemselves() {
        TickRules rules = rules();
        rules.accept(ticks.block(DAY, 10, 20));
        rules.accept(ticks.block(DAY + 1, 0, 10));
        assertThat(rules.findings()).isEmpty();
    }

    @Test
    void ticksOutsideEverySessionAreFound() {
        ticks.datetime[0] = NINE - 1;
        assertOnly("tick_outside_session", Severity.WARNING, 0, "time 2024-01-08T00:59:59.999999999Z");
        TickRules anywhere = new TickRules(FUTURES, Optional.empty());
        anywhere.accept(ticks.block(DAY, 0, 20));
        assertThat(anywhere.findings()).isEmpty();
    }

    @Test
    void theClosingSecondBelongsToTheSession() {
        long close = Instant.parse("2024-01-08T07:00:00Z").toEpochMilli() * 1_000_000;
        ticks.datetime[19] = close + 999_999_999;
        assertThat(findings()).isEmpty();
        ticks.datetime[19] = close + 1_000_000_000;
        assertThat(Findings.counts(findings())).containsOnlyKeys("tick_outside_session");
    }

    @Test
    void columnsAreEquallyLong() {
        assertThatThrownBy(() -> new TickBlock(
                        DAY, ticks.datetime, ticks.last, ticks.volume, ticks.openInterest, ticks.bid, new double[1]))
                .hasMessage("column ask_price1 has 1 values for 20 rows");
    }

    @Property(tries = 50)
    void anyBlocksGiveTheFindingsOfTheWhole(@ForAll long seed, @ForAll @IntRange(max = 300) int rows) {
        Ticks spoilt = new Ticks(rows);
        Random random = new Random(seed);
        double[][] columns = {spoilt.last, spoilt.volume, spoilt.openInterest, spoilt.bid, spoilt.ask};
        for (int i = 0; i < rows; i++) {
            spoilt.datetime[i] += random.nextInt(5) == 0 ? -HALF * random.nextInt(20_000) : 0;
            columns[random.nextInt(5)][i] = new double[] {-1, 0, Double.NaN, 100.5}[random.nextInt(4)];
        }
        TickRules whole = rules();
        whole.accept(spoilt.block(DAY, 0, rows));
        TickRules blocks = rules();
        int row = 0;
        while (row < rows) {
            int end = Math.min(rows, row + random.nextInt(60));
            blocks.accept(spoilt.block(DAY, row, end));
            row = end;
        }
        assertThat(blocks.findings()).isEqualTo(whole.findings());
    }
}
