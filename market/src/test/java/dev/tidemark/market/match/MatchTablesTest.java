package dev.tidemark.market.match;

import static dev.tidemark.market.match.Listed.index;
import static dev.tidemark.market.match.Listed.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchTablesTest {
    private final MatchTables shipped = MatchTables.shipped();

    private static WantedExtensions wanted(MatchTables tables, String symbol, String market) {
        return new Matcher(index(""), tables).wanted(row(symbol, market));
    }

    @Test
    void aUsersEntryTakesThePlaceOfTheShippedOne() {
        MatchTables tables = shipped.withSuffix("ln", List.of(".l")).withWords("New York", List.of(".N", ".US"));
        assertThat(wanted(tables, "VOD:LN", "").extensions()).containsExactly(".L");
        assertThat(wanted(tables, "KO", "new york").extensions()).containsExactly(".N", ".US");
        assertThat(wanted(shipped, "VOD:LN", "").extensions()).containsExactly(".UK");
    }

    @Test
    void aUsersCodesPhrasesAndTokensAreFound() {
        MatchTables tables = shipped.withSuffix("KR", List.of(".KS", ".KQ"))
                .withSuffix(" sto  (sek)", List.of(".ST"))
                .withSuffix("ABC-DEF", List.of(".AB"))
                .withWords("Börse Wien", List.of(".VI"));
        assertThat(wanted(tables, "005930:KR", "").extensions()).containsExactly(".KS", ".KQ");
        assertThat(wanted(tables, "ABB", "STO (SEK)").rule()).isEqualTo("market STO (SEK)");
        assertThat(wanted(tables, "ABB", "x ABC-DEF y").rule()).isEqualTo("token ABC-DEF");
        assertThat(wanted(tables, "OMV", "Die BÖRSE, WIEN!").extensions()).containsExactly(".VI");
    }

    @Test
    void anEntryWithoutExtensionsIsTakenOut() {
        MatchTables tables = shipped.withWords("american", List.of()).withSuffix("L", List.of());
        assertThat(wanted(tables, "AAL", "AMERICAN AIRLINES").rule()).isEqualTo("none");
        assertThat(wanted(tables, "VOD.L", "").rule()).isEqualTo("none");
        assertThat(tables.withWords("AMERICAN", List.of(".US"))
                        .withSuffix("L", List.of(".UK"))
                        .text())
                .isEqualTo(shipped.text());
    }

    @Test
    void theTextIsOfTheContentAndNotOfTheWayThere() {
        MatchTables oneWay = shipped.withSuffix("A", List.of(".X")).withWords("B C", List.of(".Y"));
        MatchTables other = shipped.withWords("b  c", List.of(".Z"))
                .withWords("b-c", List.of(".y"))
                .withSuffix(" a ", List.of(".x", ".X"));
        assertThat(other.text()).isEqualTo(oneWay.text()).isNotEqualTo(shipped.text());
    }

    @Test
    void theTextShowsEveryKindOfEntry() {
        assertThat(shipped.text().lines())
                .contains(
                        "suffix NASDAQ (USD): .US",
                        "suffix AS: .AS .NL",
                        "words NEW YORK: .US",
                        "category NYSE MKT: nysemkt",
                        "alias FB META: .US 2022-06-09")
                .hasSize(41 + 44 + 7 + 7);
    }

    @Test
    void everyChangeChangesTheText() {
        TickerAlias alias = new TickerAlias("FB", "META", ".US", "");
        assertThat(List.of(
                        shipped.text(),
                        shipped.withAlias(alias).text(),
                        shipped.withAlias(new TickerAlias("FB", "META", ".UK", ""))
                                .text(),
                        shipped.withAlias(new TickerAlias("FB", "MATA", ".US", ""))
                                .text(),
                        shipped.withSuffix("PA", List.of(".FR", ".PA")).text(),
                        shipped.withWords("PAR", List.of(".FR", ".PA")).text(),
                        shipped.withSuffix("ZZ", List.of(".ZZ")).text(),
                        shipped.withWords("ZZ", List.of(".ZZ")).text()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"US", ".", ".U S", "..US", "", ".US.X", ".Ü"})
    void whatIsNoExtensionIsRefused(String text) {
        assertThatThrownBy(() -> shipped.withSuffix("X", List.of(".UK", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void keysWithoutContentAreRefused() {
        assertThatThrownBy(() -> shipped.withSuffix("  ", List.of(".US"))).hasMessageContaining("names no market");
        assertThatThrownBy(() -> shipped.withWords("--", List.of(".US"))).hasMessageContaining("'--'");
    }

    @ParameterizedTest
    @CsvSource({"'', META, .US, ''", "FB, ' ', .US, ''", "F B, META, .US, ''", "FB, META, US, ''", "FB, META, .US, 2022"
    })
    void brokenAliasesAreRefused(String from, String to, String extension, String since) {
        assertThatThrownBy(() -> new TickerAlias(from, to, extension, since))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShippedRenamingCanBeTakenOut() {
        MatchTables without = MatchTables.shipped().withoutAlias(" fb ", ".us");
        assertThat(without.alias("FB", ".US")).isEmpty();
        assertThat(without.alias("NRZ", ".US")).isPresent();
        assertThat(without.text()).isNotEqualTo(MatchTables.shipped().text());
        assertThat(MatchTables.shipped().withoutAlias("FB", ".UK").text())
                .isEqualTo(MatchTables.shipped().text());
        assertThatThrownBy(() -> MatchTables.shipped().withoutAlias(" ", ".US"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MatchTables.shipped().withoutAlias("FB", "US"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
