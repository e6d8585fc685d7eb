package dev.tidemark.app.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes simulated data into archives, and bars as lines of Stooq's bulk dumps. The same dump gives the same bytes.
public final class DumpWriter {
    static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>";

    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final String LINE_END = "\r\n";
    private static final int PRICE_DECIMALS = 4;
    private static final long PRICE_SCALE = 10_000;

    private DumpWriter() {}

    /// Writes the files of a dump into a zip.
    public static void zip(Dump dump, Path file) throws IOException {
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, List<String>> entry : dump.files().entrySet()) {
                ZipEntry member = new ZipEntry(entry.getKey());
                member.setTimeLocal(ENTRY_TIME); // no clock in the bytes
                zip.putNextEntry(member);
                zip.write((String.join(LINE_END, entry.getValue()) + LINE_END).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    /// The line of a bar.
    ///
    /// @param period `D` or `5`
    static String line(String ticker, String period, SimulatedBar bar) {
        StringBuilder line = new StringBuilder(80);
        line.append(ticker).append(',').append(period).append(',');
        digits(line, bar.start().getYear(), 4);
        digits(line, bar.start().getMonthValue(), 2);
        digits(line, bar.start().getDayOfMonth(), 2);
        line.append(',');
        digits(line, bar.start().getHour(), 2);
        digits(line, bar.start().getMinute(), 2);
        digits(line, bar.start().getSecond(), 2);
        for (long price : new long[] {bar.open(), bar.high(), bar.low(), bar.close()}) {
            line.append(',');
            price(line, price);
        }
        return line.append(',').append(bar.volume()).append(",0").toString();
    }

    private static void digits(StringBuilder line, int number, int width) {
        String text = Integer.toString(number);
        line.repeat('0', width - text.length()).append(text);
    }

    /// As Stooq does, without zeros at the end.
    private static void price(StringBuilder line, long scaled) {
        line.append(scaled / PRICE_SCALE);
        int rest = (int) (scaled % PRICE_SCALE);
        if (rest > 0) {
            line.append('.');
            digits(line, rest, PRICE_DECIMALS);
            while (line.charAt(line.length() - 1) == '0') {
                line.setLength(line.length() - 1);
            }
        }
    }
}
