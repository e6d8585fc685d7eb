package dev.tidemark.market.match;

import static dev.tidemark.market.match.Listed.entry;
import static dev.tidemark.market.match.Listed.index;
import static dev.tidemark.market.match.Listed.matcher;
import static dev.tidemark.market.match.Listed.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainTest {
    @Test
    void aMatchByTicker() {
        assertThat(matcher(index("BRK.B.US")).explain(row("brk.b", "nyse")))
                .containsExactly(
                        "symbol 'brk.b' reads BRK.B, base BRK.B, forms BRK-B, BRK.B",
                        "market 'nyse', wanted extensions .US by rule: market NYSE",
                        "no ISIN",
                        "wanted extensions with files: .US",
                        "BRK-B.US: no file",
                        "BRK.B.US: found",
                        "matched BRK.B.US (data/daily/us/stocks/BRK.B.US.txt) by base_market");
    }

    @Test
    void aConflictOfNumbersAndARename() {
        assertThat(matcher(index("FB.US=GB00BLGZ9862 META.US=US8923561067")).explain(row("FB", "NSQ", "US0378331005")))
                .containsExactly(
                        "symbol 'FB' reads FB, base FB, forms FB",
                        "market 'NSQ', wanted extensions .US by rule: market NSQ",
                        "ISIN US0378331005: none",
                        "wanted extensions with files: .US",
                        "FB.US: has ISIN GB00BLGZ9862, another security",
                        "FB is META since 2022-06-09",
                        "META.US: has ISIN US8923561067, another security",
                        "unmatched: isin_conflict, candidates FB.US, META.US",
                        "candidate FB.US: data/daily/us/stocks/FB.US.txt",
                        "candidate META.US: data/daily/us/stocks/META.US.txt");
    }

    @Test
    void aNearMiss() {
        assertThat(matcher(index("LVUS.UK")).explain(row("VUS", "LSE")))
                .containsExactly(
                        "symbol 'VUS' reads VUS, base VUS, forms VUS",
                        "market 'LSE', wanted extensions .UK by rule: market LSE",
                        "no ISIN",
                        "wanted extensions with files: .UK",
                        "VUS.UK: no file",
                        "base on any exchange: none",
                        "with L or Q before it: LVUS.UK",
                        "unmatched: alias_required, candidates LVUS.UK",
                        "candidate LVUS.UK: data/daily/uk/stocks/LVUS.UK.txt");
    }

    @Test
    void severalFilesOfOneTicker() {
        SourceIndex index =
                SourceIndex.of(List.of(entry("A.US", "nyse stocks", ""), entry("A.US", "nasdaq stocks", "")));
        assertThat(matcher(index).explain(row("A", "NSQ")))
                .contains("2 files of A.US, in the market's folder: data/daily/us/nasdaq stocks/A.US.txt");
        assertThat(matcher(index).explain(row("A:US", "")))
                .contains("2 files of A.US, in the market's folder: not exactly one")
                .endsWith(
                        "unmatched: ambiguous_variants, candidates A.US",
                        "candidate A.US: data/daily/us/nasdaq stocks/A.US.txt",
                        "candidate A.US: data/daily/us/nyse stocks/A.US.txt");
    }

    @Test
    void noSymbolAndNoMarket() {
        assertThat(matcher(index("A.US")).explain(row("", "NSQ")))
                .last()
                .isEqualTo("unmatched: missing_symbol, candidates none");
        assertThat(matcher(index("A.US")).explain(row("A", "LONDON, TOKYO")))
                .contains(
                        "market 'LONDON, TOKYO', wanted extensions none by rule: conflict LONDON, TOKYO",
                        "base on any exchange: A.US");
    }
}
