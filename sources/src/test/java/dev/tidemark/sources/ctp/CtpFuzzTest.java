package dev.tidemark.sources.ctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.TestLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes are, every line that is not blank becomes a tick or a rejected row, or the source is refused.
class CtpFuzzTest {
    private static final int TRIES = 250;
    private static final int MEMBERS = 40;
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\"",
            ",",
            "NaN",
            "-Infinity",
            "1e309",
            "1.7976931348623157e308",
            "<html>",
            "\u0000",
            "\ufeff",
            "..",
            "99999999999999999999",
            "N/A",
            "20240310",
            "\n\n",
            "1,234",
            "\n" + CtpText.line(CtpText.COLUMNS) + "\n");

    private static String valid() {
        return CtpText.file(
                CtpText.row("20181009", "20181008", "21:00:00"),
                CtpText.row("20181009", "20181008", "21:00:00"),
                CtpText.row("20181009", "20181009", "09:00:00", "BidPrice2", "12480", "BidVolume2", "3"),
                CtpText.row("20181008", "20181008", "09:00:00", "LastPrice", "", "InstrumentID", "AP901"),
                CtpText.row("20181009", "20181009", "14:59:59", "Volume", "1e3"));
    }

    private static byte[] mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int header = text.indexOf('\n') + 1;
        for (int n = random.nextInt(4); n >= 0; n--) {
            int least = random.nextInt(20) == 0 ? 0 : Math.min(header, changed.length());
            int at = least + random.nextInt(changed.length() - least + 1);
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(40)));
                case 2 -> changed.setLength(at);
                default -> {
                    if (at < changed.length()) {
                        changed.setCharAt(at, (char) random.nextInt(256));
                    }
                }
            }
        }
        return changed.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /// Pieces between line feeds that hold more than one carriage return, without the header.
    private static long dataLines(byte[] text) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        if (all.startsWith("\u00ef\u00bb\u00bf")) {
            all = all.substring(3);
        }
        return Math.max(
                0,
                all.split("\n", -1).length
                        - 1
                        - List.of(all.split("\n", -1)).stream()
                                .filter(line -> line.isEmpty() || line.equals("\r"))
                                .count());
    }

    @Test
    void everyLineBecomesATickOrARejectedRow(@TempDir Path folder) throws IOException {
        Random random = new Random(20181008);
        int refused = 0;
        long quarantined = 0;
        try (TestLake lake = new TestLake(folder)) {
            for (int i = 0; i < TRIES; i++) {
                byte[] text = mutated(valid(), random);
                Path file = lake.file("fuzz.csv", text);
                CtpImportOptions options = CtpImportOptions.of(List.of(file))
                        .withThreads(1)
                        .withDataset(DatasetName.parse("ticks/raw-" + i % MEMBERS));

                ImportReport report = CtpImport.run(lake.lake, options, Progress.NONE);

                boolean isHeaderBad = report.refusals().containsKey("bad_header")
                        || report.refusals().containsKey("no_exchange");
                refused += isHeaderBad ? 1 : 0;
                quarantined += report.rows().quarantined();
                if (!isHeaderBad) {
                    assertThat(report.rows().read()).as("try %s", i).isEqualTo(dataLines(text));
                }
                Files.delete(file);
            }
        }
        assertThat(refused).isBetween(TRIES / 100, TRIES / 2);
        assertThat(quarantined).isGreaterThan(TRIES / 2);
    }
}
