package dev.tidemark.sources.lean;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Reads archives of LEAN once more, with nothing of the product: strings, exact decimals, `java.time`. Rows are
/// written as [RowText] does, by series, in the order of the files.
final class PlainReading {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm", Locale.ROOT);

    private final Map<String, List<String>> rows = new TreeMap<>();

    /// Each series' rows below a folder named `lean`.
    static Map<String, List<String>> of(Path lean) throws IOException {
        PlainReading reading = new PlainReading();
        List<Path> archives;
        try (Stream<Path> files = Files.walk(lean)) {
            archives = files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        for (Path archive : archives) {
            reading.archive(lean.relativize(archive).toString().split("/", -1), archive);
        }
        return reading.rows;
    }

    private void archive(String[] path, Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
                    member(path, entry.getName(), lines.lines());
                }
            }
        }
    }

    private void member(String[] path, String member, Stream<String> lines) {
        String resolution = path[2];
        boolean isDated = path.length == 5;
        String file = path[path.length - 1].replace(".zip", "");
        String kind = file.contains("openinterest")
                ? "oi"
                : file.contains("quote") || path[0].equals("forex") ? "quotes" : "trades";
        String ticker = (isDated ? path[3] : file.split("_", -1)[0]).toUpperCase(Locale.ROOT);
        String symbol = path[0].equals("future")
                ? path[1].toUpperCase(Locale.ROOT) + "." + ticker + member.replaceAll(".*_20(\\d{4})\\.csv", "$1")
                : ticker;
        String length =
                Map.of("tick", "", "minute", "1m", "hour", "1h", "daily", "1d").get(resolution);
        String dataset = resolution.equals("tick")
                ? "ticks/" + kind
                : kind.equals("trades") ? "bars/" + length + "-raw" : kind + "/" + length;
        List<String> series = rows.computeIfAbsent(dataset + "/" + symbol, _ -> new ArrayList<>());
        int shift = path[0].equals("equity") ? 4 : 0;
        lines.forEach(line -> {
            String[] fields = line.split(",", -1);
            String time = isDated
                    ? millis(file.substring(0, 8), fields[0], zone(path[0], path[1]))
                    : hour(fields[0], zone(path[0], path[1]), resolution);
            series.add(time + values(kind, resolution.equals("tick"), fields, shift));
        });
    }

    private static ZoneId zone(String assetClass, String market) {
        return switch (assetClass + "/" + market) {
            case "equity/usa" -> ZoneId.of("America/New_York");
            case "equity/india" -> ZoneId.of("Asia/Kolkata");
            case "index/usa" -> ZoneId.of("America/Chicago");
            default -> ZoneId.of("UTC");
        };
    }

    private static String millis(String date, String millis, ZoneId zone) {
        LocalTime time =
                LocalTime.ofNanoOfDay(new BigDecimal(millis).movePointRight(6).longValueExact());
        LocalDate day = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
        return ZonedDateTime.of(day, time, zone).toInstant().toString();
    }

    private static String hour(String text, ZoneId zone, String resolution) {
        LocalDateTime time = LocalDateTime.parse(text, HOUR);
        return ZonedDateTime.of(time, resolution.equals("daily") ? ZoneId.of("UTC") : zone)
                .toInstant()
                .toString();
    }

    private static String values(String kind, boolean isTick, String[] f, int shift) {
        if (kind.equals("oi")) {
            return number(f[1], 0);
        }
        if (kind.equals("trades")) {
            return isTick
                    ? number(f[1], shift) + number(f[2], 0) + words(f, 3) + " -"
                    : number(f[1], shift) + number(f[2], shift) + number(f[3], shift) + number(f[4], shift)
                            + number(f[5], 0) + " - - - - false true";
        }
        if (!isTick) {
            return side(f, 1, shift) + side(f, 6, shift);
        }
        return f.length == 3
                ? number(f[1], shift) + " -" + number(f[2], shift) + " - - - -"
                : tickSide(f, 1, shift) + tickSide(f, 3, shift) + words(f, 5);
    }

    private static String side(String[] f, int from, int shift) {
        String prices = "";
        for (int i = from; i < from + 4; i++) {
            prices += isAbsent(f[i]) ? " -" : number(f[i], shift);
        }
        return prices + (prices.equals(" - - - -") ? " -" : number(f[from + 4], 0));
    }

    private static String tickSide(String[] f, int at, int shift) {
        return isAbsent(f[at]) ? " - -" : number(f[at], shift) + number(f[at + 1], 0);
    }

    private static boolean isAbsent(String price) {
        return price.isEmpty() || new BigDecimal(price).signum() == 0;
    }

    private static String words(String[] f, int from) {
        return " " + (f[from].isEmpty() ? "-" : f[from]) + " " + (f[from + 1].isEmpty() ? "-" : f[from + 1]) + " "
                + f[from + 2].equals("1");
    }

    private static String number(String text, int shift) {
        return " " + new BigDecimal(text).movePointLeft(shift).doubleValue();
    }
}
