package dev.tidemark.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.merge.RunOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes are, every line that is not blank becomes a row or a reject, or its file is refused as a whole.
class CsvFuzzTest {
    private static final String BARS = """
        symbol,time,open,high,low,close,volume
        A,2024-03-09 23:00:00,1.5,2,1,1.75,100
        A,2024-03-10 01:59:00,1.5,2,1,1.75,"1,000"
        B,2024-03-10 03:00:00,1.5,2,1,1.75,
        A,2024-11-03 01:30:00,1.5,2,1,NaN,100\r
        A,2024-11-03 01:30:00,1e10,.5,-2,+1.75,100
        """;
    private static final String TRADES = """
        time,symbol,price,size,trade_id,isBuyerMaker
        1704153599999,X,2300.5,0.1,7,true
        1704153600000,X,2300.6,0.2,8,False
        1704153600000,Y,2300.6,0.2,8,1
        1704153500000,X,2300.6,,9,0
        """;
    private static final List<String> INSERTIONS = List.of(
            "\n",
            "\r\n",
            ",",
            "\"",
            "NaN",
            "inf",
            "1e999",
            "..",
            "../x",
            "<html>",
            "\ufeff",
            "\t",
            "\0",
            "9".repeat(40),
            "symbol,time,open,high,low,close,volume\n",
            "2024-03-10 02:30:00",
            ";",
            "é");

    @Test
    void everyLineIsAccountedFor(@TempDir Path folder) {
        SplittableRandom random = new SplittableRandom(7);
        try (TestLake lake = new TestLake(folder)) {
            for (int round = 0; round < 30; round++) {
                check(lake, mutants(lake, round, BARS, random), "bars/1m-f" + round % 6);
                check(lake, mutants(lake, round, TRADES, random), "ticks/trades-f" + round % 6);
            }
        }
    }

    private record Mutants(Path folder, long lines) {}

    private static Mutants mutants(TestLake lake, int round, String valid, SplittableRandom random) {
        String name = (valid.equals(BARS) ? "bars" : "trades") + round;
        long lines = 0;
        for (int i = 0; i < 20; i++) {
            byte[] text = mutate(valid, random);
            lake.file(name + "/f" + i + ".csv", text);
            lines += lines(text);
        }
        return new Mutants(lake.in.resolve(name), lines);
    }

    private static byte[] mutate(String valid, SplittableRandom random) {
        String text = valid;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(12));
            text = switch (random.nextInt(4)) {
                case 0 ->
                    text.substring(0, at) + INSERTIONS.get(random.nextInt(INSERTIONS.size())) + text.substring(at);
                case 1 -> text.substring(0, at) + text.substring(to);
                case 2 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(to);
                default -> text.substring(0, at) + text.substring(at / 2);
            };
        }
        return text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /// Counted the simple way: pieces between line feeds that hold more than one carriage return.
    private static long lines(byte[] text) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        if (all.startsWith("\u00ef\u00bb\u00bf")) {
            all = all.substring(3);
        }
        return Arrays.stream(all.split("\n", -1))
                .filter(line -> !line.isEmpty() && !line.equals("\r"))
                .count();
    }

    private static void check(TestLake lake, Mutants mutants, String dataset) {
        CsvImportOptions options = CsvImportOptions.of(
                        RunOptions.of(List.of(mutants.folder())).withThreads(2), CsvPreset.CSV)
                .withDataset(DatasetName.parse(dataset))
                .withLayout(CsvLayout.RECOGNISED.withZone(ZoneId.of("America/New_York")))
                .withCalendar("24x7");
        ImportReport report = CsvImport.run(lake.lake, options, Progress.NONE);
        long refused = report.count("refused");
        long headers = 20 - refused;
        assertThat(report.rows().read()).isLessThanOrEqualTo(mutants.lines());
        if (refused == 0) {
            assertThat(report.rows().read()).isBetween(mutants.lines() - headers, mutants.lines());
        }
    }
}
