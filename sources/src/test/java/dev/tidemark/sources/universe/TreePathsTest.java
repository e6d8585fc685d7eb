package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a path says: region, category, and its place in the order.
class TreePathsTest {
    @ParameterizedTest
    @CsvSource({
        "d_us_txt/data/daily/us/nasdaq stocks/1/aapl.us.txt, us, nasdaq stocks/1",
        "d_uk_txt/data/daily/uk/lse etfs/a.uk.txt, uk, lse etfs",
        "data/5 min/us/nyse stocks/1/a.us.txt, us, nyse stocks/1",
        "data/5min/us/a.us.txt, us, ''",
        "data/hourly/pl/x.txt, pl, ''",
        "Data/Daily/US/a.txt, US, ''",
        // the first folder that names a timeframe counts
        "daily/daily/hourly/a.txt, daily, hourly",
        "us/nasdaq/1/a.txt, us, nasdaq/1",
        "us/a.txt, us, ''",
        "a.txt, '', ''",
        "daily/a.txt, '', ''",
        // no timeframes
        "dailys/us/a.txt, dailys, us",
        "min/us/a.txt, min, us",
        "12345 min/us/a.txt, 12345 min, us",
        "us/daily.txt, us, ''",
    })
    void regionAndCategory(String path, String region, String category) {
        assertThat(TreePlace.of(path)).isEqualTo(new TreePlace(region, category));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "/", ".", "~", "é", "\uD7FF", "\uE000", "\uFFFD", "😀", "𐀀")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Property
    void theOrderIsThatOfTheBytes(@ForAll("paths") String a, @ForAll("paths") String b) {
        int bytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(PathOrder.compare(a, b))).isEqualTo(Integer.signum(bytes));
    }
}
