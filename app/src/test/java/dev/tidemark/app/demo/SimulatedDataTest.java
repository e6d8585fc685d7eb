package dev.tidemark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedDataTest {
    private static final DemoDumps SMALL = new DemoDumps(5, LocalDate.of(2024, 1, 2), LocalDate.of(2024, 3, 28), 2, 15);

    @TempDir
    private Path folder;

    @Test
    void theSameDumpIsTheSameBytesOnEveryMachine() throws IOException {
        Dump dump = SMALL.firstVintage();
        DumpWriter.zip(dump, folder.resolve("a.zip"));
        DumpWriter.zip(SMALL.firstVintage(), folder.resolve("b.zip"));

        assertThat(folder.resolve("a.zip")).hasSameBinaryContentAs(folder.resolve("b.zip"));
        byte[] text = String.join(
                        "\n",
                        dump.files().values().stream().flatMap(List::stream).toList())
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Digest.of(text).shortHex()).isEqualTo("7cae455836b30cc5");
    }

    @Test
    void barsHoldTogether() {
        for (List<String> lines : SMALL.firstVintage().files().values()) {
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                double open = Double.parseDouble(cells[4]);
                double high = Double.parseDouble(cells[5]);
                double low = Double.parseDouble(cells[6]);
                double close = Double.parseDouble(cells[7]);
                assertThat(low).as(line).isPositive().isLessThanOrEqualTo(Math.min(open, close));
                assertThat(high).as(line).isGreaterThanOrEqualTo(Math.max(open, close));
                assertThat(Long.parseLong(cells[8])).as(line).isPositive();
            }
        }
    }

    @Test
    void linesLookLikeStooqs() {
        List<String> daily = SMALL.firstVintage().files().get("data/daily/us/simulated stocks/1/simaa.us.txt");
        List<String> intraday = SMALL.firstVintage().files().get("data/5 min/us/simulated stocks/1/simab.us.txt");

        assertThat(daily.getFirst())
                .isEqualTo("<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>");
        assertThat(daily.get(1)).matches("SIMAA\\.US,D,20240102,000000(,\\d+(\\.\\d*[1-9])?){4},\\d+,0");
        assertThat(intraday.get(1)).startsWith("SIMAB.US,5,20240308,153000,");
        assertThat(intraday).hasSize(1 + 15 * 78);
        assertThat(intraday.stream()
                        .filter(line -> line.contains(",20240311,"))) // New York on summer time, Warsaw not yet
                .first(InstanceOfAssertFactories.STRING)
                .contains(",143000,");
    }

    @Test
    void theSecondVintageDiffersWhereItSays() {
        Dump first = SMALL.firstVintage();
        Dump second = SMALL.secondVintage();

        assertThat(second.rows()).isEqualTo(first.rows());
        assertThat(first.files().keySet().stream()
                        .filter(file ->
                                !first.files().get(file).equals(second.files().get(file))))
                .containsExactly(
                        "data/daily/us/simulated stocks/1/simac.us.txt",
                        "data/daily/us/simulated stocks/1/simad.us.txt");
        assertThat(second.files().get("data/daily/us/simulated stocks/1/simad.us.txt"))
                .filteredOn(line -> line.contains("oops"))
                .hasSize(1);
    }

    @Test
    void tradingDaysSkipWeekendsAndHolidays() {
        List<LocalDate> days = TradingDays.between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31));

        assertThat(days)
                .hasSize(253)
                .doesNotContain(
                        LocalDate.of(2024, 1, 1),
                        LocalDate.of(2024, 1, 15),
                        LocalDate.of(2024, 2, 19),
                        LocalDate.of(2024, 5, 27),
                        LocalDate.of(2024, 6, 19),
                        LocalDate.of(2024, 7, 4),
                        LocalDate.of(2024, 9, 2),
                        LocalDate.of(2024, 11, 28),
                        LocalDate.of(2024, 12, 25));
        assertThat(days)
                .noneMatch(day -> day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
        assertThat(TradingDays.upTo(LocalDate.of(2024, 7, 7), 2))
                .containsExactly(LocalDate.of(2024, 7, 3), LocalDate.of(2024, 7, 5));
        assertThat(TradingDays.isTradingDay(LocalDate.of(2021, 7, 5))).isFalse(); // the 4th was a Sunday
    }

    @Test
    void theGeneratorIsSplitMix64() {
        SeededRandom random = new SeededRandom(1234567L); // reference values of the published algorithm
        assertThat(List.of(random.nextLong(), random.nextLong(), random.nextLong()))
                .containsExactly(6457827717110365317L, 3203168211198807973L, -8629252141511181193L);
    }

    @Test
    void gaussiansHaveMeanZeroAndDeviationOne() {
        SeededRandom random = new SeededRandom(7);
        double sum = 0;
        double squares = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double x = random.nextGaussian();
            sum += x;
            squares += x * x;
        }
        assertThat(sum / n).isBetween(-0.02, 0.02);
        assertThat(squares / n).isBetween(0.98, 1.02);
    }

    @Test
    void aFolderWithOtherThingsIsNeverTouched() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> DemoFolder.prepare(other, true, ""))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("not empty and no demo lake");
        assertThat(other.resolve("thesis.txt")).exists();
    }

    @Test
    void aDemoLakeIsReplacedOnlyWhenAsked() throws IOException {
        Path demo = folder.resolve("demo");
        Path outside = Files.writeString(folder.resolve("outside.txt"), "stays");
        DemoFolder.prepare(demo, false, "about");
        Files.createDirectories(demo.resolve("data/bars"));
        Files.createSymbolicLink(demo.resolve("data/link"), outside);

        assertThatThrownBy(() -> DemoFolder.prepare(demo, false, "")).hasMessageContaining("--force");
        DemoFolder.prepare(demo, true, "about");

        assertThat(demo.resolve("data")).doesNotExist();
        assertThat(demo.resolve(DemoFolder.MARKER)).exists();
        assertThat(outside).hasContent("stays");
    }
}
