package dev.tidemark.market.match;

import static dev.tidemark.market.match.Listed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceIndexTest {
    @ParameterizedTest
    @CsvSource({"BRK-B.US, BRK-B, .US", "EXM, EXM, ''", "A.B.US, A.B, .US", ".US, '', .US", "A., A, ."})
    void tickersSplitAtTheLastDot(String ticker, String base, String extension) {
        IndexEntry entry = entry(ticker, "stocks", "");
        assertThat(entry.base()).isEqualTo(base);
        assertThat(entry.extension()).isEqualTo(extension);
    }

    @Test
    void tickersAndNumbersAreInUpperCase() {
        IndexEntry entry = new IndexEntry("aapl.us", "a/aapl.us.txt", "us", "a", " us0378331005 ");
        assertThat(entry.ticker()).isEqualTo("AAPL.US");
        assertThat(entry.isin()).isEqualTo("US0378331005");
        assertThat(entry("A.US", "a", "none").isin()).isEmpty();
    }

    @Test
    void filesAreFoundByTickerBaseNumberAndExtension() {
        IndexEntry uk = entry("TSCO.UK", "lse stocks", "GB00BLGZ9862");
        IndexEntry us = entry("TSCO.US", "nasdaq stocks/2", "");
        IndexEntry moved = entry("TSCO.US", "nasdaq stocks/1", "");
        SourceIndex index = SourceIndex.of(List.of(us, uk, moved));
        assertThat(index.size()).isEqualTo(3);
        assertThat(index.ofTicker("TSCO.US")).containsExactly(moved, us);
        assertThat(index.ofBase("TSCO")).containsExactly(uk, moved, us);
        assertThat(index.ofIsin("GB00BLGZ9862")).containsExactly(uk);
        assertThat(index.hasExtension(".UK")).isTrue();
        assertThat(index.hasExtension(".PL")).isFalse();
        assertThat(index.ofTicker("X")).isEmpty();
        assertThat(index.ofBase("TSCO.US")).isEmpty();
        assertThat(index.ofIsin("")).isEmpty();
    }

    @Test
    void aFileGivenTwiceIsOne() {
        IndexEntry file = entry("A.US", "nyse stocks", "");
        SourceIndex index = SourceIndex.of(List.of(file, file, file));
        assertThat(index.size()).isEqualTo(1);
        assertThat(index.ofTicker("A.US")).containsExactly(file);
        assertThat(Listed.told(index, Listed.row("A:US", ""))).isEqualTo("A.US ticker");
    }
}
