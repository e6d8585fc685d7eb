package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.universe.BulkTree;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.maintain.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of `universe prepare` at random moments, while tree and lists change. After each kill the last commit is
/// whole; the next run makes all what an undisturbed first run makes.
class KillUniverseIT {
    private static final int KILLS = Integer.getInteger("tidemark.universe.kills", 10);
    private static final int FILES = 40;
    private static final int DONE = 0;
    private static final String PAUSE = "pause:10ms";
    private static final int RUNS = 3;

    @TempDir
    Path folder;

    private final Random random = new Random(5);

    @Test
    void noKillChangesWhatARunMakes() throws IOException, InterruptedException {
        BulkTree bulk = new BulkTree(folder);
        edit(bulk, FILES);
        long wholeRun = millisOfWholeRun();
        int killed = 0;
        for (int lakes = 0; killed < KILLS && lakes < 2 * KILLS; lakes++) {
            Path lake = lake("killed-" + lakes);
            for (int run = 0; run < RUNS; run++) {
                killed += isKilled(lake, wholeRun) ? 1 : 0;
                edit(bulk, FILES / 2);
            }
            product().run(lake, prepare(), DONE);
            Path undisturbed = lake("undisturbed-" + lakes);
            product().run(undisturbed, prepare(), DONE);
            assertThat(state(lake)).isEqualTo(state(undisturbed));
            product().run(lake, List.of("doctor", "--fix"), DONE);
            KillIT.checkNothingIsLeft(lake);
        }
        assertThat(killed).isGreaterThanOrEqualTo(KILLS);
    }

    private void edit(BulkTree bulk, int edits) {
        StringBuilder list = new StringBuilder(BulkTree.LIST_HEADER);
        for (int i = 0; i < FILES; i++) {
            if (i < edits) {
                String path = "d_us_txt/data/daily/us/nasdaq stocks/1/s" + i + ".us.txt";
                bulk.prices(path, random.nextInt(100), random.nextInt(100));
            }
            list.append("S" + i + ",,NSQ,Name " + random.nextInt(1 + FILES / edits) + ",USD\n");
        }
        bulk.list("list.csv", list.toString());
    }

    private List<String> prepare() {
        String tree = folder.resolve("stooq").toString();
        String lists = folder.resolve("lists").toString();
        return List.of("universe", "prepare", "--stooq", tree, "--instruments", lists);
    }

    private long millisOfWholeRun() throws IOException, InterruptedException {
        product().run(lake("first"), prepare(), DONE); // what is read from the disk is in memory then
        long start = System.nanoTime();
        assertThat(product().start(lake("timed"), PAUSE, prepare()).waitFor()).isEqualTo(DONE);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /// Kills a run and checks what it left.
    ///
    /// @return whether the kill came before the run ended by itself
    private boolean isKilled(Path lake, long wholeRun) throws IOException, InterruptedException {
        Process process = product().start(lake, PAUSE, prepare());
        Thread.sleep(wholeRun / 5 + random.nextLong(wholeRun / 2));
        boolean isKilled = process.destroyForcibly().waitFor() == 128 + 9;
        try (Lake opened = Lake.open(lake, LakeOptions.defaults())) {
            assertThat(opened.maintenance().verify(false, Progress.NONE).findings())
                    .extracting(Finding::code)
                    .allMatch(code -> code.startsWith("tree_"));
        }
        return isKilled;
    }

    private Path lake(String name) {
        Path lake = folder.resolve(name);
        Lake.create(lake, LakeOptions.defaults());
        return lake;
    }

    private ProductProcess product() {
        return new ProductProcess(folder.resolve("output.txt"));
    }

    /// The content of every table, and the bytes of reports and exports; drafts of a dead process are hidden files.
    private static SortedMap<String, String> state(Path folder) throws IOException {
        SortedMap<String, String> state = new TreeMap<>(BulkTree.outputs(folder));
        state.keySet().removeIf(path -> path.matches(".*/\\.[^/]*\\.[0-9a-f-]{36}"));
        assertThat(Files.isDirectory(folder.resolve("exports"))).isTrue();
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            lake.head()
                    .datasets()
                    .forEach(dataset -> lake.head()
                            .series(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                            .ifPresent(series -> series.partitions()
                                    .forEach(partition -> state.put(
                                            dataset.toString(),
                                            partition.content().content().hex()))));
        }
        return state;
    }
}
