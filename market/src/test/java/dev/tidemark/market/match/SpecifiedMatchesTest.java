package dev.tidemark.market.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of the specification, one case each.
class SpecifiedMatchesTest {
    private static final Matcher MATCHER = Listed.matcher(Listed.SPECIFIED);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AAPL:US | US | AAPL.US ticker",
                "Aapl : us | '' | AAPL.US ticker",
                "AAPL | NSQ | AAPL.US base_market",
                "VOD:LN | '' | VOD.UK ticker",
                "ALV:GR | '' | ALV.DE ticker",
                "CDR:PW | '' | CDR.PL ticker",
                "BRK.B:US | '' | BRK-B.US ticker",
                "BRK-B:US | '' | BRK-B.US ticker",
                "BRK.B | NYSE | BRK-B.US base_market",
                "BBD.B | TSX | BBD-B.TO base_market",
                "RR. | LSE | RR.UK base_market",
                "4GLD:GR | DEU-XETRA | 4GLD.DE ticker",
                "SHOP | TSX | SHOP.TO base_market",
                "NESN | SWX | NESN.CH base_market",
                "MC | PAR | MC.FR base_market",
                "ABI | BRU | ABI.BE base_market",
                "FB | NSQ | META.US alias",
                "TSCO | LSE | TSCO.UK base_market",
                "TSCO | NYSE | TSCO.US base_market",
                "MSFT | NEW YORK STOCK EXCHANGE (USD) USA-NYSE ROYAL BANK OF CANADA | MSFT.US base_market",
            })
    void matched(String symbol, String market, String expected) {
        Match match = MATCHER.match(Listed.row(symbol, market));
        assertThat(Listed.told(match)).isEqualTo(expected);
        assertThat(match.isMatched()).isTrue();
        assertThat(match.reason()).isEmpty();
        assertThat(match.candidates()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AAPL | KROGER | unknown_market (AAPL.US)",
                "ASML | AMS | no_source_data(.NL,.AS) (ASML.US)",
                "ASML:AMS | '' | no_source_data(.NL,.AS) (ASML.US)",
                "BHP | LSE | other_listing_only (BHP.US)",
                "TSCO | '' | ambiguous_variants (TSCO.UK, TSCO.US)",
                "VUS | LSE | manual_review",
                "XYZ | NSQ | manual_review",
                "ABC | NSQ | alias_required (LABC.US)",
                "'' | NSQ | missing_symbol",
                "SONY | JPX | no_source_data(.JP)",
                "MSFT | NEW YORK STOCK EXCHANGE OF CANADA | unknown_market (MSFT.US)",
            })
    void unmatched(String symbol, String market, String expected) {
        Match match = MATCHER.match(Listed.row(symbol, market));
        assertThat(Listed.told(match)).isEqualTo(expected);
        assertThat(match.isMatched()).isFalse();
        assertThat(match.strategy()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', US8923561067, TSCO.US isin", "NYSE, GB00BLGZ9862, isin_conflict (TSCO.US)"})
    void identificationNumbers(String market, String isin, String expected) {
        assertThat(Listed.told(MATCHER.match(Listed.row("TSCO", market, isin)))).isEqualTo(expected);
    }
}
