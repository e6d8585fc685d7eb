package dev.tidemark.app;

import dev.tidemark.app.cli.CommandLineFixture;
import dev.tidemark.app.demo.FuturesRecording;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes the golden lake of a format: `GoldenLake TARGET.zip`. Run once for each format number; the file is kept for
/// ever.
///
/// It holds bars, ticks over a roll, a daily table, everything that is derived of them, a tag, a correction and a
/// removal.
/// The tree is left out, since it follows from the rest.
final class GoldenLake {
    private static final FuturesRecording RECORDING = new FuturesRecording(LocalDate.of(2024, 2, 5), 6, 900);

    private GoldenLake() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("golden");
        CommandLineFixture tidemark = new CommandLineFixture(folder).lake();
        for (Map.Entry<String, List<String>> file : RECORDING.dump().files().entrySet()) {
            tidemark.file("ticks/" + file.getKey(), String.join("\n", file.getValue()) + "\n");
        }
        tidemark.file(
                "daily.csv",
                String.join("\n", RECORDING.daily().files().firstEntry().getValue()) + "\n");
        tidemark.stooq("bars/aapl.us.txt", "AAPL.US", 185.5, 184.25, 181.5);
        tidemark.stooq("bars/msft.us.txt", "MSFT.US", 370.5, 370.75, 368);
        tidemark.expectOn(0, "import", "stooq", "bars");
        tidemark.expectOn(0, "tag", "first");
        tidemark.stooq("bars/msft.us.txt", "MSFT.US", 370.5, 371, 368, 367.75);
        tidemark.expectOn(0, "import", "stooq", "bars");
        tidemark.expectOn(0, "import", "ctp", "ticks", "--exchange", FuturesRecording.EXCHANGE);
        tidemark.expectOn(0, "import", "csv", "daily.csv", "--preset", "futures-daily", "--dataset", "daily/futures");
        tidemark.expectOn(0, "build", "continuous", "features", "labels", "fill-labels", "--source", "main_l5");
        tidemark.expectOn(0, "build", "bars", "--timeframe", "1h,1d", "--set", "ticks");
        tidemark.expectOn(0, "build", "panel");
        tidemark.expectOn(0, "build", "panel", "--of", "features/default,labels/default", "--set", "training");
        tidemark.expectOn(0, "remove", "ticks/raw/SHFE.cu2403/2024-02-06");
        tidemark.expectOn(0, "build");
        zip(tidemark.lakeFolder(), Path.of(arguments[0]));
    }

    private static void zip(Path lake, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(lake)) {
            for (Path file : files.sorted().toList()) {
                String name = lake.relativize(file).toString();
                boolean isKept =
                        !name.startsWith("data") && !name.contains("cache") && !name.startsWith(".tidemark/tmp/");
                if (isKept && Files.isRegularFile(file)) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(Files.readAllBytes(file));
                    zip.closeEntry();
                }
            }
        }
    }
}
