package dev.tidemark.market.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickColumnTest {
    @Test
    void theOrderIsLocked() {
        assertThat(TickSource.RAW.columns()).hasSize(29).endsWith(TickColumn.ASK_VOLUME5.typed());
        assertThat(TickSource.MAIN_L5.columns())
                .hasSize(31)
                .endsWith(
                        new TypedColumn("underlying_contract", ValueType.STRING),
                        new TypedColumn("segment_id", ValueType.INT64));
        assertThat(TickColumn.numbers())
                .hasSize(27)
                .startsWith(TickColumn.LAST_PRICE)
                .endsWith(TickColumn.ASK_VOLUME5);
    }

    @Test
    void schemasHaveTheSpecifiedHashes() {
        assertThat(SchemaHash.of(TickSource.RAW.columns())).isEqualTo("e3135bdebcdf1f88");
        assertThat(SchemaHash.of(TickSource.MAIN_L5.columns())).isEqualTo("a33950c7e5c283bf");
    }

    @Test
    void aLevelFindsItsColumns() {
        assertThat(List.of(
                        TickColumn.bidPrice(1),
                        TickColumn.bidVolume(2),
                        TickColumn.askPrice(4),
                        TickColumn.askVolume(5)))
                .containsExactly(
                        TickColumn.BID_PRICE1, TickColumn.BID_VOLUME2, TickColumn.ASK_PRICE4, TickColumn.ASK_VOLUME5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6})
    void thereAreFiveLevels(int level) {
        assertThatThrownBy(() -> TickColumn.bidPrice(level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("level " + level + " is not in 1 to 5");
    }

    @ParameterizedTest
    @EnumSource
    void aNameFindsItsColumn(TickColumn column) {
        assertThat(TickColumn.named(column.text())).contains(column);
    }

    @Test
    void otherNamesFindNothing() {
        assertThat(TickColumn.named("bid_price6")).isEmpty();
        assertThat(TickColumn.named("BID_PRICE1")).isEmpty();
    }

    @Test
    void numbersAreNumberedInTheirOrder() {
        for (int i = 0; i < TickColumn.numbers().size(); i++) {
            assertThat(TickColumn.numbers().get(i).number()).isEqualTo(i);
        }
        assertThatThrownBy(TickColumn.SEGMENT_ID::number).hasMessage("column segment_id holds int64, not double");
    }

    @Test
    void levelsBeyondTheBestAreDeep() {
        assertThat(TickColumn.numbers().stream().filter(TickColumn::isDeep))
                .hasSize(16)
                .doesNotContain(TickColumn.ASK_VOLUME1, TickColumn.OPEN_INTEREST);
    }

    @Test
    void sourcesHaveNames() {
        assertThat(TickSource.parse("main_l5")).isEqualTo(TickSource.MAIN_L5);
        assertThat(TickSource.RAW.text()).isEqualTo("raw");
        assertThatThrownBy(() -> TickSource.parse("RAW"))
                .hasMessageContaining("'RAW'")
                .hasMessageContaining("main_l5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a,b"})
    void namesThatWouldBlurASchemaHashAreRefused(String name) {
        assertThatThrownBy(() -> new TypedColumn(name, ValueType.DOUBLE)).isInstanceOf(IllegalArgumentException.class);
    }
}
