package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuoteTickRulesTest {
    private static final int ROWS = 10;

    private final long[] time = new long[ROWS];
    private final double[] bid = new double[ROWS];
    private final double[] bidSize = new double[ROWS];
    private final double[] ask = new double[ROWS];
    private final double[] askSize = new double[ROWS];

    QuoteTickRulesTest() {
        for (int i = 0; i < ROWS; i++) {
            time[i] = i;
        }
        Arrays.fill(bid, 99);
        Arrays.fill(ask, 100);
    }

    private List<RuleFinding> findings(RuleSettings settings) {
        QuoteTickRules rules = new QuoteTickRules(settings, Optional.empty());
        rules.accept(new QuoteTickBlock(0, time, bid, bidSize, ask, askSize));
        return rules.findings();
    }

    private void assertOnly(String code, Severity severity, int row, String values) {
        assertThat(findings(Findings.EQUITY))
                .containsExactly(new RuleFinding(code, severity, 1, List.of(new Sample(time[row], values))));
    }

    @Test
    void goodQuotesHaveNoFindings() {
        assertThat(findings(Findings.EQUITY)).isEmpty();
    }

    @Test
    void anAbsentSideIsFound() {
        ask[4] = Double.NaN;
        assertOnly("one_sided_quote", Severity.INFO, 4, "bid_price 99.0 ask_price null");
        bid[4] = Double.NaN;
        assertThat(findings(Findings.EQUITY)).isEmpty();
    }

    @Test
    void lockedAndCrossedQuotesAreFound() {
        bid[4] = 100;
        assertOnly("locked_or_crossed", Severity.WARNING, 4, "bid_price 100.0 ask_price 100.0");
        bid[4] = 101;
        assertOnly("locked_or_crossed", Severity.WARNING, 4, "bid_price 101.0 ask_price 100.0");
    }

    @Test
    void negativeNumbersAreFound() {
        askSize[4] = -1;
        assertOnly("negative_volume", Severity.ERROR, 4, "bid_size 0.0 ask_size -1.0");
        askSize[4] = 0;
        bid[4] = -1;
        assertOnly("negative_price", Severity.ERROR, 4, "bid_price -1.0 ask_price 100.0");
        assertThat(findings(Findings.EQUITY.with("negative_prices", "allowed"))).isEmpty();
    }

    @Test
    void timesAreCheckedWithinATradingDay() {
        time[4] = 3;
        time[6] = 4;
        assertThat(Findings.counts(findings(Findings.EQUITY)))
                .containsOnlyKeys("datetime_duplicates", "datetime_not_sorted");
        QuoteTickRules days = new QuoteTickRules(Findings.EQUITY, Optional.empty());
        days.accept(
                new QuoteTickBlock(1, new long[] {5}, new double[1], new double[1], new double[] {1}, new double[1]));
        days.accept(
                new QuoteTickBlock(2, new long[] {4}, new double[1], new double[1], new double[] {1}, new double[1]));
        assertThat(days.findings()).isEmpty();
    }

    @Test
    void quotesOutsideTheSessionsAreFound() {
        long open = Instant.parse("2024-01-16T14:30:00Z").getEpochSecond() * 1_000_000_000;
        for (int i = 0; i < ROWS; i++) {
            time[i] = open + i;
        }
        time[0] = open - 1;
        QuoteTickRules rules = new QuoteTickRules(Findings.EQUITY, Optional.of(Findings.market("NYSE", "")));
        rules.accept(new QuoteTickBlock(19_738, time, bid, bidSize, ask, askSize));
        assertThat(rules.findings())
                .containsExactly(new RuleFinding(
                        "tick_outside_session",
                        Severity.WARNING,
                        1,
                        List.of(new Sample(time[0], "time 2024-01-16T14:29:59.999999999Z"))));
    }

    @Test
    void columnsAreEquallyLong() {
        assertThatThrownBy(() -> new QuoteTickBlock(0, time, bid, bidSize, ask, new double[1]))
                .hasMessage("column ask_size has 1 values for 10 rows");
    }
}
