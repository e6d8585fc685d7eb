package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.Timeframe;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuoteRulesTest {
    private final SomeBars bid = SomeBars.quiet(9);
    private final SomeBars ask = SomeBars.quiet(9);

    QuoteRulesTest() {
        for (int i = 0; i < 9; i++) {
            ask.open[i] += 0.5;
            ask.high[i] += 0.5;
            ask.low[i] += 0.5;
            ask.close[i] += 0.5;
        }
    }

    private static QuoteBlock.Side side(SomeBars bars) {
        return new QuoteBlock.Side(bars.open, bars.high, bars.low, bars.close, bars.volume);
    }

    private List<RuleFinding> findings() {
        QuoteRules rules = new QuoteRules(Findings.EQUITY, Timeframe.DAILY, Optional.of(Findings.market("NYSE", "")));
        rules.accept(new QuoteBlock(bid.ts, side(bid), side(ask), 0));
        return rules.findings();
    }

    @Test
    void goodQuotesHaveNoFindings() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void anAbsentSideIsFoundAsSuch() {
        ask.set(4, Double.NaN);
        assertThat(findings())
                .containsExactly(new RuleFinding(
                        "one_sided_quote",
                        Severity.INFO,
                        1,
                        List.of(new Sample(bid.ts[4], "bid_close 100.0 ask_close null"))));
    }

    @Test
    void noSideAtAllIsNull() {
        bid.set(4, Double.NaN);
        ask.set(4, Double.NaN);
        assertThat(Findings.counts(findings())).containsOnlyKeys("null_values");
    }

    @Test
    void aSideWithHolesIsNull() {
        bid.high[4] = Double.NaN;
        assertThat(Findings.only(findings(), "null_values").samples())
                .containsExactly(new Sample(bid.ts[4], "bid_open 101.0 bid_high null bid_low 100.0 bid_close 100.0"));
    }

    @Test
    void lockedAndCrossedQuotesAreFound() {
        bid.open[4] = ask.open[4];
        bid.high[4] = ask.open[4];
        bid.close[5] = 101.6;
        bid.high[5] = 101.6;
        RuleFinding found = Findings.only(findings(), "locked_or_crossed");
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.samples())
                .containsExactly(
                        new Sample(bid.ts[4], "bid_open 101.5 ask_open 101.5 bid_close 100.0 ask_close 100.5"),
                        new Sample(bid.ts[5], "bid_open 100.0 ask_open 100.5 bid_close 101.6 ask_close 101.5"));
    }

    @Test
    void aHighBidAboveALowAskIsOfAnotherMoment() {
        bid.high[4] = 101.4;
        assertThat(findings()).isEmpty();
    }

    @Test
    void sidesAreCheckedLikeBars() {
        bid.high[3] = 100.5;
        ask.low[3] = 101;
        ask.volume[4] = -1;
        bid.ts[5] = bid.ts[4];
        assertThat(Findings.counts(findings()))
                .containsOnlyKeys("price_consistency", "negative_volume", "duplicate_timestamps")
                .containsEntry("price_consistency", 2L);
    }

    @Test
    void lookBackRowsAreNotFound() {
        ask.set(4, Double.NaN);
        bid.ts[5] = bid.ts[4];
        QuoteRules rules = new QuoteRules(Findings.EQUITY, Timeframe.DAILY, Optional.empty());
        rules.accept(new QuoteBlock(bid.ts, side(bid), side(ask), 5));
        assertThat(Findings.counts(rules.findings())).containsOnlyKeys("duplicate_timestamps");
    }

    @Test
    void columnsAreEquallyLong() {
        QuoteBlock.Side shorter = side(SomeBars.quiet(8));
        assertThatThrownBy(() -> new QuoteBlock(bid.ts, side(bid), shorter, 0))
                .hasMessage("column ask_open has 8 values for 9 rows");
    }
}
