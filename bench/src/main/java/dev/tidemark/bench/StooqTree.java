package dev.tidemark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/// A generated dump in Stooq's layout: many small daily files.
final class StooqTree {
    private static final int FILES_PER_FOLDER = 4_000;
    private static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\r\n";

    private StooqTree() {}

    /// Writes `files` files of `rows` rows each.
    ///
    /// @return the bytes written
    static long write(Path folder, int files, int rows) throws IOException {
        long bytes = 0;
        for (int i = 0; i < files; i++) {
            Path shard = folder.resolve("data/daily/us/nasdaq stocks/" + (i / FILES_PER_FOLDER + 1));
            if (i % FILES_PER_FOLDER == 0) {
                Files.createDirectories(shard);
            }
            byte[] content = file("S%05d.US".formatted(i), rows, i);
            Files.write(shard.resolve("s%05d.us.txt".formatted(i)), content);
            bytes += content.length;
        }
        return bytes;
    }

    static byte[] file(String ticker, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(HEADER);
        LocalDate day = LocalDate.of(2024, 1, 2);
        double close = 20 + random.nextInt(200);
        for (int row = 0; row < rows; row++) {
            while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                day = day.plusDays(1);
            }
            double open = close;
            close = Math.max(1, open + random.nextInt(-100, 101) / 100.0);
            text.append(String.format(
                    Locale.ROOT,
                    "%s,D,%s,000000,%.2f,%.2f,%.2f,%.2f,%d,0\r\n",
                    ticker,
                    DateTimeFormatter.BASIC_ISO_DATE.format(day),
                    open,
                    Math.max(open, close) + 0.5,
                    Math.min(open, close) - 0.5,
                    close,
                    100 + random.nextInt(1_000_000)));
            day = day.plusDays(1);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
