package dev.tidemark.sources.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 40).boxed().toList();
    private static final int MANY = 20_000;

    @Test
    void whatAllThreadsFindComesInOrderHoweverMuchItIs() {
        AtomicLong produced = new AtomicLong();
        AtomicLong farthestAhead = new AtomicLong();
        long[] taken = new long[1];
        InOrder.Work<Integer, Long> work = (item, found, _) -> {
            for (long i = 0; i < MANY; i++) {
                found.accept(item * (long) MANY + i);
                produced.incrementAndGet();
            }
        };
        InOrder.<Integer, Long>run(
                4,
                ITEMS,
                work,
                value -> {
                    assertThat(value).isEqualTo(taken[0]++);
                    farthestAhead.accumulateAndGet(produced.get() - taken[0], Math::max);
                },
                Progress.NONE);
        assertThat(taken[0]).isEqualTo((long) ITEMS.size() * MANY);
        // eight blocks in the lane and one in the making of four threads, the rest of a lane that is done, one in hand
        assertThat(farthestAhead.get()).isLessThan((4 * 9 + 8 + 1) * 512L + 1);
    }

    @Test
    void itemsThatYieldNothingAreFine() {
        List<Integer> taken = new ArrayList<>();
        InOrder.<Integer, Integer>run(3, ITEMS, (_, _, _) -> {}, taken::add, Progress.NONE);
        InOrder.<Integer, Integer>run(3, List.of(), (_, _, _) -> {}, taken::add, Progress.NONE);
        assertThat(taken).isEmpty();
    }

    @Test
    void aFailureOfWorkOrTakerEndsIt() {
        InOrder.Work<Integer, Integer> failing = (item, found, _) -> {
            found.accept(item);
            if (item == 7) {
                throw new IllegalStateException("seven");
            }
        };
        assertThatThrownBy(() -> InOrder.run(3, ITEMS, failing, _ -> {}, Progress.NONE))
                .hasMessage("seven");
        InOrder.Work<Integer, Integer> endless = (item, found, stop) -> {
            while (true) {
                stop.check();
                found.accept(item);
            }
        };
        assertThatThrownBy(() -> InOrder.run(
                        3,
                        ITEMS,
                        endless,
                        _ -> {
                            throw new IllegalStateException("enough");
                        },
                        Progress.NONE))
                .hasMessage("enough");
    }
}
