package dev.tidemark.market.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedExtensionsTest {
    private static WantedExtensions ofMarket(String market) {
        return Listed.matcher(SourceIndex.of(List.of())).wanted(Listed.row("X", market));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PW PL GPW | .PL",
                "LN L GB LSE | .UK",
                "US UN U NYSE NASDAQ NSQ NAS NYSE-MKT AMEX | .US",
                "HK H | .HK",
                "JP T | .JP",
                "HU BSE | .HU",
                "TSX TO C | .TO",
                "TSXV V | .V",
                "CN | .CN",
                "GR DE | .DE",
                "PA PAR | .PA .FR",
                "AMS | .NL .AS",
                "AS | .AS .NL",
                "SWX SW CH | .CH",
                "BRU BR BRX | .BE",
            })
    void codes(String codes, String extensions) {
        for (String code : codes.split(" ", -1)) {
            WantedExtensions market = ofMarket(" " + code.toLowerCase(Locale.ROOT));
            assertThat(market.rule()).isEqualTo("market " + code);
            assertThat(String.join(" ", market.extensions())).as(code).isEqualTo(extensions);
            WantedExtensions symbol =
                    Listed.matcher(Listed.SPECIFIED).wanted(Listed.row("X:" + code, "anything, even LONDON"));
            assertThat(symbol.rule()).isEqualTo("symbol " + code);
            assertThat(symbol.extensions()).isEqualTo(market.extensions());
        }
    }

    @Test
    void theNameOfNasdaqWithItsCurrencyIsACode() {
        assertThat(ofMarket("nasdaq  (usd) ").rule()).isEqualTo("market NASDAQ (USD)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XETRA, FRANKFURT, GER, DEU | .DE",
                "EURONEXT PARIS, PARIS, FRANCE | .PA .FR",
                "EURONEXT AMSTERDAM, AMSTERDAM, AMS, NED, NETHERLANDS | .NL .AS",
                "NSQ, NASDAQ, NYSE, NEW YORK, USA, UNITED STATES, AMERICAN | .US",
                "TSX, TORONTO, CANADA | .TO",
                "GPW, WARSAW, POL | .PL",
                "LSE, LONDON, UNITED KINGDOM, UK | .UK",
                "HK | .HK",
                "JPX, TOKYO, JAPAN | .JP",
                "HUNGARY, BUDAPEST | .HU",
                "SWISS, ZURICH, SWX, SIX, SWITZERLAND | .CH",
                "BRUSSELS, BRU, BELGIUM | .BE",
            })
    void words(String phrases, String extensions) {
        for (String phrase : phrases.split(", ", -1)) {
            WantedExtensions wanted = ofMarket("the (" + phrase.toLowerCase(Locale.ROOT) + ") market");
            assertThat(wanted.origin()).isEqualTo(WantedExtensions.Origin.WORDS);
            assertThat(wanted.evidence()).contains(phrase);
            assertThat(String.join(" ", wanted.extensions())).as(phrase).isEqualTo(extensions);
            String part = phrase.replace(' ', 'Ż');
            assertThat(ofMarket("A" + part + " B" + part + "S " + part + "É").rule())
                    .as("%s inside other words", phrase)
                    .isEqualTo("none");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DEU-XETRA | .DE | token DEU-XETRA",
                "USA-NYSE | .US | token USA-NYSE",
                "GPW-WWA | .PL | token GPW-WWA",
                "GBR-LSE | .UK | token GBR-LSE",
                "GBR-ZZZ | | none",
                "NASDAQ (USD) USA-NASDAQ LONDON PUBLIC HOUSES | .US | token USA-NASDAQ",
                "LONDON STOCK EXCHANGE (GBP) GBR-LSE PARIS HILTON | .UK | token GBR-LSE",
                "(USD) USA-NYSE BIO-TECH | .US | token USA-NYSE",
                "GBR-LSE USA-NYSE | | conflict GBR-LSE, USA-NYSE",
                "USA-NYSE USA-NASDAQ | .US | token USA-NASDAQ, USA-NYSE",
                "XUSA-NYSE | .US | words NYSE",
                "USA-NYSEARCA | .US | words USA",
                "COCA-COLA OF TOKYO | .JP | words TOKYO",
                "NEW-YORK | .US | words NEW YORK",
                "LONDON, NASDAQ | | conflict LONDON, NASDAQ",
                "EURONEXT PARIS | .PA .FR | words EURONEXT PARIS, PARIS",
                "PAR | .PA .FR | market PAR",
                ": LSE | .UK | market LSE",
                ": | | none",
                "'' | | none",
            })
    void marketTexts(String market, String extensions, String rule) {
        WantedExtensions wanted = ofMarket(market);
        assertThat(wanted.rule()).isEqualTo(rule);
        assertThat(String.join(" ", wanted.extensions())).isEqualTo(extensions == null ? "" : extensions);
        assertThat(wanted.isEmpty()).isEqualTo(extensions == null);
    }

    @Property(tries = 500)
    void anyTextHasAnAnswerThatIsTheSameWithMoreSpace(@ForAll String symbol, @ForAll String market) {
        Matcher matcher = Listed.matcher(Listed.SPECIFIED);
        WantedExtensions wanted = matcher.wanted(Listed.row(symbol, market));
        assertThat(matcher.wanted(Listed.row(" " + symbol + "\t", "\n" + market + "  ")))
                .isEqualTo(wanted);
        assertThat(wanted.rule()).isNotEmpty();
    }
}
