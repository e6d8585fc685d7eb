package dev.tidemark.market.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.calendar.ConsensusCalendar.DayVotes;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConsensusCalendarTest {
    private static final TradingCalendar US = Calendars.shipped().find("us").orElseThrow();

    private final ConsensusCalendar consensus = new ConsensusCalendar();

    private static long day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }

    private void add(LongStream days) {
        long[] all = days.toArray();
        consensus.add(all, all.length);
    }

    private static LongStream us(String from, String to) {
        return Arrays.stream(US.days(day(from), day(to)));
    }

    @Test
    void symbolsThatTradeAsTheTableSaysAgreeWithIt() {
        for (int i = 0; i < 4; i++) {
            add(us("2024-01-02", "2024-12-31"));
        }
        assertThat(consensus.against(US)).isEmpty();
        assertThat(consensus.symbols()).isEqualTo(4);
        assertThat(consensus.tradingDays(US)).containsExactly(US.days(day("2024-01-01"), day("2024-12-31")));
    }

    @Test
    void moreThanHalfOfTheAliveDecide() {
        long holiday = day("2024-07-04");
        long trading = day("2024-07-05");
        add(LongStream.concat(us("2024-07-01", "2024-07-31"), LongStream.of(holiday))
                .sorted());
        add(LongStream.concat(us("2024-07-01", "2024-07-31"), LongStream.of(holiday))
                .sorted());
        add(us("2024-07-01", "2024-07-31"));
        add(us("2024-07-01", "2024-07-31").filter(d -> d != trading));
        add(us("2024-07-10", "2024-07-31")); // not alive yet
        assertThat(consensus.against(US)).isEmpty(); // two of four are not more than half
        add(LongStream.concat(us("2024-07-01", "2024-07-31"), LongStream.of(holiday))
                .sorted());
        assertThat(consensus.against(US)).containsExactly(new DayVotes(holiday, 3, 5));
        assertThat(consensus.tradingDays(US)).contains(holiday, day("2024-01-02"), day("2024-12-31"));
    }

    @Test
    void aDayThatMostLackIsClosed() {
        long lost = day("2024-03-06");
        for (int i = 0; i < 3; i++) {
            add(us("2024-03-01", "2024-03-29").filter(d -> d != lost));
        }
        assertThat(consensus.against(US)).containsExactly(new DayVotes(lost, 0, 3));
        assertThat(consensus.tradingDays(US)).doesNotContain(lost);
    }

    @Test
    void fewSymbolsSayNothing() {
        add(LongStream.of(day("2024-03-02"), day("2024-03-03")));
        add(LongStream.of(day("2024-03-02"), day("2024-03-03")));
        assertThat(consensus.against(US)).isEmpty();
        assertThat(consensus.votes()).hasSize(2).noneMatch(DayVotes::isJudged);
        assertThat(consensus.tradingDays(US)).isEmpty();
        add(LongStream.empty());
        assertThat(consensus.symbols()).isEqualTo(2);
    }

    @Test
    void daysOutOfOrderAreRefused() {
        assertThatThrownBy(() -> add(LongStream.of(5, 7, 6))).hasMessageContaining("1970-01-07");
    }

    @Property(tries = 200)
    void countsAreThoseOfAPlainCount(
            @ForAll @Size(min = 1, max = 12)
                    List<@Size(min = 1, max = 20) Set<@LongRange(min = -20_000, max = 20_000) Long>> symbols) {
        ConsensusCalendar calendar = new ConsensusCalendar();
        for (Set<Long> days : symbols) {
            long[] sorted = days.stream().mapToLong(Long::longValue).sorted().toArray();
            calendar.add(sorted, sorted.length);
        }
        List<TreeSet<Long>> ordered = symbols.stream().map(TreeSet::new).toList();
        Set<Long> seen = new TreeSet<>();
        for (DayVotes votes : calendar.votes()) {
            seen.add(votes.epochDay());
            int trading = 0;
            int alive = 0;
            for (TreeSet<Long> days : ordered) {
                trading += days.contains(votes.epochDay()) ? 1 : 0;
                alive += days.first() <= votes.epochDay() && votes.epochDay() <= days.last() ? 1 : 0;
            }
            assertThat(votes.trading()).isEqualTo(trading);
            assertThat(votes.alive()).isEqualTo(alive);
        }
        symbols.forEach(days -> assertThat(seen).containsAll(days));
    }
}
