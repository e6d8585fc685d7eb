package dev.tidemark.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Generated files of minute bars: epoch milliseconds, prices of two decimals, volumes of three.
final class CsvTree {
    private static final long START_MILLIS = 1_704_067_200_000L; // 2024-01-01
    private static final long MILLIS_PER_MINUTE = 60_000;

    private CsvTree() {}

    /// Writes `files` files of `rows` rows each, `s000.csv` and so on.
    ///
    /// @return sum of the volumes, in thousandths
    static long write(Path folder, int files, int rows) throws IOException {
        Files.createDirectories(folder);
        long sum = 0;
        for (int i = 0; i < files; i++) {
            sum += file(folder.resolve("s%03d.csv".formatted(i)), rows, new SplittableRandom(i));
        }
        return sum;
    }

    private static long file(Path file, int rows, SplittableRandom random) throws IOException {
        long sum = 0;
        int cents = 10_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("timestamp,open,high,low,close,volume\n");
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                int close = Math.max(200, cents + random.nextInt(-50, 51));
                int volume = random.nextInt(1_000_000);
                line.setLength(0);
                line.append(START_MILLIS + row * MILLIS_PER_MINUTE);
                decimal(line, cents, 2);
                decimal(line, Math.max(cents, close) + random.nextInt(20), 2);
                decimal(line, Math.min(cents, close) - random.nextInt(20), 2);
                decimal(line, close, 2);
                decimal(line, volume, 3);
                out.append(line.append('\n'));
                cents = close;
                sum += volume;
            }
        }
        return sum;
    }

    private static void decimal(StringBuilder line, int units, int digits) {
        int one = digits == 2 ? 100 : 1_000;
        line.append(',').append(units / one).append('.');
        String rest = Integer.toString(one + units % one);
        line.append(rest, 1, rest.length());
    }
}
