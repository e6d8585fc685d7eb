package dev.tidemark.market.match;

import static dev.tidemark.market.match.Listed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceIndexTest {
    @ParameterizedTest
    @CsvSource({"BRK-B.US, BRK-B, .US", "EXM, EXM, ''", "A.B.US, A.B, .US", ".US, '', .US", "A., A, ."})
    void tickersSplitAtTheLastDot(String ticker, String base, String extension) {
        IndexEntry entry = entry(ticker, "stocks", "");
        assertThat(entry.base()).isEqualTo(base);
        assertThat(entry.extension()).isEqualTo(extension);
    }

    @Test
    void tickersAndNumbersAreInUpperCase() {
        IndexEntry entry = new IndexEntry("aapl.us", "a/aapl.us.txt", "us", "a", " us0378331005 ");
        assertThat(entry.ticker()).isEqualTo("AAPL.US");
        assertThat(entry.isin()).isEqualTo("US0378331005");
        assertThat(entry("A.US", "a", "none").isin()).isEmpty();
    }

    @Test
    void filesAreFoundByTickerBaseNumberAndExtension() {
        IndexEntry uk = entry("TSCO.UK", "lse stocks", "GB00BLGZ9862");
        IndexEntry us = entry("TSCO.US", "nasdaq stocks/2", "");
        IndexEntry moved = entry("TSCO.US", "nasdaq stocks/1", "");
        SourceIndex index = SourceIndex.of(List.of(us, uk, moved));
        assertThat(index.ofTicker("TSCO.US")).containsExactly(moved, us);
        assertThat(index.ofBase("TSCO")).containsExactly(uk, moved, us);
        assertThat(index.ofIsin("GB00BLGZ9862")).containsExactly(uk);
        assertThat(index.hasExtension(".UK")).isTrue();
        assertThat(index.hasExtension(".PL")).isFalse();
        assertThat(index.ofTicker("X")).isEmpty();
        assertThat(index.ofBase("TSCO.US")).isEmpty();
        assertThat(index.ofIsin("")).isEmpty();
    }

    @Test
    void aFileGivenTwiceIsOne() {
        IndexEntry file = entry("A.US", "nyse stocks", "");
        SourceIndex index = SourceIndex.of(List.of(file, file, file));
        assertThat(index.ofTicker("A.US")).containsExactly(file);
        assertThat(Listed.told(index, Listed.row("A:US", ""))).isEqualTo("A.US ticker");
    }

    @Test
    void tickersOfOneHashAreApart() {
        assertThat("B1".hashCode()).isEqualTo("AP".hashCode());
        SourceIndex index = Listed.index("B1.US AP.US AP.UK");
        assertThat(index.ofBase("B1")).extracting(IndexEntry::ticker).containsExactly("B1.US");
        assertThat(index.ofTicker("AP.UK")).extracting(IndexEntry::ticker).containsExactly("AP.UK");
    }

    @Property(tries = 300)
    void answersAsAWalkOverAllFilesDoes(@ForAll long seed) {
        Random random = new Random(seed);
        List<IndexEntry> entries = Stream.generate(() -> entry(
                        word(random) + (random.nextInt(4) == 0 ? "" : "." + word(random)),
                        "c" + random.nextInt(2),
                        random.nextBoolean() ? "" : "US000000000" + random.nextInt(4)))
                .limit(random.nextInt(60))
                .toList();
        SourceIndex index = SourceIndex.of(entries);
        for (IndexEntry entry :
                Stream.concat(entries.stream(), Stream.of(entry("Z.Z", "", ""))).toList()) {
            assertThat(index.ofTicker(entry.ticker()))
                    .isEqualTo(walk(entries, other -> other.ticker().equals(entry.ticker())));
            assertThat(index.ofBase(entry.base()))
                    .isEqualTo(walk(entries, other -> other.base().equals(entry.base())));
            assertThat(index.ofIsin(entry.isin()))
                    .isEqualTo(walk(
                            entries,
                            other -> !other.isin().isEmpty() && other.isin().equals(entry.isin())));
            assertThat(index.hasExtension(entry.extension()))
                    .isEqualTo(!walk(entries, other -> other.extension().equals(entry.extension()))
                            .isEmpty());
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(3), 'A', 'D')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static List<IndexEntry> walk(List<IndexEntry> entries, Predicate<IndexEntry> predicate) {
        return entries.stream()
                .filter(predicate)
                .distinct()
                .sorted(IndexEntry.ORDER)
                .toList();
    }
}
