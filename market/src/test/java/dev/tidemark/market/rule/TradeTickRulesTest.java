package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TradeTickRulesTest {
    private static final int ROWS = 8;
    private static final long DAY = LocalDate.parse("2024-01-16").toEpochDay();
    private static final long OPEN = Instant.parse("2024-01-16T14:30:00Z").getEpochSecond() * 1_000_000_000;

    private final long[] time = new long[ROWS];
    private final double[] size = new double[ROWS];

    TradeTickRulesTest() {
        Arrays.setAll(time, row -> OPEN + row / 2);
        Arrays.fill(size, 100);
    }

    private static TradeTickRules rules() {
        return new TradeTickRules(Findings.EQUITY, Optional.of(Findings.market("NYSE", "")));
    }

    private void assertOnly(String code, Severity severity, int row, String values) {
        TradeTickRules rules = rules();
        rules.accept(new TradeTickBlock(DAY, time, size));
        assertThat(rules.findings())
                .containsExactly(new RuleFinding(code, severity, 1, List.of(new Sample(time[row], values))));
    }

    @Test
    void tradesOfTheSameTimeAndWithoutSizeAreFine() {
        size[2] = Double.NaN;
        size[3] = 0;
        TradeTickRules rules = rules();
        rules.accept(new TradeTickBlock(DAY, time, size));
        assertThat(rules.findings()).isEmpty();
    }

    @Test
    void aSizeBelowZeroIsFound() {
        size[5] = -1;
        assertOnly("negative_volume", Severity.ERROR, 5, "size -1.0");
    }

    @Test
    void aStepBackIsFoundWithinATradingDay() {
        time[7] = OPEN;
        assertOnly("datetime_not_sorted", Severity.ERROR, 7, "previous_time 2024-01-16T14:30:00.000000003Z");
        TradeTickRules days = rules();
        days.accept(new TradeTickBlock(DAY, new long[] {OPEN + 5}, new double[1]));
        days.accept(new TradeTickBlock(DAY - 1, new long[] {OPEN}, new double[1]));
        assertThat(days.findings()).isEmpty();
    }

    @Test
    void aTradeOutsideTheSessionsIsFoundWhereThereAreSome() {
        time[0] = OPEN - 1;
        assertOnly("tick_outside_session", Severity.WARNING, 0, "time 2024-01-16T14:29:59.999999999Z");
        TradeTickRules anywhere = new TradeTickRules(Findings.EQUITY, Optional.empty());
        anywhere.accept(new TradeTickBlock(DAY, time, size));
        assertThat(anywhere.findings()).isEmpty();
    }

    @Test
    void columnsAreEquallyLong() {
        assertThatThrownBy(() -> new TradeTickBlock(DAY, time, new double[1]))
                .hasMessage("column size has 1 values for 8 rows");
    }
}
