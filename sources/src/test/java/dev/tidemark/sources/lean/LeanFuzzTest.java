package dev.tidemark.sources.lean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Progress;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.files.Zips;
import dev.tidemark.sources.merge.RunOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes: every line ends as a row or a reject, or its source is refused as a whole.
class LeanFuzzTest {
    private static final int FILES_PER_FORM = 25;

    /// Paths, with `%d` for the number of the file, and rows; 20141102 is the day with an hour twice in New York.
    private static final Map<String, String> FORMS = Map.of(
            "equity/usa/minute/s%d/20141102_trade.zip",
            "5400000,10000,10001,9999,10000,3\n9000000,10000,10001,9999,10000,3\n",
            "equity/usa/minute/s%d/20140309_quote.zip",
            "5400000,1,1,1,1,5,2,2,2,2,7\n9000000,,,,,,2,2,2,2,7\n34200000,0,0,0,0,0,2,2,2,2,7\n",
            "equity/usa/tick/s%d/20141102_trade.zip",
            "5400000,1815200,283,P,20002020,0\n5400000.5,1815200,283,P,20002020,1\n",
            "equity/usa/tick/s%d/20131007_quote.zip",
            "14400054,0,0,1836300,100,Q,1,0\n14400241,1800100,300,0,0,P,1,0\n",
            "equity/usa/daily/s%d.zip",
            "19980102 00:00,136300,162500,135000,162500,6315000\n20210331 00:00,1,1,1,1,\"1,000\"\n",
            "crypto/m/hour/h%d_trade.zip",
            "20180501 00:00,9246.01,9248.99,8934.44,8955.01,5263.799551\n20180501 01:00,1,1,1,1,1\n",
            "forex/oanda/tick/f%d/20140502_quote.zip",
            "292,1.38676,1.38686\n86399999,1.38676,1.38686\n",
            "future/cme/minute/s%d/20131007_openinterest.zip",
            "21960000,2693575\n49620000,2692235\n");

    private static String mutated(String rows, Random random) {
        String odd = "0123456789,.-+eENaN\"\n\r\t \0<html>\u00e9inf";
        StringBuilder text = new StringBuilder(rows);
        for (int i = random.nextInt(5); i >= 0; i--) {
            int place = random.nextInt(text.length());
            char c = odd.charAt(random.nextInt(odd.length()));
            switch (random.nextInt(8)) {
                case 0 -> text.insert(place, c);
                case 1 -> text.deleteCharAt(place).append(' ');
                case 2 -> text.setLength(Math.max(1, place));
                case 3 ->
                    text.insert(
                            0,
                            List.of("\ufeff", "<html>\n", "time,open\n", "\n", "\r\n")
                                    .get(random.nextInt(5)));
                case 4 -> text.append(rows);
                case 5 ->
                    text.insert(
                            place,
                            List.of("1e309", "-1", "inf", "99999999999999999999")
                                    .get(random.nextInt(4)));
                default -> text.setCharAt(place, c);
            }
        }
        return text.toString();
    }

    private static long lines(String text) {
        String body = text.startsWith("\ufeff") ? text.substring(1) : text;
        return Arrays.stream(body.split("\n", -1))
                .filter(line -> !line.isEmpty() && !line.equals("\r"))
                .count();
    }

    @Test
    void everyLineIsARowOrAReject(@TempDir Path folder) {
        Random random = new Random(20131007);
        Map<String, String> texts = new HashMap<>();
        try (TestLake lake = new TestLake(folder)) {
            for (String form : FORMS.keySet().stream().sorted().toList()) {
                for (int i = 0; i < FILES_PER_FORM; i++) {
                    String path = form.formatted(i);
                    String text = i == 0 ? FORMS.get(form) : mutated(FORMS.get(form), random);
                    String member = path.contains("future") ? "x_201312.csv" : "x.csv";
                    lake.file(path, Zips.of(member, text));
                    texts.put(path, text);
                }
            }
            lake.file("equity/usa/daily/trunc.zip", "PK\3\4".getBytes(StandardCharsets.UTF_8));
            ImportReport report = load(lake);

            assertThat(report.sources()).isEqualTo(texts.size() + 1);
            assertThat(report.rows().imported()).isGreaterThan(FORMS.size() * (long) FILES_PER_FORM);
            assertThat(report.refusals().keySet())
                    .isSubsetOf("bad_header", "no_valid_row", "damaged_archive", "would_shrink");
            long refused = report.notable().stream()
                    .filter(source -> source.outcome().toString().contains("BAD_HEADER"))
                    .mapToLong(source -> lines(texts.get(inDump(source))))
                    .sum();
            long lines = texts.values().stream().mapToLong(LeanFuzzTest::lines).sum();
            assertThat(report.rows().read() + refused).isEqualTo(lines);

            long head = lake.head();
            ImportReport again = load(lake);
            assertThat(again.rows().imported()).isZero();
            assertThat(again.rows().quarantined()).isEqualTo(report.rows().quarantined());
            assertThat(lake.head()).isEqualTo(head);
        }
    }

    private static String inDump(SourceReport source) {
        String name = source.source();
        return name.substring(name.indexOf("/in/") + "/in/".length(), name.indexOf("!/"));
    }

    private static ImportReport load(TestLake lake) {
        return LeanImport.run(
                lake.lake, LeanImportOptions.of(RunOptions.of(List.of(lake.in)).withThreads(2)), Progress.NONE);
    }
}
