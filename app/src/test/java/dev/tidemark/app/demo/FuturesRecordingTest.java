package dev.tidemark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FuturesRecordingTest {
    /// From the last day before the holidays to the second one after them.
    private static final FuturesRecording SMALL = new FuturesRecording(LocalDate.of(2024, 2, 8), 3, 600);

    private static List<Map<String, String>> rows(String file) {
        List<String> lines = SMALL.dump().files().get(file);
        assertThat(lines.getFirst()).isEqualTo("\"" + String.join("\",\"", FuturesRecording.COLUMNS) + "\"");
        return lines.stream().skip(1).map(FuturesRecordingTest::row).toList();
    }

    private static Map<String, String> row(String line) {
        String[] fields = line.substring(1, line.length() - 1).split("\",\"", -1);
        assertThat(fields).hasSize(44);
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < fields.length; i++) {
            row.put(FuturesRecording.COLUMNS.get(i), fields[i]);
        }
        return row;
    }

    @Test
    void theSameRecordingIsTheSameBytesOnEveryMachine() {
        String text = SMALL.dump().files().toString();

        assertThat(SMALL.dump().files().toString()).isEqualTo(text);
        assertThat(Digest.of(text.getBytes(StandardCharsets.UTF_8)).shortHex()).isEqualTo("ebdb8b81a0b4d0c5");
    }

    @Test
    void aFileHoldsTheNightOfTheNextTradingDay() {
        assertThat(SMALL.dump().files().keySet())
                .containsExactly(
                        "cu2403/20240207.tick-ctp.csv",
                        "cu2403/20240208.tick-ctp.csv",
                        "cu2403/20240219.tick-ctp.csv",
                        "cu2403/20240220.tick-ctp.csv",
                        "cu2404/20240207.tick-ctp.csv",
                        "cu2404/20240208.tick-ctp.csv",
                        "cu2404/20240219.tick-ctp.csv",
                        "cu2404/20240220.tick-ctp.csv");
        assertThat(rows("cu2403/20240207.tick-ctp.csv"))
                .allMatch(row -> row.get("TradingDay").equals("20240208")
                        && row.get("UpdateTime").compareTo("21:00:00") >= 0);
        assertThat(rows("cu2403/20240219.tick-ctp.csv").getFirst())
                .containsEntry("TradingDay", "20240219")
                .containsEntry("UpdateTime", "09:00:00"); // no night after the holidays
        assertThat(rows("cu2403/20240219.tick-ctp.csv").getLast()).containsEntry("TradingDay", "20240220");
    }

    @Test
    void booksAndTotalsHoldTogether() {
        double volume = 0;
        for (Map<String, String> row : rows("cu2404/20240219.tick-ctp.csv")) {
            for (int level = 1; level < 5; level++) {
                assertThat(number(row, "BidPrice" + level)).isGreaterThan(number(row, "BidPrice" + (level + 1)));
                assertThat(number(row, "AskPrice" + level)).isLessThan(number(row, "AskPrice" + (level + 1)));
                assertThat(number(row, "BidVolume" + level)).isPositive();
            }
            assertThat(number(row, "BidPrice1")).isLessThan(number(row, "AskPrice1"));
            assertThat(number(row, "LastPrice")).isBetween(number(row, "LowestPrice"), number(row, "HighestPrice"));
            if (row.get("TradingDay").equals("20240219")) {
                assertThat(number(row, "Volume")).isGreaterThanOrEqualTo(volume);
                volume = number(row, "Volume");
            }
        }
        assertThat(volume).isPositive();
    }

    @Test
    void tradeMovesToTheLaterContract() {
        double earlier = number(rows("cu2403/20240208.tick-ctp.csv").getFirst(), "OpenInterest");
        double later = number(rows("cu2404/20240208.tick-ctp.csv").getFirst(), "OpenInterest");

        assertThat(number(rows("cu2403/20240220.tick-ctp.csv").getLast(), "OpenInterest"))
                .isLessThan(earlier);
        assertThat(number(rows("cu2404/20240220.tick-ctp.csv").getLast(), "OpenInterest"))
                .isGreaterThan(later);
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    @Test
    void minutesWithoutATradeHaveNoLine() {
        Dump dump = new MinuteFile("SIMUSD", 1_735_430_400L, 500).dump();

        List<String> lines = dump.files().get("SIMUSD_1.csv");
        assertThat(dump.rows()).isEqualTo(lines.size()).isBetween(440L, 499L);
        assertThat(lines).allMatch(line -> line.matches("\\d{10}(,\\d+\\.\\d{1,2}){5},\\d+"));
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            double open = Double.parseDouble(cells[1]);
            double close = Double.parseDouble(cells[4]);
            assertThat(Double.parseDouble(cells[2])).isGreaterThanOrEqualTo(Math.max(open, close));
            assertThat(Double.parseDouble(cells[3])).isLessThanOrEqualTo(Math.min(open, close));
        }
    }
}
