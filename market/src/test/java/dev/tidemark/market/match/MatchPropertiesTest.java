package dev.tidemark.market.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/// What holds for all indices, over small random ones in which everything collides with everything.
class MatchPropertiesTest {
    private static final List<String> BASES =
            List.of("A", "LA", "QA", "BRK.B", "BRK-B", "LBRK-B", "FB", "META", "NRZ", "RITM");
    private static final List<String> EXTENSIONS = List.of(".US", ".UK", ".PA", ".FR", "");
    private static final List<String> NUMBERS = List.of("", "", "US0378331005", "US8923561067", "GB00BLGZ9862");
    private static final List<String> FOLDERS =
            List.of("nasdaq stocks/1", "nyse stocks/1", "nyse stocks/2", "nysemkt stocks", "etfs");

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static IndexEntry anyEntry(Random random) {
        IndexEntry daily =
                Listed.entry(any(random, BASES) + any(random, EXTENSIONS), any(random, FOLDERS), any(random, NUMBERS));
        return random.nextInt(4) == 0 ? Listed.intraday(daily) : daily;
    }

    private static List<IndexEntry> anyEntries(Random random) {
        List<IndexEntry> entries = new ArrayList<>();
        for (int left = random.nextInt(9); left > 0; left--) {
            entries.add(anyEntry(random));
        }
        return entries;
    }

    private static PlainMatcher.Row anyRow(Random random) {
        return new PlainMatcher.Row(
                any(random, BASES),
                any(random, PlainMatcher.SUFFIXES),
                any(random, PlainMatcher.MARKETS),
                any(random, NUMBERS));
    }

    @Property(tries = 5_000)
    void isWhatThePlainFormulationSays(@ForAll long seed) {
        Random random = new Random(seed);
        List<IndexEntry> entries = anyEntries(random);
        PlainMatcher.Row row = anyRow(random);
        assertThat(Listed.told(SourceIndex.of(entries), row.listed()))
                .as("%s in %s", row, entries)
                .isEqualTo(PlainMatcher.told(entries, row));
    }

    @Property(tries = 2_000)
    void doesNotDependOnTheOrderOfTheIndex(@ForAll long seed) {
        Random random = new Random(seed);
        List<IndexEntry> entries = anyEntries(random);
        ListedInstrument row = anyRow(random).listed();
        Matcher matcher = Listed.matcher(SourceIndex.of(entries));
        List<IndexEntry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        Matcher other = Listed.matcher(SourceIndex.of(shuffled));
        assertThat(other.match(row)).isEqualTo(matcher.match(row));
        assertThat(other.seen(row)).isEqualTo(matcher.seen(row));
        assertThat(other.explain(row)).isEqualTo(matcher.explain(row));
    }

    /// At least a fifth of the pairs of different indices must look equal to a row, or the property says little.
    @Property(tries = 5_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void equalSeenMeansEqualAnswer(@ForAll long seed) {
        Random random = new Random(seed);
        List<IndexEntry> entries = anyEntries(random);
        List<IndexEntry> edited = new ArrayList<>(entries);
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            if (!edited.isEmpty() && random.nextBoolean()) {
                edited.remove(random.nextInt(edited.size()));
            } else {
                edited.add(anyEntry(random));
            }
        }
        ListedInstrument row = anyRow(random).listed();
        Matcher before = Listed.matcher(SourceIndex.of(entries));
        Matcher after = Listed.matcher(SourceIndex.of(edited));
        boolean looksEqual = before.seen(row).equals(after.seen(row));
        if (looksEqual) {
            assertThat(after.match(row))
                    .as("%s in %s or %s", row, entries, edited)
                    .isEqualTo(before.match(row));
            assertThat(after.explain(row)).isEqualTo(before.explain(row));
        }
        Statistics.collect(looksEqual);
        Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
    }

    @Property(tries = 1_000)
    void filesOfOtherNamesAreNotSeen(@ForAll long seed) {
        Random random = new Random(seed);
        List<IndexEntry> entries = anyEntries(random);
        EXTENSIONS.forEach(extension -> entries.add(Listed.entry("PRESENT" + extension, "etfs", "")));
        ListedInstrument row = anyRow(random).listed();
        String seen = Listed.matcher(SourceIndex.of(entries)).seen(row);
        entries.add(Listed.entry("OTHER" + any(random, EXTENSIONS), any(random, FOLDERS), "DE0007100000"));
        assertThat(Listed.matcher(SourceIndex.of(entries)).seen(row)).isEqualTo(seen);
    }

    @Property(tries = 2_000)
    void aMatchIsOnAWantedExchangeAndOfNoOtherSecurity(@ForAll long seed) {
        Random random = new Random(seed);
        ListedInstrument row = anyRow(random).listed();
        Matcher matcher = Listed.matcher(SourceIndex.of(anyEntries(random)));
        Match match = matcher.match(row);
        assertThat(match.reason().isEmpty()).isEqualTo(match.isMatched());
        match.entry().ifPresent(entry -> {
            boolean isSame = !entry.isin().isEmpty() && entry.isin().equals(row.isin());
            assertThat(isSame || entry.isin().isEmpty() || row.isin().isEmpty()).isTrue();
            List<String> wanted = matcher.wanted(row).extensions();
            assertThat(wanted.isEmpty() ? isSame : wanted.contains(entry.extension()))
                    .isTrue();
        });
    }

    @Property(tries = 1_000)
    void anyTextHasAnAnswer(@ForAll String symbol, @ForAll String market, @ForAll String isin) {
        Match match = Listed.matcher(Listed.SPECIFIED).match(Listed.row(symbol, market, isin));
        assertThat(match.isMatched() || !match.reason().isEmpty()).isTrue();
        assertThat(match.candidates()).isSorted().doesNotHaveDuplicates();
    }
}
