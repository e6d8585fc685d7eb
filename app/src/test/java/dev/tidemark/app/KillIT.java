package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.maintain.DoctorReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the real process, a hundred times, at random moments of imports that replace, add and remove series,
/// and of
/// `gc`. After each kill the last commit is whole; at the end the lake is what a lake without kills would be.
class KillIT {
    private static final int KILLS = Integer.getInteger("tidemark.kills", 100);
    private static final int SYMBOLS = 24;
    private static final int DONE = 0;
    private static final int PARTLY_FAILED = 5;
    private static final DatasetName DAILY = DatasetName.parse("bars/1d");

    @TempDir
    Path folder;

    @Test
    void noKillTearsACommitOrLosesARow() throws IOException, InterruptedException {
        Path first = dump("first", 0);
        Path second = dump("second", 1);
        Path lake = lake("lake");
        Map<SeriesKey, Digest> contentOfFirst = reference("a", first, DONE);
        Map<SeriesKey, Digest> contentOfSecond = reference("b", second, PARTLY_FAILED);
        List<List<String>> commands = List.of(
                List.of("import", "stooq", first.toString(), "--allow-removal"),
                List.of("import", "stooq", second.toString(), "--allow-removal"),
                List.of("gc", "--all"),
                List.of("doctor", "--fix"));
        Random random = new Random(11);
        int killed = 0;
        for (int attempt = 0; killed < KILLS && attempt < 5 * KILLS; attempt++) {
            Process process = product().start(lake, "pause:1ms", commands.get(random.nextInt(10) % commands.size()));
            Thread.sleep(200 + random.nextInt(900));
            if (process.destroyForcibly().waitFor() == 128 + 9) {
                killed++;
            }
            checkEachSeries(lake, contentOfFirst, contentOfSecond);
        }
        assertThat(killed).isGreaterThanOrEqualTo(KILLS);
        product().run(lake, List.of("import", "stooq", second.toString(), "--allow-removal"), PARTLY_FAILED);
        product().run(lake, List.of("doctor", "--fix"), DONE);
        assertThat(contents(lake)).isEqualTo(contentOfSecond);
        product().run(lake, List.of("verify", "--full"), DONE);
        assertThat(lake.resolve("quarantine/bars/timeframe=1d/symbol=K7.US")).isNotEmptyDirectory();
        checkNothingIsLeft(lake);
    }

    /// A dump of [#SYMBOLS] files; the second vintage restates half of them, lacks one in that its file is empty, and
    /// has one
    /// more.
    private Path dump(String name, int vintage) throws IOException {
        Path shard = Files.createDirectories(folder.resolve(name).resolve("data/daily/us/nasdaq stocks/1"));
        for (int i = 0; i < SYMBOLS + vintage; i++) {
            StringBuilder text =
                    new StringBuilder("<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n");
            for (int row = 0; row < 200; row++) {
                String day = DateTimeFormatter.BASIC_ISO_DATE.format(
                        LocalDate.of(2020, 1, 1).plusDays(row));
                int price = 100 + i + row % 17 + (i % 2) * vintage;
                text.append("K")
                        .append(i)
                        .append(".US,D,")
                        .append(day)
                        .append(",000000,")
                        .append(price)
                        .append(',')
                        .append(price + 1)
                        .append(',')
                        .append(price - 1)
                        .append(',')
                        .append(price)
                        .append(",1000,0\n");
            }
            if (vintage == 1 && i == 7) {
                text.append("K7.US,D,20210101,000000,oops,1,1,1,1,0\n"); // goes to quarantine
            }
            boolean empty = vintage == 1 && i == 5;
            Files.writeString(shard.resolve("k" + i + ".us.txt"), empty ? "" : text);
        }
        return folder.resolve(name);
    }

    private ProductProcess product() {
        return new ProductProcess(folder.resolve("output.txt"));
    }

    private Path lake(String name) {
        Path lake = folder.resolve(name);
        Lake.create(lake, LakeOptions.defaults());
        return lake;
    }

    private Map<SeriesKey, Digest> reference(String name, Path dump, int exit)
            throws IOException, InterruptedException {
        Path lake = lake(name);
        product().run(lake, List.of("import", "stooq", dump.toString()), exit);
        return contents(lake);
    }

    private static Map<SeriesKey, Digest> contents(Path folder) {
        Map<SeriesKey, Digest> contents = new TreeMap<>();
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            Snapshot head = lake.head();
            for (SeriesKey key : head.series(DAILY)) {
                Series series = head.series(key).orElseThrow();
                Partition partition = series.partition("all").orElseThrow();
                assertThat(lake.read(series, partition, List.of("close")).rows())
                        .isEqualTo((int) partition.rows());
                contents.put(key, partition.content().content());
            }
        }
        return contents;
    }

    /// Each series is as one of the two dumps says, and the chain and the objects are whole.
    private static void checkEachSeries(Path lake, Map<SeriesKey, Digest> first, Map<SeriesKey, Digest> second) {
        contents(lake)
                .forEach((key, content) -> assertThat(content).as("%s", key).isIn(first.get(key), second.get(key)));
        try (Lake opened = Lake.open(lake, LakeOptions.defaults())) {
            assertThat(opened.maintenance().verify(false, Progress.NONE).findings())
                    .isEmpty();
        }
    }

    /// Nothing of a dead process lies about in a lake.
    static void checkNothingIsLeft(Path lake) throws IOException {
        try (Lake opened = Lake.open(lake, LakeOptions.defaults())) {
            DoctorReport report = opened.maintenance().doctor(false, Progress.NONE);
            assertThat(report.findings()).isEmpty();
        }
        for (String inner : List.of("tmp", "tree-pending", "locks/owners")) {
            Path place = lake.resolve(".tidemark").resolve(inner);
            if (Files.exists(place)) {
                try (Stream<Path> left = Files.list(place)) {
                    assertThat(left).as(inner).isEmpty();
                }
            }
        }
    }
}
