package dev.tidemark.sources.provider.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A folder of CSV files as a provider.
class FileProviderTest {
    private static final String HEADER = "date,open,high,low,close,volume\n";

    @TempDir
    private Path around;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(around.resolve("dump"));
    }

    private void write(String name, String text, int minute) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2024-05-01T00:00:00Z").plusSeconds(60L * minute)));
    }

    private Provider provider(Map<String, String> options) {
        TreeMap<String, String> all = new TreeMap<>(options);
        all.putIfAbsent("path", folder.toString());
        return FileProvider.kind().open(new ProviderSetup("file", Optional.empty(), all));
    }

    private BarAnswer ask(String symbol, String timeframe, String from, String to) throws ProviderException {
        return ask(Map.of(), symbol, timeframe, from, to);
    }

    private BarAnswer ask(Map<String, String> options, String symbol, String timeframe, String from, String to)
            throws ProviderException {
        BarRequest request = new BarRequest(symbol, Timeframe.parse(timeframe), Instant.parse(from), Instant.parse(to));
        return provider(options).bars(request, _ -> {
            throw new AssertionError("it asks nobody");
        });
    }

    private BarAnswer year(String symbol) throws ProviderException {
        return ask(symbol, "1d", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
    }

    private static List<String> times(BarAnswer answer) {
        BarRows bars = answer.bars();
        List<String> times = new ArrayList<>();
        for (int row = 0; row < bars.size(); row++) {
            times.add(Instant.EPOCH.plus(bars.ts(row), ChronoUnit.MICROS) + " " + bars.value(Field.CLOSE, row));
        }
        return times;
    }

    @Test
    void daily() throws IOException, ProviderException {
        write("AAPL.csv", """
            Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits,Note
            2024-01-02,187.15,188.44,183.89,185.64,184.94,82488700,0.0,1.0,x
            2024-01-03,184.22,185.88,183.43,184.25,,58414500,0.24,1.0,
            """, 0);
        BarAnswer answer = year("AAPL");
        BarRows bars = answer.bars();
        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.ts(0)).isEqualTo(1_704_153_600_000_000L);
        assertThat(bars.value(Field.OPEN, 0)).isEqualTo(187.15);
        assertThat(bars.value(Field.HIGH, 0)).isEqualTo(188.44);
        assertThat(bars.value(Field.LOW, 0)).isEqualTo(183.89);
        assertThat(bars.value(Field.CLOSE, 0)).isEqualTo(185.64);
        assertThat(bars.value(Field.VOLUME, 0)).isEqualTo(82_488_700);
        assertThat(bars.value(Field.ADJ_CLOSE, 0)).isEqualTo(184.94);
        assertThat(bars.value(Field.ADJ_CLOSE, 1)).isNaN();
        assertThat(bars.value(Field.DIVIDENDS, 1)).isEqualTo(0.24);
        assertThat(bars.value(Field.SPLITS, 1)).isEqualTo(1);
        assertThat(bars.value(Field.OPEN_INTEREST, 1)).isNaN();
        assertThat(answer.from()).as("from the first bar").isEqualTo(Instant.parse("2024-01-02T00:00:00Z"));
        assertThat(answer.to()).as("to the last bar").isEqualTo(Instant.parse("2024-01-04T00:00:00Z"));
    }

    @Test
    void theNewerFileWinsWhereFilesOverlap() throws IOException, ProviderException {
        write("X_2024.csv", HEADER + "2024-01-02,1,1,1,1,\n2024-01-03,1,1,1,1,\n", 0);
        write("1d/X-2024-01-05.csv", HEADER + "2024-01-03,2,2,2,2,\n2024-01-04,2,2,2,2,\n", 2);
        write("X.csv", HEADER + "2024-01-03,3,3,3,3,\n2024-01-05,3,3,3,3,\n", 1);
        assertThat(times(year("X")))
                .containsExactlyInAnyOrder(
                        "2024-01-02T00:00:00Z 1.0",
                        "2024-01-03T00:00:00Z 2.0",
                        "2024-01-04T00:00:00Z 2.0",
                        "2024-01-05T00:00:00Z 3.0");
    }

    @Test
    void whatOneFileHoldsTwiceIsReturnedTwice() throws IOException, ProviderException {
        write("X.csv", HEADER + "2024-01-03,1,1,1,1,\n2024-01-02,2,2,2,2,\n2024-01-03,3,3,3,3,\n", 0);
        assertThat(times(year("X")))
                .containsExactly("2024-01-03T00:00:00Z 1.0", "2024-01-02T00:00:00Z 2.0", "2024-01-03T00:00:00Z 3.0");
    }

    @Test
    void aFileThatArrivesLaterIsSeen() throws IOException, ProviderException {
        write("X.csv", HEADER + "2024-01-02,1,1,1,1,\n", 0);
        Provider provider = provider(Map.of());
        BarRequest request = new BarRequest(
                "X", Timeframe.DAILY, Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(provider.bars(request, _ -> fail()).bars().size()).isEqualTo(1);
        write("X_2.csv", HEADER + "2024-01-03,1,1,1,1,\n", 0);
        Files.setLastModifiedTime(folder, FileTime.from(Instant.parse("2024-06-01T00:00:00Z")));
        assertThat(provider.bars(request, _ -> fail()).bars().size()).isEqualTo(2);
    }

    private static Reply fail() {
        throw new AssertionError("it asks nobody");
    }

    @Test
    void itSpeaksForNothingOutsideItsFiles() throws IOException, ProviderException {
        write("X.csv", HEADER + "2023-01-02,1,1,1,1,\n", 0);
        BarAnswer answer = year("X");
        assertThat(answer.bars().size()).isZero();
        assertThat(answer.from()).isEqualTo(answer.to());
        write("Y.csv", HEADER, 0);
        assertThat(year("Y").from()).isEqualTo(year("Y").to());
    }

    @Test
    void weeksAndMonthsAreLabelledByTheirFirstDay() throws IOException, ProviderException {
        write("1w/X.csv", HEADER + "2024-01-05,1,1,1,1,5\n", 0);
        write("1mo/X.csv", HEADER + "2024-01-31,1,1,1,1,5\n", 0);
        BarAnswer week = ask("X", "1w", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z");
        assertThat(times(week)).containsExactly("2024-01-01T00:00:00Z 1.0");
        assertThat(week.to()).isEqualTo(Instant.parse("2024-01-08T00:00:00Z"));
        BarAnswer month = ask("X", "1mo", "2024-01-01T00:00:00Z", "2024-06-01T00:00:00Z");
        assertThat(times(month)).containsExactly("2024-01-01T00:00:00Z 1.0");
        assertThat(month.to()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
    }

    @Test
    void minutesInEveryWritingOfTime() throws IOException, ProviderException {
        String bar = ",1,2,1,2,5\n";
        write("1m/A.csv", "timestamp,open,high,low,close,volume\n1710054000" + bar + "1710054060" + bar, 0);
        write("1m/B.csv", "timestamp,open,high,low,close,volume\n1710054000000" + bar + "1710054060000" + bar, 0);
        write(
                "1m/C.csv",
                "datetime,open,high,low,close,volume\n2024-03-10T07:00:00Z" + bar + "2024-03-10T03:01:00-04:00" + bar,
                0);
        write(
                "1m/D.csv",
                "date,time,open,high,low,close,volume\n2024-03-10,03:00:00" + bar + "2024-03-10,03:01:00" + bar,
                0);
        write("1m/E.csv", "Time;Open;High;Low;Close;Volume\n", 0);
        Map<String, String> newYork = Map.of("zone", "America/New_York");
        for (String symbol : List.of("A", "B", "C", "D")) {
            assertThat(times(ask(newYork, symbol, "1m", "2024-03-10T06:00:00Z", "2024-03-10T08:00:00Z")))
                    .as(symbol)
                    .containsExactly("2024-03-10T07:00:00Z 2.0", "2024-03-10T07:01:00Z 2.0");
        }
        assertRefused(Map.of(), "D", "1m", "say with the option zone");
        assertRefused(newYork, "E", "1m", "its header has no column");
    }

    @Test
    void bothPassesThroughTheHourThatComesTwice() throws IOException, ProviderException {
        String bar = ",1,2,1,2,5\n";
        write(
                "30m/X.csv",
                "time,open,high,low,close,volume\n2024-11-03 01:00" + bar + "2024-11-03 01:30" + bar
                        + "2024-11-03 01:00" + bar + "2024-11-03 01:30" + bar,
                0);
        assertThat(times(ask(
                        Map.of("zone", "America/New_York"),
                        "X",
                        "30m",
                        "2024-11-03T00:00:00Z",
                        "2024-11-04T00:00:00Z")))
                .containsExactly(
                        "2024-11-03T05:00:00Z 2.0",
                        "2024-11-03T05:30:00Z 2.0",
                        "2024-11-03T06:00:00Z 2.0",
                        "2024-11-03T06:30:00Z 2.0");
    }

    @Test
    void onlyFilesOfTheSymbol() throws IOException, ProviderException {
        write("BRK.csv", HEADER + "2024-01-02,1,1,1,1,\n", 0);
        write("BRK-B.csv", HEADER + "2024-01-03,2,2,2,2,\n", 0);
        write("BRK-B_20240104.csv", HEADER + "2024-01-04,2,2,2,2,\n", 0);
        write("BRK-2024-01-05.csv.part", "half", 0);
        assertThat(times(year("BRK"))).containsExactly("2024-01-02T00:00:00Z 1.0");
        assertThat(times(year("BRK-B")))
                .containsExactlyInAnyOrder("2024-01-03T00:00:00Z 2.0", "2024-01-04T00:00:00Z 2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "..", ".", "", "/etc/passwd", "1d/X", "x\0y", "none"})
    void noSymbolLeadsOutOfTheFolder(String symbol) throws IOException {
        Files.writeString(around.resolve("outside.csv"), HEADER + "2024-01-02,1,1,1,1,\n");
        write("1d/X.csv", HEADER + "2024-01-02,1,1,1,1,\n", 0);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> year(symbol))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_SYMBOL));
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path outside = Files.writeString(around.resolve("secret.csv"), HEADER + "2024-01-02,1,1,1,1,\n");
        Files.createSymbolicLink(folder.resolve("X.csv"), outside);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> year("X"))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_SYMBOL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-03,1,1,1,NaN,5\n",
                "2024-01-03,1,1,1,Infinity,5\n",
                "2024-01-03,1,1,1,1e999,5\n",
                "2024-01-03,1,1,1,1,-5\n",
                "2024-01-03,1,1,1,1\n",
                "2024-01-03,1,1,1,1,5,6\n",
                "2024-01-03 09:30,1,1,1,1,5\n",
                "20240103,1,1,1,1,5\n",
                "2024-02-30,1,1,1,1,5\n",
                "<html><body>404</body></html>\n",
                "2024-01-03,\"1,1,1,1,5\n",
                "2024-01-03,1,1,1,1,5"
            })
    void aLineThatIsNoBarRefusesItsFile(String line) throws IOException {
        write("X.csv", HEADER + "2024-01-02,1,1,1,1,5\n" + line, 0);
        assertRefused(Map.of(), "X", "1d", "X.csv, line 3: ");
    }

    @Test
    void aFileOfAnotherSymbol() throws IOException {
        write("X.csv", "symbol,date,open,high,low,close\nX,2024-01-02,1,1,1,1\nY,2024-01-03,1,1,1,1\n", 0);
        assertRefused(Map.of(), "X", "1d", "it is about 'Y', not about X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "open,high,low,close\n",
                "date,open,high,low\n",
                "date,open,high,low,close,close\n",
                "date,date,open,high,low,close\n"
            })
    void aHeaderThatIsNone(String header) throws IOException {
        write("X.csv", header, 0);
        assertRefused(Map.of(), "X", "1d", "X.csv, line ");
    }

    @Test
    void setup() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileProvider.kind().open(ProviderSetup.of("file")))
                .withMessageContaining("option path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider(Map.of("zone", "Mars/Base")))
                .withMessageContaining("Mars/Base");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider(Map.of("pth", "x")))
                .withMessageContaining("path");
        for (String timeframe : List.of("1m", "1d")) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> ask(
                            Map.of("path", folder.resolve("gone").toString()),
                            "X",
                            timeframe,
                            "2024-01-01T00:00:00Z",
                            "2025-01-01T00:00:00Z"))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NETWORK))
                    .withMessageContaining("gone");
        }
    }

    @Test
    void whateverTheBytesAreItAnswersOrRefuses() throws IOException, ProviderException {
        String good = """
            datetime,open,high,low,close,volume,adj_close
            2024-01-02T14:30:00Z,1.5,2,1,1.75,100,1.7
            2024-01-02T14:31:00Z,1.75,2,1,1.5,,
            """;
        List<String> insertions =
                List.of("\n", "\r\n", ",", "\"", "NaN", "inf", "1e999", "<html>", "\ufeff", "\0", "9".repeat(40), "é");
        SplittableRandom random = new SplittableRandom(5);
        Instant from = Instant.parse("2024-01-02T14:30:00Z");
        int answered = 0;
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, insertions.get(random.nextInt(insertions.size())));
                    case 1 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
                }
            }
            write("1m/X.csv", text.toString(), 0);
            try {
                BarAnswer answer = ask("X", "1m", from.toString(), "2024-01-02T14:31:00Z");
                answered++;
                for (int row = 0; row < answer.bars().size(); row++) {
                    assertThat(answer.bars().ts(row)).isEqualTo(from.getEpochSecond() * 1_000_000);
                }
            } catch (ProviderException e) {
                assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER);
            }
        }
        assertThat(answered).isBetween(10, 190);
    }

    private void assertRefused(Map<String, String> options, String symbol, String timeframe, String words) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> ask(options, symbol, timeframe, "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER))
                .withMessageContaining(words);
    }
}
