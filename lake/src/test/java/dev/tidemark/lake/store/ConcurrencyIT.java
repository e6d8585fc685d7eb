package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.Jvm;
import dev.tidemark.lake.maintain.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real processes on one lake: four writers and one that is killed again and again, four readers, and gc.
///
/// `-Dtidemark.concurrency.seconds=600` lets each run last longer than its 30 s.
class ConcurrencyIT {
    private static final int SECONDS = Integer.getInteger("tidemark.concurrency.seconds", 30);
    private static final Duration SLACK = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void build() {
        root = folder.resolve("lake");
        Lake.create(root, LakeOptions.defaults());
        try (Lake lake = Lake.open(root, LakeOptions.defaults());
                LakeWriter writer = lake.writer(new Job("test", "record"))) {
            DatasetEdit edit =
                    new DatasetEdit(Samples.DAILY, Optional.empty(), Optional.of(Samples.record(ChunkSize.ALL)));
            assertThat(writer.commit("record", List.of(edit), List.of())).isInstanceOf(CommitOutcome.Committed.class);
        }
    }

    private Process start(String role, String name, int seconds) throws IOException {
        return Jvm.of(
                        LakeWorker.class,
                        role,
                        root.toString(),
                        folder.resolve(name).toString(),
                        Integer.toString(seconds),
                        Integer.toString(name.hashCode()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gc", "aging-gc"})
    void nobodyLosesAnUpdateReadsATornStateOrWaitsForEver(String collector) throws Exception {
        Map<String, Process> workers = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            workers.put("writer" + i, start("writer", "writer" + i, SECONDS));
            workers.put("reader" + i, start("reader", "reader" + i, SECONDS));
        }
        workers.put("gc", start(collector, "gc", SECONDS));
        try {
            killAgainAndAgain();
            for (Map.Entry<String, Process> worker : workers.entrySet()) {
                assertThat(worker.getValue().waitFor(SECONDS + 120L, TimeUnit.SECONDS))
                        .as("%s ended", worker.getKey())
                        .isTrue();
                assertThat(worker.getValue().exitValue()).as(worker.getKey()).isZero();
            }
        } finally {
            workers.values().forEach(Process::destroyForcibly);
        }
        try (Lake lake = Lake.open(root, LakeOptions.defaults())) {
            assertUpdates(lake);
            assertReads(lake);
            assertNobodyWaitedTooLong();
            assertRight(lake);
        }
    }

    /// A writer that dies at a random moment; the next one has to clean up after it.
    private void killAgainAndAgain() throws Exception {
        Random random = new Random(7);
        long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (int i = 0; System.nanoTime() < deadline; i++) {
            Process victim = start("writer", "victim" + i, SECONDS);
            if (victim.waitFor(1000 + random.nextInt(1500), TimeUnit.MILLISECONDS)) {
                assertThat(victim.exitValue()).as("victim " + i).isZero();
            }
            victim.destroyForcibly().waitFor();
        }
    }

    private List<String> log(String prefix, String word) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : Tree.children(folder)) {
            if (file.getFileName().toString().startsWith(prefix)) {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith(word + " ") || line.equals(word)) {
                        lines.add(line.substring(Math.min(line.length(), word.length() + 1)));
                    }
                }
            }
        }
        return lines;
    }

    private static List<Commit> transactions(Lake lake) {
        List<Commit> commits = new ArrayList<>();
        lake.history().log(commit -> {
            if (commit.kind().equals("txn")) {
                commits.addFirst(commit);
            }
            return true;
        });
        return commits;
    }

    /// Each commit that a writer was told of is there once, and each generation follows the one before.
    private void assertUpdates(Lake lake) throws IOException {
        List<Commit> commits = transactions(lake);
        List<String> ids = commits.stream().map(Commit::id).toList();
        assertThat(ids).doesNotHaveDuplicates().containsAll(log("victim", "committed"));
        assertThat(ids).containsAll(log("writer", "committed"));
        // Who was killed between its commit and its log did not say so; everybody else did.
        long untold = (long) ids.size()
                - log("writer", "committed").size()
                - log("victim", "committed").size();
        long victims = Tree.children(folder).stream()
                .filter(f -> f.getFileName().toString().startsWith("victim"))
                .count();
        assertThat(untold).isBetween(0L, victims);
        assertThat(commits).hasSizeGreaterThan(2 * SECONDS);
        for (int writer = 0; writer < 4; writer++) {
            assertThat(log("writer" + writer, "committed"))
                    .as("commits of writer " + writer)
                    .isNotEmpty();
        }
        long[] generation = new long[LakeWorker.GROUPS];
        for (Commit commit : commits) {
            for (String change : commit.message().split(" ", -1)) {
                int group = Integer.parseInt(change.substring(0, 1));
                assertThat(Long.parseLong(change.substring(2)))
                        .as("generation of group %s in commit %s", group, commit.number())
                        .isEqualTo(++generation[group]);
            }
        }
    }

    /// What a reader saw under a number is what the commits up to that number made.
    private void assertReads(Lake lake) throws IOException {
        Map<Long, String> states = new HashMap<>();
        long[] generation = new long[LakeWorker.GROUPS];
        List<Commit> all = new ArrayList<>();
        lake.history().log(commit -> {
            all.addFirst(commit);
            return true;
        });
        for (Commit commit : all) {
            if (commit.kind().equals("txn")) {
                for (String change : commit.message().split(" ", -1)) {
                    generation[Integer.parseInt(change.substring(0, 1))] = Long.parseLong(change.substring(2));
                }
            }
            states.put(
                    commit.number(),
                    Arrays.stream(generation).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        }
        List<String> reads = log("reader", "read");
        assertThat(reads).hasSizeGreaterThan(4 * SECONDS);
        for (String read : reads) {
            String[] parts = read.split(" ", 2);
            assertThat(parts[1]).as("read of commit " + parts[0]).isEqualTo(states.get(Long.parseLong(parts[0])));
        }
        assertThat(log("reader", "held")).isNotEmpty();
    }

    private void assertNobodyWaitedTooLong() throws IOException {
        for (String prefix : List.of("writer", "reader", "gc")) {
            assertThat(log(prefix, "longest"))
                    .isNotEmpty()
                    .allSatisfy(millis -> assertThat(Duration.ofMillis(Long.parseLong(millis)))
                            .isLessThan(LakeWorker.LOCK_TIMEOUT.plus(SLACK)));
        }
        assertThat(log("writer", "locked")).as("writers that gave up").isEmpty();
        long runs = log("gc", "plain").stream()
                .filter(line -> !line.startsWith("locked"))
                .count();
        assertThat(runs).as("runs of gc").isGreaterThan(2);
        System.out.printf(
                "%d commits, %d conflicts, %d reads, %d held, %d overtaken, %d of %d runs of gc%n",
                log("writer", "committed").size(),
                log("writer", "conflict").size(),
                log("reader", "read").size(),
                log("reader", "held").size(),
                log("reader", "overtaken").size(),
                runs,
                log("gc", "plain").size());
    }

    private static void assertRight(Lake lake) throws IOException {
        assertThat(lake.maintenance().doctor(true, Progress.NONE).findings()).allMatch(Finding::fixed);
        assertThat(lake.maintenance().doctor(false, Progress.NONE).findings()).isEmpty();
        assertThat(lake.maintenance().verify(true, Progress.NONE).findings()).isEmpty();
        LakeLayout layout = new LakeLayout(lake.folder());
        assertThat(Tree.children(layout.tmp())).isEmpty();
        assertThat(Tree.children(layout.owners())).isEmpty();
        assertThat(Tree.children(layout.treePending())).isEmpty();
    }

    /// A process that waits for series learns who holds them.
    @Test
    void whoWaitsInVainIsToldForWhom() throws Exception {
        Process holder = Jvm.of(SeriesHolder.class, root.toString()).start();
        try {
            Jvm.await(holder, "held");
            LakeOptions hasty = LakeOptions.defaults().withLockTimeout(Duration.ofMillis(300));
            try (Lake lake = Lake.open(root, hasty);
                    LakeWriter writer = lake.writer(new Job("test", "waits"))) {
                assertThat(catchThrowableOfType(
                                TidemarkException.class, () -> writer.lock(List.of(LakeWorker.key(0, 1)))))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCKED))
                        .hasMessageContaining("process " + holder.pid())
                        .hasMessageContaining("hold 'all of group 0'")
                        .hasMessageContaining(LakeWorker.key(0, 1).toString());
                writer.lock(List.of(LakeWorker.key(1, 1))).close();
            }
            holder.destroyForcibly().waitFor();
            try (Lake lake = Lake.open(root, hasty);
                    LakeWriter writer = lake.writer(new Job("test", "gets it"))) {
                writer.lock(List.of(LakeWorker.key(0, 1))).close();
            }
            try (Lake lake = Lake.open(root, hasty)) {
                assertRight(lake);
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    /// Holds the series of group 0 until it is killed.
    static final class SeriesHolder {
        public static void main(String[] args) throws Exception {
            try (Lake lake = Lake.open(Path.of(args[0]), LakeOptions.defaults());
                    LakeWriter writer = lake.writer(new Job("hold", "all of group 0"));
                    LakeWriter.Lock _ = writer.lock(List.of(LakeWorker.key(0, 0), LakeWorker.key(0, 1)))) {
                System.out.println("held");
                System.in.readAllBytes();
            }
        }
    }
}
