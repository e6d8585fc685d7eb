package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.demo.FuturesRecording;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.maintain.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the real process at random moments of builds. After each kill the last commit is whole, and what it
/// holds is what an undisturbed build made; what was made stays, and at the end nothing differs.
class KillBuildIT {
    private static final int KILLS = Integer.getInteger("tidemark.build.kills", 30);
    private static final int DONE = 0;
    private static final String PAUSE = "pause:3ms";
    private static final FuturesRecording RECORDING = new FuturesRecording(LocalDate.of(2024, 2, 6), 6, 60);
    private static final List<List<String>> BUILDS = List.of(
            List.of("build", "continuous", "features", "labels", "fill-labels"),
            List.of("build", "continuous", "features", "labels", "--set", "main", "--source", "main_l5"));

    @TempDir
    Path folder;

    private final Set<Integer> sizes = new TreeSet<>();

    @Test
    void noKillChangesWhatABuildMakes() throws IOException, InterruptedException {
        Path undisturbed = imported("undisturbed");
        build(undisturbed);
        SortedMap<String, String> wanted = derived(undisturbed);
        assertThat(wanted).hasSizeGreaterThan(30);
        Random random = new Random(3);
        long wholeBuild = millisOfWholeBuild();
        int killed = 0;
        for (int lakes = 0; killed < KILLS && lakes < 2 * KILLS; lakes++) {
            Path lake = imported("killed-" + lakes);
            int came = 0;
            while (came < 6 && isKilled(lake, BUILDS.get(came % 3 == 2 ? 1 : 0), random, wholeBuild)) {
                came++;
            }
            killed += came;
            build(lake);
            assertThat(derived(lake)).isEqualTo(wanted);
            product().run(lake, List.of("doctor"), DONE); // the last build has finished what the killed ones left
            product().run(lake, List.of("doctor", "--fix"), DONE);
            KillIT.checkNothingIsLeft(lake);
        }
        assertThat(killed).isGreaterThanOrEqualTo(KILLS);
        assertThat(sizes).as("numbers of partitions that kills left").hasSizeGreaterThan(3);
    }

    /// How long the first build takes on this machine while each file operation pauses; kills come within it, since
    /// a fixed time comes too late on a fast machine.
    private long millisOfWholeBuild() throws IOException, InterruptedException {
        Path lake = imported("timed");
        long start = System.nanoTime();
        assertThat(product().start(lake, PAUSE, BUILDS.getFirst()).waitFor()).isEqualTo(DONE);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /// Kills a build within nine tenths of the time of a whole one, and checks what it left.
    ///
    /// @return whether the kill came before the build ended by itself
    private boolean isKilled(Path lake, List<String> words, Random random, long wholeBuild)
            throws IOException, InterruptedException {
        SortedMap<String, String> before = derived(lake);
        Process process = product().start(lake, PAUSE, words);
        Thread.sleep(wholeBuild / 10 + random.nextLong(wholeBuild * 8 / 10));
        boolean isKilled = process.destroyForcibly().waitFor() == 128 + 9;
        SortedMap<String, String> after = derived(lake);
        assertThat(after).containsAllEntriesOf(before);
        sizes.add(after.size());
        return isKilled;
    }

    private void build(Path lake) throws IOException, InterruptedException {
        for (List<String> words : BUILDS) {
            product().run(lake, words, DONE);
        }
    }

    /// A lake of ticks and daily tables, with nothing built.
    private Path imported(String name) throws IOException, InterruptedException {
        Path ticks = write(RECORDING.dump().files(), "ticks");
        Path daily = write(RECORDING.daily().files(), "daily");
        Path lake = folder.resolve(name);
        Lake.create(lake, LakeOptions.defaults());
        product().run(lake, List.of("import", "ctp", ticks.toString(), "--exchange", FuturesRecording.EXCHANGE), DONE);
        List<String> table =
                List.of("import", "csv", daily.toString(), "--preset", "futures-daily", "--dataset", "daily/futures");
        product().run(lake, table, DONE);
        return lake;
    }

    private Path write(Map<String, List<String>> files, String name) throws IOException {
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            Path target = folder.resolve(name).resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        return folder.resolve(name);
    }

    private ProductProcess product() {
        return new ProductProcess(folder.resolve("output.txt"));
    }

    /// The content of every derived partition; the chain, the manifests and the objects are whole.
    private static SortedMap<String, String> derived(Path folder) {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            assertThat(lake.maintenance().verify(false, Progress.NONE).findings())
                    .extracting(Finding::code)
                    .allMatch(code -> code.startsWith("tree_"));
            Snapshot head = lake.head();
            for (DatasetName dataset : head.datasets()) {
                if (head.dataset(dataset).orElseThrow().derived()) {
                    for (SeriesKey key : head.series(dataset)) {
                        for (Partition p : head.series(key).orElseThrow().partitions()) {
                            contents.put(key + "/" + p.chunk(), p.content().content() + " " + p.file());
                        }
                    }
                }
            }
        }
        return contents;
    }
}
