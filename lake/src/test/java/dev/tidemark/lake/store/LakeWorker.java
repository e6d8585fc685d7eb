package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.maintain.GcOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// One process on a lake that others use, too: `ROLE LAKE LOG SECONDS SEED`. It logs what it was told and what it read;
/// an
/// unexpected failure ends it with status 1.
///
/// The series of a group always carry the same generation, a number in all their rows; a transaction adds one to it. So
/// a lost
/// update shows as a generation that is committed twice, and a torn read as two generations in one group.
final class LakeWorker {
    static final int GROUPS = 3;
    static final int MEMBERS = 3;
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(15);
    private static final LocalDate DAY = LocalDate.of(2024, 1, 2);
    private static final DatasetRecord RECORD = Samples.record(ChunkSize.ALL);

    private final Path folder;
    private final Path log;
    private final long deadline;
    private final Random random;
    private final LakeOptions options = LakeOptions.defaults().withLockTimeout(LOCK_TIMEOUT);
    private long longest;

    private LakeWorker(Path folder, Path log, int seconds, long seed) {
        this.folder = folder;
        this.log = log;
        this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws Exception {
        LakeWorker worker =
                new LakeWorker(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]), Long.parseLong(args[4]));
        switch (args[0]) {
            case "writer" -> worker.write();
            case "reader" -> worker.read();
            case "gc" -> worker.collect(false);
            case "aging-gc" -> worker.collect(true);
            default -> throw new IllegalArgumentException(args[0]);
        }
        worker.note("longest " + worker.longest / 1_000_000);
    }

    private boolean isTimeLeft() {
        return System.nanoTime() < deadline;
    }

    private void note(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static SeriesKey key(int group, int member) {
        return new SeriesKey(Samples.DAILY, "G" + group + "_" + member);
    }

    private static List<SeriesKey> members(Set<Integer> groups) {
        List<SeriesKey> keys = new ArrayList<>();
        for (int group : groups) {
            for (int member = 0; member < MEMBERS; member++) {
                keys.add(key(group, member));
            }
        }
        return keys;
    }

    /// The generation that all members of a group show; 0 when there are none.
    static long generation(Lake lake, Snapshot state, int group) {
        Set<Double> found = new HashSet<>();
        for (int member = 0; member < MEMBERS; member++) {
            List<Double> closes = Samples.closes(lake, state, key(group, member));
            found.addAll(closes.isEmpty() ? List.of(0.0) : closes);
        }
        if (found.size() != 1) {
            throw new IllegalStateException("commit " + state.number() + " shows group " + group + " as " + found);
        }
        return found.iterator().next().longValue();
    }

    private void write() throws IOException {
        while (isTimeLeft()) {
            try (Lake lake = Lake.open(folder, options)) {
                for (int i = 0; i < 10 && isTimeLeft(); i++) {
                    long start = System.nanoTime();
                    transaction(lake);
                    longest = Math.max(longest, System.nanoTime() - start);
                }
            }
        }
    }

    private void transaction(Lake lake) throws IOException {
        Set<Integer> groups =
                random.nextInt(4) == 0 ? Set.of(0, 1 + random.nextInt(GROUPS - 1)) : Set.of(random.nextInt(GROUPS));
        boolean isLocking = random.nextInt(3) > 0; // locks save work; without them a commit must be right, too
        try (LakeWriter writer = lake.writer(new Job("txn", "groups " + groups))) {
            CommitOutcome outcome;
            if (isLocking) {
                try (LakeWriter.Lock _ = writer.lock(members(groups))) {
                    outcome = next(lake, writer, groups);
                }
            } else {
                outcome = next(lake, writer, groups);
            }
            switch (outcome) {
                case CommitOutcome.Committed committed ->
                    note("committed " + committed.commit().id());
                case CommitOutcome.Conflict _ -> note(isLocking ? "conflict under lock" : "conflict");
                case CommitOutcome.Nothing() -> throw new IllegalStateException("a new generation is nothing new");
                case CommitOutcome.Unknown unknown -> throw new IllegalStateException(unknown.toString());
            }
        } catch (TidemarkException e) {
            if (e.code() != ErrorCode.LOCKED) {
                throw e;
            }
            note("locked " + e.getMessage());
        }
    }

    private CommitOutcome next(Lake lake, LakeWriter writer, Set<Integer> groups) {
        Snapshot head = writer.refresh();
        List<SeriesEdit> edits = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        SortedMap<String, String> transaction = new TreeMap<>(); // else two writers could want the very same change
        transaction.put("transaction", UUID.randomUUID().toString());
        for (int group : groups) {
            long generation = generation(lake, head, group) + 1;
            message.append(group).append('=').append(generation).append(' ');
            for (int member = 0; member < MEMBERS; member++) {
                SeriesKey key = key(group, member);
                Partition partition = writer.write(
                        key, RECORD, "all", Samples.rows(key.symbol(), DAY, 1, (double) generation), new TreeMap<>());
                Optional<Digest> before = head.summary(key).map(SeriesSummary::manifest);
                edits.add(new SeriesEdit(
                        key,
                        before,
                        Optional.of(new SeriesState(Samples.BARS, 1, ChunkSize.ALL, transaction, List.of(partition)))));
            }
        }
        return writer.commit(message.toString().strip(), List.of(), edits);
    }

    /// Reads the head again and again, and now and then a state that it has held for long.
    private void read() throws IOException {
        while (isTimeLeft()) {
            try (Lake lake = Lake.open(folder, options)) {
                Snapshot held = lake.head();
                String first = generations(lake, held);
                for (int i = 0; i < 40 && isTimeLeft(); i++) {
                    long start = System.nanoTime();
                    Snapshot head = lake.head();
                    note("read " + head.number() + " " + generations(lake, head));
                    longest = Math.max(longest, System.nanoTime() - start);
                }
                try {
                    if (!generations(lake, held).equals(first)) {
                        throw new IllegalStateException("commit " + held.number() + " changed while it was held");
                    }
                    note("held");
                } catch (TidemarkException e) {
                    if (lake.history().horizon().rawAll() <= held.number()) {
                        throw e; // else gc has overtaken it and says so
                    }
                    note("overtaken");
                }
            }
        }
    }

    private static String generations(Lake lake, Snapshot state) {
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            text.append(generation(lake, state, group)).append(' ');
        }
        return text.toString().strip();
    }

    /// @param isAging whether each run takes place two days after the one before, so that it deletes what was replaced
    private void collect(boolean isAging) throws IOException, InterruptedException {
        GcOptions plain = new GcOptions(false, isAging ? 20 : 2, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
        for (int run = 1; isTimeLeft(); run++) {
            LakeOptions mine =
                    isAging ? options.withClock(Clock.offset(Clock.systemUTC(), Duration.ofDays(2L * run))) : options;
            boolean isAll = run % 4 == 0;
            long start = System.nanoTime();
            try (Lake lake = Lake.open(folder, isAll ? mine.withLockTimeout(Duration.ofMillis(500)) : mine)) {
                var report = lake.maintenance().gc(isAll ? GcOptions.ALL : plain, Progress.NONE);
                note((isAll ? "all " : "plain ") + report.objects());
            } catch (TidemarkException e) {
                if (e.code() != ErrorCode.LOCKED) {
                    throw e;
                }
                note((isAll ? "all" : "plain") + " locked " + e.getMessage());
            }
            longest = Math.max(longest, System.nanoTime() - start);
            Thread.sleep(random.nextInt(300));
        }
    }
}
