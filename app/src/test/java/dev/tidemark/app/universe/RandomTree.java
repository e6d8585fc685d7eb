package dev.tidemark.app.universe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A tree of price files that is edited at random.
final class RandomTree {
    private static final List<String> FOLDERS = List.of(
            "d_us_txt/data/daily/us/nasdaq stocks/1/",
            "d_us_txt/data/daily/us/nyse stocks/2/",
            "d_uk_txt/data/daily/uk/lse stocks/",
            "d_pl_txt/data/daily/pl/wse stocks/");
    private static final List<String> PARTS = List.of("d_us_txt", "d_uk_txt", "d_pl_txt");
    private static final List<String> NAMES = List.of(
            "aapl.us.txt",
            "msft.us.txt",
            "brk-b.us.txt",
            "vod.uk.txt",
            "cdr.pl.txt",
            "abc.us.txt",
            "meta.us.txt",
            "rr.uk.TXT",
            "tsco.us.txt",
            "tsco.uk.txt",
            "labc.us.txt",
            "exm.txt");

    private final BulkTree bulk;
    private final Random random;

    /// Starts with some files.
    RandomTree(BulkTree bulk, Random random) {
        this.bulk = bulk;
        this.random = random;
        bulk.prices("d_us_txt/data/daily/us/nasdaq stocks/1/zzz.us.txt", 1, 2);
        for (int i = 0; i < 8; i++) {
            prices(FOLDERS.get(random.nextInt(FOLDERS.size())) + NAMES.get(i));
        }
    }

    private void prices(String path) {
        double[] closes =
                random.doubles(1 + random.nextInt(4), 1, 9).map(Math::rint).toArray();
        bulk.pricesFrom(2 + random.nextInt(3), path, closes);
    }

    /// Changes what the tree holds.
    void edit() throws IOException {
        String folder = FOLDERS.get(random.nextInt(FOLDERS.size()));
        unpack(folder.substring(0, folder.indexOf('/')));
        List<Path> files = BulkTree.files(bulk.tree()).stream()
                .filter(file -> !file.toString().endsWith(".zip"))
                .toList();
        Path file = files.get(random.nextInt(files.size()));
        String path = bulk.tree().relativize(file).toString();
        boolean isAnchor = path.contains("zzz");
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> prices(folder + NAMES.get(random.nextInt(NAMES.size())));
            case 3, 4 -> prices(path);
            case 5 ->
                bulk.file(path, random.nextBoolean() ? new byte[0] : BulkTree.HEADER.getBytes(StandardCharsets.UTF_8));
            case 6 -> bulk.file(path, new byte[] {'<', (byte) 0xff, '\n', '1'});
            case 7 -> {
                if (!isAnchor) {
                    Files.delete(file);
                }
            }
            default -> {
                Path target = bulk.tree().resolve(folder + file.getFileName());
                if (!isAnchor && !Files.exists(target)) {
                    Files.createDirectories(target.getParent());
                    Files.move(file, target);
                }
            }
        }
    }

    /// Changes how the tree lies on the disk: times of change, archives instead of folders.
    void disturb() throws IOException {
        String part = PARTS.get(random.nextInt(PARTS.size()));
        switch (random.nextInt(3)) {
            case 0 -> {
                if (Files.exists(bulk.tree().resolve(part + ".zip"))) {
                    unpack(part);
                } else if (!BulkTree.files(bulk.tree().resolve(part)).isEmpty()) {
                    bulk.pack(part);
                }
            }
            default -> {
                for (Path file : BulkTree.files(bulk.tree())) {
                    if (random.nextBoolean()) {
                        BulkTree.touch(file, Instant.ofEpochSecond(1_800_000_000L + random.nextInt(1_000_000)));
                    }
                }
            }
        }
    }

    private void unpack(String part) throws IOException {
        Path archive = bulk.tree().resolve(part + ".zip");
        if (!Files.exists(archive)) {
            return;
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                bulk.file(
                        part + "/" + entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        Files.delete(archive);
    }
}
