package dev.tidemark.market.match;

import static dev.tidemark.market.match.Listed.entry;
import static dev.tidemark.market.match.Listed.index;
import static dev.tidemark.market.match.Listed.matcher;
import static dev.tidemark.market.match.Listed.row;
import static dev.tidemark.market.match.Listed.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {
    private static final String APPLE = "US0378331005";
    private static final String TESCO = "GB00BLGZ9862";

    /// What earlier matchers got wrong.
    @Nested
    class Faults {
        @Test
        void anotherSecurityOfTheSameNameIsNoMatchWhenBothSidesKnowTheirNumber() {
            assertThat(told(index("AAPL.US=" + TESCO), row("AAPL:US", "", APPLE)))
                    .isEqualTo("isin_conflict (AAPL.US)");
            assertThat(told(index("AAPL.US=" + APPLE), row("AAPL:US", "", APPLE)))
                    .isEqualTo("AAPL.US isin");
        }

        @Test
        void aNumberOnOneSideOnlyStopsNothing() {
            assertThat(told(index("AAPL.US"), row("AAPL:US", "", APPLE))).isEqualTo("AAPL.US ticker");
            assertThat(told(index("AAPL.US=" + APPLE), row("AAPL:US", ""))).isEqualTo("AAPL.US ticker");
        }

        @Test
        void theOnlyListingAnywhereIsNotTakenWhenItIsOnAnotherExchange() {
            assertThat(told(index("ASML.US VOD.NL"), row("ASML", "AMS"))).isEqualTo("other_listing_only (ASML.US)");
            assertThat(told(index("IWDA.UK ABN.AS"), row("IWDA", "AMS"))).isEqualTo("other_listing_only (IWDA.UK)");
        }

        @Test
        void aFileWithoutExtensionIsOnNoExchange() {
            assertThat(told(index("EXM ABI.BE"), row("EXM", "BRU"))).isEqualTo("other_listing_only (EXM)");
        }

        @ParameterizedTest
        @CsvSource({"LABC.US, alias_required (LABC.US)", "QABC.US, alias_required (QABC.US)", "XABC.US, manual_review"})
        void tickersWithOneMoreLetterAreOfferedAndNeverTaken(String ticker, String expected) {
            assertThat(told(index(ticker), row("ABC", "NSQ"))).isEqualTo(expected);
        }

        @Test
        void wordsInsideOtherWordsNameNoExchange() {
            assertThat(told(index("KR.DE KR.US"), row("KR", "KROGER CO")))
                    .isEqualTo("ambiguous_variants (KR.DE, KR.US)");
        }

        @Test
        void amsterdamBrusselsAndNewYorkAreKnown() {
            assertThat(told(index("ASML.NL"), row("ASML", "AMS"))).isEqualTo("ASML.NL base_market");
            assertThat(told(index("ABI.BE"), row("ABI", "BRU"))).isEqualTo("ABI.BE base_market");
            assertThat(told(index("KO.US"), row("KO", "NEW YORK STOCK EXCHANGE (USD)")))
                    .isEqualTo("KO.US base_market");
        }

        @Test
        void marketsThatContradictThemselvesMatchNothing() {
            Match match = matcher(index("VOD.US VOD.UK")).match(row("VOD", "LONDON AND NASDAQ"));
            assertThat(told(match)).isEqualTo("ambiguous_variants (VOD.UK, VOD.US)");
            assertThat(match.rule()).isEqualTo("conflict LONDON, NASDAQ");
        }

        @ParameterizedTest
        @CsvSource({
            "BRK.B, NYSE, BRK-B.US",
            "CAR.UN, TSX, CAR-UN.TO",
            "FIH.U, TSX, FIH-U.TO",
            "ACR.H, TSX, ACR-H.TO",
            "BBD.B, TSX, BBD-B.TO",
            "SN., LSE, SN.UK",
            "SN.:LN, '', SN.UK",
        })
        void shareClassesAndTrailingDotsFindTheirFile(String symbol, String market, String ticker) {
            SourceIndex index = index("BRK-B.US CAR-UN.TO FIH-U.TO ACR-H.TO BBD-B.TO SN.UK CAR.US FIH.US ACR.HK");
            assertThat(told(index, row(symbol, market))).startsWith(ticker + " ");
        }

        @Test
        void sourceDataIsMissingOnlyWhenNoneOfTheExtensionsExists() {
            assertThat(told(index("MC.US"), row("MC", "PAR"))).isEqualTo("no_source_data(.PA,.FR) (MC.US)");
            assertThat(told(index("AIR.FR"), row("MC", "PAR"))).isEqualTo("manual_review");
            assertThat(told(index("MC.FR AIR.PA"), row("MC", "PAR"))).isEqualTo("MC.FR base_market");
        }
    }

    @Nested
    class Suffixes {
        @ParameterizedTest
        @CsvSource({
            "VOD.L, '', VOD.UK ticker, symbol L",
            "VOD.L, LSE, VOD.UK ticker, symbol L",
            "VOD.L, LONDON STOCK EXCHANGE, VOD.UK ticker, symbol L",
            "VOD.L., LSE, VOD.UK ticker, symbol L",
            "ASML.AS, AMS, ASML.AS ticker, symbol AS",
            "VOD.L, NSQ, VOD-L.US base_market, market NSQ",
            "VOD.L, KROGER, unknown_market (VOD-L.US), none",
            "VOD.X, '', manual_review, none",
            "VOD:LN, NSQ, VOD.UK ticker, symbol LN",
            "VOD:XX, LSE, VOD.UK base_market, market LSE",
            "VOD:, LSE, VOD.UK base_market, market LSE",
            "VOD:XX:LN, LSE, VOD.UK base_market, market LSE",
            "VOD, ': LN', VOD.UK base_market, market LN",
            ".L, '', manual_review, none",
            ":LN, '', missing_symbol, symbol LN",
            "., NSQ, missing_symbol, market NSQ",
        })
        void decideByTheRule(String symbol, String market, String expected, String rule) {
            Match match = matcher(index("VOD.UK VOD-L.US ASML.AS ASML.NL")).match(row(symbol, market));
            assertThat(told(match)).isEqualTo(expected);
            assertThat(match.rule()).isEqualTo(rule);
        }

        @Test
        void hyphensComeBeforeDots() {
            assertThat(told(index("BRK-B.US BRK.B.US"), row("BRK.B", "NYSE"))).isEqualTo("BRK-B.US base_market");
            assertThat(told(index("BRK.B.US"), row("BRK.B", "NYSE"))).isEqualTo("BRK.B.US base_market");
        }

        @Test
        void anExtensionComesBeforeAForm() {
            assertThat(told(index("X-A.FR X.A.PA"), row("X.A", "PAR"))).isEqualTo("X.A.PA base_market");
        }

        @Test
        void whiteSpaceOfAllKindsIsNoPartOfASymbol() {
            assertThat(told(index("VOD.UK"), row(" v\u00a0o\td : ln ", ""))).isEqualTo("VOD.UK ticker");
        }
    }

    @Nested
    class Numbers {
        @Test
        void withoutExchangeExactlyOneFileOfTheSecurityMatches() {
            assertThat(told(index("TSCO.UK=" + TESCO + " TSCO.US"), row("TSCO", "", TESCO)))
                    .isEqualTo("TSCO.UK isin");
            assertThat(told(index("TSCO.UK=" + TESCO + " TCO.DE=" + TESCO), row("TSCO", "", TESCO)))
                    .isEqualTo("unknown_market (TCO.DE, TSCO.UK)");
        }

        @Test
        void withExchangeTheSecurityCountsMoreThanTheTicker() {
            assertThat(told(index("TSCO.UK=" + APPLE + " TSC.UK=" + TESCO), row("TSCO", "LSE", TESCO)))
                    .isEqualTo("TSC.UK isin");
        }

        @Test
        void ofSeveralTheOneWithAFormOfTheBase() {
            assertThat(told(index("BRK-B.US=" + APPLE + " BRKB.US=" + APPLE), row("BRK.B", "NYSE", APPLE)))
                    .isEqualTo("BRK-B.US isin");
            assertThat(told(index("XA.US=" + APPLE + " XB.US=" + APPLE), row("XC", "NYSE", APPLE)))
                    .isEqualTo("ambiguous_variants (XA.US, XB.US)");
        }

        @Test
        void extensionsAreTriedInTheirOrder() {
            assertThat(told(index("MC.FR=" + APPLE + " LVMH.PA=" + APPLE), row("MC", "PAR", APPLE)))
                    .isEqualTo("LVMH.PA isin");
        }

        @Test
        void aListingElsewhereIsACandidateAndNoMatch() {
            assertThat(told(index("TCO.DE=" + TESCO + " VOD.UK"), row("TSCO", "LSE", TESCO)))
                    .isEqualTo("manual_review (TCO.DE)");
        }

        @Test
        void aConflictGoesOnToTheNextForm() {
            assertThat(told(index("BRK-B.US=" + TESCO + " BRK.B.US"), row("BRK.B", "NYSE", APPLE)))
                    .isEqualTo("BRK.B.US base_market");
            assertThat(told(index("FB.US=" + TESCO + " META.US"), row("FB", "NSQ", APPLE)))
                    .isEqualTo("META.US alias");
        }

        @Test
        void aConflictIsToldBeforeOtherNearMisses() {
            assertThat(told(index("A.US=" + TESCO + " A.UK LA.US"), row("A", "NSQ", APPLE)))
                    .isEqualTo("isin_conflict (A.US)");
        }

        @Test
        void lettersOfANumberMayBeSmallAndWhatIsNoNumberIsNone() {
            assertThat(told(index("TSCO.US=us0378331005"), row("AAPL", "NYSE", " us0378331005")))
                    .isEqualTo("TSCO.US isin");
            assertThat(told(index("VOD.UK=N/A"), row("TSCO", "", "N/A"))).isEqualTo("manual_review");
            assertThat(told(index("AAPL.US=unknown"), row("AAPL:US", "", "-"))).isEqualTo("AAPL.US ticker");
        }
    }

    @Nested
    class FilesOfOneTicker {
        private final SourceIndex index = SourceIndex.of(List.of(
                entry("AA.US", "nyse stocks/1", ""),
                entry("AA.US", "nasdaq stocks/2", ""),
                entry("AA.US", "nysemkt stocks", "")));

        @ParameterizedTest
        @CsvSource({
            "AA, NSQ, nasdaq stocks/2",
            "AA, NYSE, nyse stocks/1",
            "AA, NYSE-MKT, nysemkt stocks",
            "AA, AMEX, nysemkt stocks",
            "AA, NASDAQ (USD) USA-NASDAQ ALCOA, nasdaq stocks/2",
            "AA, NEW YORK STOCK EXCHANGE (USD) USA-NYSE ALCOA, nyse stocks/1",
            "AA:NSQ, '', nasdaq stocks/2",
            "AA:US, nyse, nyse stocks/1",
        })
        void theOneInTheMarketsFolder(String symbol, String market, String category) {
            assertThat(matcher(index).match(row(symbol, market)).entry())
                    .hasValueSatisfying(entry -> assertThat(entry.category()).isEqualTo(category));
        }

        @ParameterizedTest
        @CsvSource({"AA:US, ''", "AA, USA", "AA:NYSE, NASDAQ", "AA, NYSE OR NASDAQ"})
        void noneWhenTheMarketNamesNoFolderOrSeveral(String symbol, String market) {
            assertThat(told(index, row(symbol, market))).isEqualTo("ambiguous_variants (AA.US)");
        }

        @Test
        void noneWhenTheFolderHasTwo() {
            SourceIndex shards =
                    SourceIndex.of(List.of(entry("AA.US", "nyse stocks/1", ""), entry("AA.US", "nyse stocks/2", "")));
            assertThat(told(shards, row("AA", "NYSE"))).isEqualTo("ambiguous_variants (AA.US)");
        }

        @Test
        void alsoWhenTheirSecurityIsKnown() {
            SourceIndex known = SourceIndex.of(
                    List.of(entry("AA.US", "nyse stocks/1", APPLE), entry("AA.US", "nasdaq stocks/1", APPLE)));
            Match match = matcher(known).match(row("AA", "NSQ", APPLE));
            assertThat(match.strategy()).isEqualTo("isin");
            assertThat(match.entry())
                    .hasValueSatisfying(entry -> assertThat(entry.category()).isEqualTo("nasdaq stocks/1"));
        }

        @Test
        void withoutMarketTheyAreSeveral() {
            assertThat(told(index, row("AA", ""))).isEqualTo("ambiguous_variants (AA.US)");
        }
    }

    @Nested
    class Renames {
        @ParameterizedTest
        @CsvSource({
            "FB, META",
            "BRKS, AZTA",
            "PKI, RVTY",
            "FISV, FI",
            "FBHS, FBIN",
            "NRZ, RITM",
            "DWAV, QBTS",
        })
        void areShipped(String from, String to) {
            assertThat(told(index(to + ".US"), row(from, "NYSE"))).isEqualTo(to + ".US alias");
            assertThat(told(index(to + ".US"), row(from + ":US", ""))).isEqualTo(to + ".US alias");
        }

        @Test
        void countOnlyOnTheirExchangeAndAfterTheTickerItself() {
            assertThat(told(index("META.UK"), row("FB", "LSE"))).isEqualTo("manual_review");
            assertThat(told(index("META.US FB.US"), row("FB", "NSQ"))).isEqualTo("FB.US base_market");
        }

        @Test
        void areNotFollowedWhenTheNewNameIsAnotherSecurity() {
            assertThat(told(index("META.US=" + TESCO), row("FB", "NSQ", APPLE))).isEqualTo("isin_conflict (META.US)");
        }

        @Test
        void usersAddTheirs() {
            MatchTables tables = MatchTables.shipped().withAlias(new TickerAlias("sq", "xyz", ".us", "2025-01-21"));
            Match match = new Matcher(index("XYZ.US"), tables).match(row("SQ", "NYSE"));
            assertThat(told(match)).isEqualTo("XYZ.US alias");
        }
    }

    @Test
    void theNewYorkStockExchangeHasItsFolder() {
        SourceIndex index = SourceIndex.of(List.of(
                Listed.entry("A.US", "nyse stocks/1", ""),
                Listed.entry("A.US", "nasdaq stocks/1", ""),
                Listed.entry("A.US", "nysemkt stocks", "")));
        for (String market :
                List.of("NEW YORK STOCK EXCHANGE (USD)", "New York Stock Exchange (USD) USA-NYSE AMERICAN")) {
            assertThat(Listed.matcher(index)
                            .match(Listed.row("A", market))
                            .entry()
                            .map(IndexEntry::category))
                    .as(market)
                    .hasValue("nyse stocks/1");
        }
    }
}
