package dev.tidemark.market.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WalkForwardTest {
    @Test
    void specifiedSplits() {
        List<WalkForward> splits = WalkForward.splits(100_000, WalkForward.DEFAULT_SPLITS);
        assertThat(splits.stream().map(WalkForward::rows)).containsExactly(42855L, 57140L, 71425L, 85710L, 99995L);
        assertThat(splits.stream().map(WalkForward::train)).containsExactly(25713L, 34284L, 42855L, 51426L, 59997L);
        assertThat(splits.stream().map(WalkForward::validation)).containsExactly(8571L, 11428L, 14285L, 17142L, 19999L);
    }

    @Test
    void splitsWithTooFewTrainingRowsAreLeftOut() {
        assertThat(WalkForward.splits(38_888, 5).stream().map(WalkForward::index))
                .containsExactly(1, 2, 3, 4);
        assertThat(WalkForward.splits(10_000, 5)).isEmpty();
        assertThat(WalkForward.splits(0, 5)).isEmpty();
        assertThat(WalkForward.splits(6, 5)).isEmpty();
    }

    @Property(tries = 300)
    void partsFillTheSplitAndHaveTheirShares(
            @ForAll @LongRange(max = 100_000_000_000_000L) long rows, @ForAll @IntRange(min = 1, max = 20) int splits) {
        for (WalkForward split : WalkForward.splits(rows, splits)) {
            assertThat(split.rows()).isBetween(split.train(), rows);
            assertThat(split.train()).isEqualTo(share(split.rows(), "0.6"));
            assertThat(split.validation()).isEqualTo(share(split.rows(), "0.2"));
        }
    }

    private static long share(long rows, String share) {
        return BigDecimal.valueOf(rows)
                .multiply(new BigDecimal(share))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> WalkForward.splits(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WalkForward.splits(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
