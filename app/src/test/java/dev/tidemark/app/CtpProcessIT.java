package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.demo.FuturesRecording;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports of ticks that add to days the lake holds, by real processes: killed at random moments, and two at a time.
class CtpProcessIT {
    private static final int KILLS = Integer.getInteger("tidemark.ctp.kills", 25);
    private static final int ROUNDS = 3;
    private static final int DONE = 0;
    private static final int PARTLY_FAILED = 5;
    private static final DatasetName RAW = DatasetName.parse("ticks/raw");
    private static final FuturesRecording RECORDING = new FuturesRecording(LocalDate.of(2024, 2, 6), 4, 120);

    @TempDir
    Path folder;

    private Map<String, Digest> whole;

    @BeforeEach
    void reference() throws IOException, InterruptedException {
        Path lake = lake("reference");
        product("reference").run(lake, load(recording("whole", _ -> true)), DONE);
        whole = contents(lake);
        assertThat(whole).hasSize(8);
    }

    /// Writes the rows of the recording whose numbers are wanted.
    private Path recording(String name, IntPredicate wanted) throws IOException {
        for (Map.Entry<String, List<String>> file : RECORDING.dump().files().entrySet()) {
            List<String> all = file.getValue();
            List<String> lines = new ArrayList<>(List.of(all.getFirst()));
            for (int row = 1; row < all.size(); row++) {
                if (wanted.test(row)) {
                    lines.add(all.get(row));
                }
            }
            Path target = folder.resolve(name).resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, lines);
        }
        return folder.resolve(name);
    }

    private static List<String> load(Path recording) {
        return List.of("import", "ctp", recording.toString(), "--exchange", FuturesRecording.EXCHANGE);
    }

    private Path lake(String name) {
        Path lake = folder.resolve("lakes").resolve(name);
        Lake.create(lake, LakeOptions.defaults());
        return lake;
    }

    private ProductProcess product(String name) {
        return new ProductProcess(folder.resolve(name + ".txt"));
    }

    private static Map<String, Digest> contents(Path folder) {
        Map<String, Digest> contents = new TreeMap<>();
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            for (SeriesKey key : lake.head().series(RAW)) {
                Series series = lake.head().series(key).orElseThrow();
                for (Partition partition : series.partitions()) {
                    assertThat(lake.read(series, partition, List.of("volume")).rows())
                            .isEqualTo((int) partition.rows());
                    contents.put(
                            key + "/" + partition.chunk(), partition.content().content());
                }
            }
            assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                    .isEmpty();
        }
        return contents;
    }

    @Test
    void noKillTearsACommitOrLosesATick() throws IOException, InterruptedException {
        Path half = recording("half", row -> row % 2 == 0);
        Path broken = half.resolve("cu2403/20240207.tick-ctp.csv");
        Files.writeString(broken, Files.readString(broken) + "\"20240207\",\"oops\"\n");
        Path all = folder.resolve("whole");
        Path halfLake = lake("half");
        product("half").run(halfLake, load(half), PARTLY_FAILED);
        Map<String, Digest> ofHalf = contents(halfLake);
        Random random = new Random(5);
        int killed = 0;
        for (int attempt = 0; killed < KILLS && attempt < 5 * KILLS; attempt++) {
            Path lake = folder.resolve("lakes/killed-" + attempt / 5); // a new lake now and then
            if (attempt % 5 == 0) {
                Lake.create(lake, LakeOptions.defaults());
            }
            Process process = product("killed").start(lake, "pause:2ms", load(attempt % 5 < 3 ? half : all));
            Thread.sleep(250 + random.nextInt(700));
            killed += process.destroyForcibly().waitFor() == 128 + 9 ? 1 : 0;
            contents(lake)
                    .forEach((chunk, content) ->
                            assertThat(content).as(chunk).isIn(ofHalf.get(chunk), whole.get(chunk)));
            if (attempt % 5 == 4) {
                finish(lake, half, all);
            }
        }
        assertThat(killed).isGreaterThanOrEqualTo(KILLS);
    }

    private void finish(Path lake, Path half, Path all) throws IOException, InterruptedException {
        product("finish").run(lake, load(half), PARTLY_FAILED);
        product("finish").run(lake, load(all), DONE);
        assertThat(contents(lake)).isEqualTo(whole);
        assertThat(lake.resolve("quarantine/ticks")).isNotEmptyDirectory();
        product("finish").run(lake, List.of("doctor", "--fix"), DONE);
        KillIT.checkNothingIsLeft(lake);
    }

    @Test
    void twoProcessesAtOnceEndWithTheUnion() throws IOException, InterruptedException {
        Path left = recording("left", row -> row % 3 != 0);
        Path right = recording("right", row -> row % 3 != 1);
        for (int round = 0; round < ROUNDS; round++) {
            Path lake = lake("both-" + round);
            ProductProcess ofLeft = product("left-" + round);
            ProductProcess ofRight = product("right-" + round);
            Process first = ofLeft.start(lake, "pause:2ms", load(left));
            Process second = ofRight.start(lake, "pause:2ms", load(right));
            ofLeft.expect(first, DONE);
            ofRight.expect(second, DONE);

            assertThat(contents(lake)).isEqualTo(whole);
            try (Lake opened = Lake.open(lake, LakeOptions.defaults())) {
                assertThat(opened.head().number()).isBetween(2L, 3L);
                assertThat(opened.maintenance().doctor(false, Progress.NONE).ailing())
                        .isFalse();
            }
        }
    }
}
