package dev.tidemark.market.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListingsTest {
    @Test
    void aProductOfOneExchangeHasThatOne() {
        assertThat(Listings.onlyExchangeOf("cu")).contains("SHFE");
        assertThat(Listings.onlyExchangeOf("c")).contains("DCE");
        assertThat(Listings.onlyExchangeOf("AP")).contains("CZCE");
        assertThat(Listings.onlyExchangeOf("sc")).contains("INE");
    }

    @Test
    void severalExchangesOrNoneGiveNoAnswer() {
        assertThat(Listings.onlyExchangeOf("ES")).isEmpty();
        assertThat(Listings.onlyExchangeOf("CU")).isEmpty();
        assertThat(Listings.onlyExchangeOf("*")).isEmpty();
        assertThat(Listings.onlyExchangeOf("")).isEmpty();
    }
}
