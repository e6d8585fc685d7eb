package dev.tidemark.market.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDiagnosisTest {
    private static final double NONE = Double.NaN;
    private final PriceDiagnosis.Scan scan = new PriceDiagnosis.Scan();

    private static boolean isWeekday(long day) {
        DayOfWeek of = LocalDate.ofEpochDay(day).getDayOfWeek();
        return of != DayOfWeek.SATURDAY && of != DayOfWeek.SUNDAY;
    }

    private static long day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }

    private static PriceDiagnosis of(PriceDiagnosis.Scan scan, String... dates) {
        for (String date : dates) {
            scan.row(day(date), 0, 1, 1);
        }
        return scan.end();
    }

    @Test
    void theVectorOfTheSpecification() {
        scan.row(day("2024-01-02"), 0, 10.0, 100);
        scan.row(day("2024-01-03"), 0, 10.1, 0);
        scan.row(day("2024-01-03"), 0, 10.1, 0);
        scan.row(day("2024-01-05"), 0, 0, 50);
        scan.row(day("2024-01-04"), 0, 10.2, NONE);
        scan.row(PriceDiagnosis.NO_DAY, 0, 10.3, 10);
        scan.row(day("2024-01-08"), 0, NONE, 10);
        scan.row(day("2024-01-09"), 0, 10.4, 30);

        PriceDiagnosis found = scan.end();

        assertThat(found.status()).isEqualTo("warning");
        assertThat(found.flags())
                .isEqualTo("invalid_rows=1;non_numeric_prices=1;non_positive_close=1;missing_volume=1;zero_volume=2;"
                        + "zero_volume_ratio=0.2857;zero_volume_severity=high;duplicate_dates;non_monotonic_dates");
        assertThat(found.rows()).isEqualTo(7);
        assertThat(found.priceStart()).isEqualTo("2024-01-02");
        assertThat(found.priceEnd()).isEqualTo("2024-01-09");
    }

    @Test
    void aFileWithoutRowsIsEmpty() {
        assertThat(scan.end())
                .isEqualTo(new PriceDiagnosis("empty", "", PriceDiagnosis.NO_DAY, PriceDiagnosis.NO_DAY, 0));
    }

    @Test
    void rowsWithoutAnyValidDateAreSparseAndHaveNoDates() {
        scan.row(PriceDiagnosis.NO_DAY, 0, 0, 0);

        PriceDiagnosis found = scan.end();

        assertThat(found.status()).isEqualTo("sparse");
        assertThat(found.flags()).isEqualTo("invalid_rows=1");
        assertThat(found.priceStart() + found.priceEnd()).isEmpty();
    }

    @Test
    void oneRowIsSparseEvenWhenItIsOdd() {
        scan.row(day("2024-01-02"), 0, 1, 0);

        assertThat(scan.end().status()).isEqualTo("sparse");
    }

    @Test
    void twoGoodRowsAreOk() {
        PriceDiagnosis found = of(scan, "2024-01-02", "2024-01-03");

        assertThat(found.status()).isEqualTo("ok");
        assertThat(found.flags()).isEmpty();
    }

    @Test
    void aMissingOrUnreadableFileSaysNothingOfItsRows() {
        assertThat(PriceDiagnosis.MISSING_FILE.status()).isEqualTo("missing_file");
        assertThat(PriceDiagnosis.MISSING_FILE.isError()).isFalse();
        assertThat(PriceDiagnosis.error("invalid_utf8").status()).isEqualTo("error:invalid_utf8");
        assertThat(PriceDiagnosis.error("invalid_utf8").isError()).isTrue();
        assertThat(PriceDiagnosis.error("invalid_utf8").rows()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 101, low, 0.0099",
        "1, 100, moderate, 0.0100",
        "9, 100, moderate, 0.0900",
        "10, 100, high, 0.1000",
        "49, 100, high, 0.4900",
        "50, 100, critical, 0.5000",
        "3, 3, critical, 1.0000"
    })
    void theShareOfZeroVolumesDecidesHowSevereItIs(int zeros, int rows, String severity, String ratio) {
        for (int i = 0; i < rows; i++) {
            scan.row(i, 0, 1, i < zeros ? 0 : 1);
        }

        assertThat(scan.end().flags())
                .isEqualTo(
                        "zero_volume=" + zeros + ";zero_volume_ratio=" + ratio + ";zero_volume_severity=" + severity);
    }

    @Test
    void aDuplicateFarFromItsTwinIsSeen() {
        assertThat(of(scan, "2024-01-02", "2024-01-03", "2024-01-02").flags())
                .isEqualTo("duplicate_dates;non_monotonic_dates");
    }

    @Test
    void disorderAloneIsNoDuplicate() {
        PriceDiagnosis found = of(scan, "2024-01-04", "2024-01-02", "2024-01-03");

        assertThat(found.flags()).isEqualTo("non_monotonic_dates");
        assertThat(found.priceStart()).isEqualTo("2024-01-02");
        assertThat(found.priceEnd()).isEqualTo("2024-01-04");
    }

    @Test
    void barsOfOneDayAreToldApartByTheirTimes() {
        scan.row(-1, 86_399, 1, 1);
        scan.row(0, 0, 1, 1);
        scan.row(0, 300, 1, 1);

        PriceDiagnosis found = scan.end();

        assertThat(found.flags()).isEmpty();
        assertThat(found.priceStart()).isEqualTo("1969-12-31");
        assertThat(found.priceEnd()).isEqualTo("1970-01-01");
    }

    @ParameterizedTest
    @CsvSource({
        // Friday to Monday has no trading day between.
        "0, 2024-01-05, 2024-01-08, ''",
        "0, 2024-01-05, 2024-01-09, price_gap_days=1",
        "1, 2024-01-05, 2024-01-09, ''",
        "1, 2024-01-05, 2024-01-10, price_gap_days=2",
        "5, 2024-01-05, 2024-02-05, price_gap_days=20",
    })
    void aHoleIsCountedInTradingDays(int most, String from, String to, String flags) {
        assertThat(of(new PriceDiagnosis.Scan(most, PriceDiagnosisTest::isWeekday), to, from)
                        .flags())
                .isEqualTo(flags.isEmpty() ? "non_monotonic_dates" : "non_monotonic_dates;" + flags);
    }

    @Test
    void theLargestHoleIsNamed() {
        assertThat(of(
                                new PriceDiagnosis.Scan(0, PriceDiagnosisTest::isWeekday),
                                "2024-01-02",
                                "2024-01-04",
                                "2024-01-10",
                                "2024-01-12")
                        .flags())
                .isEqualTo("price_gap_days=3");
    }

    @Test
    void aHoleCannotBeNegative() {
        assertThatThrownBy(() -> new PriceDiagnosis.Scan(-1, PriceDiagnosisTest::isWeekday))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Property(tries = 1000)
    void itIsAPlainCountWhateverTheOrder(
            @ForAll @Size(max = 40) List<@IntRange(min = -15, max = 60) Integer> days,
            @ForAll @IntRange(max = 6) int most) {
        PriceDiagnosis.Scan counted = new PriceDiagnosis.Scan(most, PriceDiagnosisTest::isWeekday);
        days.forEach(d -> counted.row(d, 0, 1, 1));

        assertThat(counted.end().flags()).isEqualTo(String.join(";", plainFlags(days, most)));
    }

    private static List<String> plainFlags(List<Integer> days, int most) {
        List<String> flags = new ArrayList<>();
        Set<Integer> distinct = new HashSet<>(days);
        if (distinct.size() < days.size()) {
            flags.add("duplicate_dates");
        }
        if (!days.stream().sorted().toList().equals(days)) {
            flags.add("non_monotonic_dates");
        }
        int run = 0;
        int hole = 0;
        TreeSet<Integer> sorted = new TreeSet<>(days);
        for (int d = sorted.isEmpty() ? 0 : sorted.first(); !sorted.isEmpty() && d <= sorted.last(); d++) {
            run = sorted.contains(d) ? 0 : run + (isWeekday(d) ? 1 : 0);
            hole = Math.max(hole, run);
        }
        if (hole > most) {
            flags.add("price_gap_days=" + hole);
        }
        return flags;
    }
}
