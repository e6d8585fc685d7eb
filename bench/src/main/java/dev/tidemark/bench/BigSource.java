package dev.tidemark.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Memory of an import of 2 GB, as the kernel counts it: a few huge intraday files.
final class BigSource implements Workload {
    private static final long BYTES = 2L << 30;
    private static final int FILES = 4;
    private static final double LIMIT_MB = 1024;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "importing 2 GB of 5-minute bars";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        Path source = Files.createDirectories(bench.folder().resolve("dump/data/5 min/us/nasdaq stocks"));
        long rows = 0;
        for (int i = 0; i < FILES; i++) {
            rows += write(source.resolve("big%d.us.txt".formatted(i)), "BIG%d.US".formatted(i), (long)
                    (BYTES / FILES * bench.scale()));
        }
        Path lake = bench.folder().resolve("lake");
        bench.process(List.of(bench.product().toString(), "init", lake.toString()));
        Bench.Ran ran = bench.process(List.of(
                "/usr/bin/time",
                "-v",
                bench.product().toString(),
                "--lake",
                lake.toString(),
                "-q",
                "import",
                "stooq",
                bench.folder().resolve("dump").toString()));
        Matcher peak = Pattern.compile("Maximum resident set size \\(kbytes\\): (\\d+)")
                .matcher(ran.output());
        Bench.check(peak.find(), "no peak in the output of time -v");
        double megabytes = Long.parseLong(peak.group(1)) / 1024.0;
        bench.figure("import of " + rows + " rows", ran.seconds(), "%.0f rows/s".formatted(rows / ran.seconds()));
        bench.out()
                .printf(
                        Locale.ROOT,
                        "| peak memory of the process | %.0f MB | target ≤ %.0f MB: %s |%n",
                        megabytes,
                        LIMIT_MB,
                        megabytes <= LIMIT_MB ? "met" : "**missed**");
    }

    private static long write(Path file, String ticker, long bytes) throws IOException {
        long rows = 0;
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write("<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            LocalDate day = LocalDate.of(1960, 1, 4);
            while (written < bytes) {
                String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
                for (int bar = 0; bar < 240; bar++) { // 04:00 to 23:55, clear of the clock changes
                    int minute = 240 + bar * 5;
                    int cents = 10_000 + (int) (rows * 7919 % 997);
                    String line = ticker + ",5," + date + "," + two(minute / 60) + two(minute % 60) + "00,"
                            + cents / 100 + "."
                            + two(cents % 100) + "," + (cents / 100 + 1) + ".25," + (cents / 100 - 1) + ".75,"
                            + cents / 100 + ".5,"
                            + (100 + rows % 7777) + ",0\r\n";
                    byte[] text = line.getBytes(StandardCharsets.US_ASCII);
                    out.write(text);
                    written += text.length;
                    rows++;
                }
                day = day.plusDays(1);
            }
        }
        return rows;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
