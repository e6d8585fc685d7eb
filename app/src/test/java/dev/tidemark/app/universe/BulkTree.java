package dev.tidemark.app.universe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small tree of price files and a folder of instrument lists.
public final class BulkTree {
    public static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";
    public static final String LIST_HEADER = "symbol,isin,market,name,currency\n";
    public static final String AAPL = "d_us_txt/data/daily/us/nasdaq stocks/1/aapl.us.txt";
    public static final String MSFT = "d_us_txt/data/daily/us/nasdaq stocks/1/msft.us.txt";
    public static final String BRK = "d_us_txt/data/daily/us/nyse stocks/1/brk-b.us.txt";
    public static final String VOD = "d_uk_txt/data/daily/uk/lse stocks/vod.uk.txt";
    public static final String CDR = "d_pl_txt/data/daily/pl/wse stocks/cdr.pl.txt";

    private final Path folder;

    public BulkTree(Path folder) {
        this.folder = folder;
    }

    public Path tree() {
        return folder.resolve("stooq");
    }

    public Path lists() {
        return folder.resolve("lists");
    }

    /// Five files of three exchanges, and two lists: six rows, five of them with a file.
    public BulkTree filled() {
        for (String path : List.of(AAPL, MSFT, BRK, VOD, CDR)) {
            prices(path, 10, 11, 12);
        }
        list(
                "broker.csv",
                LIST_HEADER + "AAPL,US0378331005,NSQ,APPLE INC,USD\n"
                        + "MSFT,US5949181045,NSQ,MICROSOFT CORP,USD\n"
                        + "BRK.B,US0846707026,NYSE,BERKSHIRE HATHAWAY,USD\n"
                        + "NONE,,NSQ,NO SUCH COMPANY,USD\n");
        list("other.csv", "Market,ISIN,Symbol,Name,Currency\n,,VOD:LN,VODAFONE GROUP GBX,\n,,CDR:PW,CD PROJEKT,PLN\n");
        return this;
    }

    /// A file of daily bars, one a close, from 2024-01-02 on.
    public Path prices(String path, double... closes) {
        return pricesFrom(2, path, closes);
    }

    /// A file of daily bars, one a close, from a day of January 2024 on.
    public Path pricesFrom(int firstDay, String path, double... closes) {
        StringBuilder text = new StringBuilder(HEADER);
        String name = path.substring(path.lastIndexOf('/') + 1);
        String ticker = name.substring(0, name.length() - ".txt".length()).toUpperCase(Locale.ROOT);
        for (int i = 0; i < closes.length; i++) {
            text.append("%s,D,202401%02d,000000,%s,%s,%s,%s,100,0\n"
                    .formatted(ticker, firstDay + i, closes[i], closes[i] + 1, closes[i] - 1, closes[i]));
        }
        return file(path, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Any file of the tree.
    public Path file(String path, byte[] bytes) {
        return write(tree().resolve(path), bytes);
    }

    public Path list(String name, String text) {
        return list(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path list(String name, byte[] bytes) {
        return write(lists().resolve(name), bytes);
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives a file another time of change.
    public static void touch(Path file, Instant time) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a folder of the tree into an archive of its name instead.
    public void pack(String name) throws IOException {
        Path unpacked = tree().resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(tree().resolve(name + ".zip")))) {
            for (Path file : files(unpacked)) {
                zip.putNextEntry(new ZipEntry(unpacked.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
        delete(unpacked);
    }

    /// Regular files below a folder, sorted; none when it is missing.
    public static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Bytes of the reports and exports of a lake, by path below it.
    public static SortedMap<String, String> outputs(Path lake) throws IOException {
        SortedMap<String, String> outputs = new TreeMap<>();
        for (String part : List.of("reports", "exports")) {
            for (Path file : files(lake.resolve(part))) {
                outputs.put(lake.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return outputs;
    }

    /// What tells whether a file was written: inode and time of change of each report and export of a lake.
    public static SortedMap<String, String> stats(Path lake) throws IOException {
        SortedMap<String, String> stats = new TreeMap<>();
        for (String path : outputs(lake).keySet()) {
            Path file = lake.resolve(path);
            stats.put(path, Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file));
        }
        return stats;
    }
}
