package dev.tidemark.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.table.Schema;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.sources.BarSchemas;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnRulesTest {
    private static List<Found> check(String schema) {
        return ColumnRules.check(Schema.parse(schema, "ts"));
    }

    @Test
    void barsAsTheyAreHaveNothing() {
        assertThat(ColumnRules.check(BarSchemas.BARS)).isEmpty();
    }

    @Test
    void optionalColumnsMayBeAbsentOthersMayBeThereAndTheOrderIsFree() {
        assertThat(check("ts:timestamp,symbol:string,close:double,low:double,high:double,open:double,volume:double,"
                        + "final:boolean,imputed:boolean,vwap:string"))
                .isEmpty();
    }

    @Test
    void eachMissingColumnIsNamedUnderOneCode() {
        assertThat(check("symbol:string,ts:timestamp,open:double,high:double,low:double,imputed:boolean,final:boolean"))
                .containsExactly(
                        new Found(RuleCode.REQUIRED_COLUMNS, 2, List.of("close is missing", "volume is missing")));
    }

    @Test
    void pricesThatAreNoDoublesAreNamedWithTheirTypeOptionalOnesToo() {
        assertThat(check("symbol:string,ts:timestamp,open:string,high:double,low:double,close:double,volume:int64,"
                        + "adj_close:string,imputed:boolean,final:boolean"))
                .containsExactly(new Found(
                        RuleCode.NUMERIC_COLUMNS,
                        3,
                        List.of(
                                "open is a string, expected double",
                                "volume is a int64, expected double",
                                "adj_close is a string, expected double")));
    }

    @Test
    void aFlagOfAnotherTypeCountsAsMissing() {
        assertThat(check("symbol:string,ts:timestamp,open:double,high:double,low:double,close:double,volume:double,"
                        + "imputed:string,final:boolean"))
                .containsExactly(
                        new Found(RuleCode.REQUIRED_COLUMNS, 1, List.of("imputed is a string, expected boolean")));
    }
}
