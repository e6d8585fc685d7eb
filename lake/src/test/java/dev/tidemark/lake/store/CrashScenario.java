package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Horizon;
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
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LakeCopy;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.maintain.DoctorReport;
import dev.tidemark.lake.maintain.Finding;
import dev.tidemark.lake.maintain.GcOptions;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A small lake, the operations that are interrupted on it, and what must hold afterwards.
final class CrashScenario {
    static final SeriesKey DAYS = new SeriesKey(Samples.MINUTES, "DAYS");
    static final SeriesKey A = new SeriesKey(Samples.DAILY, "A.US");
    static final SeriesKey B = new SeriesKey(Samples.DAILY, "B.US");
    static final SeriesKey C = new SeriesKey(Samples.DAILY, "C.US");
    static final SeriesKey Q = new SeriesKey(DatasetName.parse("oi/1d"), "Q");
    static final long COMMITS = 6;
    static final String TAG = "first";
    static final long TAGGED = 2;
    private static final LocalDate DAY = LocalDate.of(2024, 6, 28); // its days lie on two pages
    private static final GcOptions SHORT =
            new GcOptions(false, 1, Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), false);

    private final Path template;
    private final State before;
    private final List<State> states = new ArrayList<>();

    /// @param template a folder for the lake that is copied for each case
    CrashScenario(Path template) throws IOException {
        this.template = template;
        LakeOptions options = options(new UnsyncedFileOps());
        Lake.create(template, options);
        Path config = template.resolve("tidemark.yaml");
        Files.writeString(config, "first: 1\n");
        try (Lake lake = Lake.open(template, options)) {
            Samples.put(lake, DAYS.dataset(), ChunkSize.DAY, DAYS.symbol(), Samples.rows(DAYS.symbol(), DAY, 6, 1));
            Samples.put(lake, A.dataset(), ChunkSize.ALL, A.symbol(), Samples.rows(A.symbol(), DAY, 3, 10));
            lake.history().tag(TAG, lake.head());
            Samples.put(lake, B.dataset(), ChunkSize.ALL, B.symbol(), Samples.rows(B.symbol(), DAY, 3, 20));
            Files.writeString(config, "second: 2\n");
            Samples.put(lake, A.dataset(), ChunkSize.ALL, A.symbol(), Samples.rows(A.symbol(), DAY, 4, 30));
            Samples.put(lake, A.dataset(), ChunkSize.ALL, A.symbol(), Samples.rows(A.symbol(), DAY, 4, 40));
            Samples.put(lake, DAYS.dataset(), ChunkSize.DAY, DAYS.symbol(), Samples.rows(DAYS.symbol(), DAY, 7, 1));
            for (long number = 0; number <= COMMITS; number++) {
                states.add(State.of(lake, ((LakeStore) lake).at(Long.toString(number))));
            }
        }
        this.before = states.getLast();
    }

    static LakeOptions options(FileOps files) {
        return LakeOptions.defaults().withFiles(files).withLockTimeout(Duration.ofMillis(200));
    }

    void copyTo(Path folder) throws IOException {
        LakeCopy.copy(template, folder);
    }

    /// What is interrupted.
    enum Operation {
        IMPORT {
            @Override
            void run(Lake lake, Runnable committed) {
                importLike(lake, committed);
            }
        },
        GC_ALL {
            @Override
            void run(Lake lake, Runnable committed) {
                lake.maintenance().gc(GcOptions.ALL, Progress.NONE);
            }
        },
        GC_HORIZON {
            @Override
            void run(Lake lake, Runnable committed) {
                lake.maintenance().gc(SHORT, Progress.NONE);
            }
        },
        RESTORE {
            @Override
            void run(Lake lake, Runnable committed) {
                lake.maintenance().restore(lake.at(TAG));
                committed.run();
            }
        },
        RECHUNK {
            @Override
            void run(Lake lake, Runnable committed) {
                lake.maintenance().rechunk(DAYS.dataset(), ChunkSize.MONTH, Progress.NONE);
                committed.run();
            }
        },
        TAG_HEAD {
            @Override
            void run(Lake lake, Runnable committed) {
                lake.history().tag("second", lake.at(Long.toString(COMMITS)));
                committed.run();
            }
        };

        abstract void run(Lake lake, Runnable committed);

        LakeOptions options(FileOps files) {
            LakeOptions options = CrashScenario.options(files);
            return this == GC_HORIZON
                    ? options.withClock(Clock.offset(Clock.systemUTC(), Duration.ofDays(60)))
                    : options;
        }
    }

    /// Replaces two series, adds one, removes one and adds a dataset, in one commit.
    private static void importLike(Lake lake, Runnable committed) {
        try (LakeWriter writer = lake.writer(new Job("import", "import-like"))) {
            List<SeriesState> written = List.of(
                    write(writer, A, ChunkSize.ALL, Samples.rows(A.symbol(), DAY, 5, 100)),
                    write(writer, C, ChunkSize.ALL, Samples.rows(C.symbol(), DAY, 2, 200)),
                    write(writer, DAYS, ChunkSize.DAY, Samples.rows(DAYS.symbol(), DAY, 8, 1)),
                    write(writer, Q, ChunkSize.ALL, Samples.rows(Q.symbol(), DAY, 2, 300)));
            List<SeriesKey> keys = List.of(A, C, DAYS, Q);
            try (LakeWriter.Lock _ = writer.lock(List.of(A, B, C, DAYS, Q))) {
                Snapshot head = writer.refresh();
                List<SeriesEdit> edits = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    edits.add(new SeriesEdit(keys.get(i), manifest(head, keys.get(i)), Optional.of(written.get(i))));
                }
                manifest(head, B).ifPresent(m -> edits.add(new SeriesEdit(B, Optional.of(m), Optional.empty())));
                List<DatasetEdit> datasets = head.dataset(Q.dataset()).isPresent()
                        ? List.of()
                        : List.of(new DatasetEdit(
                                Q.dataset(), Optional.empty(), Optional.of(Samples.record(ChunkSize.ALL))));
                switch (writer.commit("import", datasets, edits)) {
                    case CommitOutcome.Committed _, CommitOutcome.Nothing() -> committed.run();
                    case CommitOutcome.Unknown unknown ->
                        throw new TidemarkException(ErrorCode.COMMIT_UNKNOWN, unknown.message());
                    case CommitOutcome.Conflict conflict -> throw new AssertionError("conflict: " + conflict);
                }
            }
        }
    }

    private static Optional<Digest> manifest(Snapshot head, SeriesKey key) {
        return head.summary(key).map(SeriesSummary::manifest);
    }

    private static SeriesState write(LakeWriter writer, SeriesKey key, ChunkSize size, Table table) {
        List<Partition> partitions = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            int to = size == ChunkSize.ALL ? table.rows() : row + 1;
            String chunk = size.labelOf(Samples.BARS.dateOf(table.time(row)));
            partitions.add(writer.write(key, Samples.record(size), chunk, table.slice(row, to), new TreeMap<>()));
            row = to - 1;
        }
        return new SeriesState(Samples.BARS, 1, size, new TreeMap<>(), partitions);
    }

    /// What a user can see of a state.
    record State(Map<String, Digest> manifests, Set<String> tags, String config) {
        static State of(Lake lake, StoredSnapshot snapshot) throws IOException {
            Map<String, Digest> manifests = new TreeMap<>();
            snapshot.state().all().forEach((name, summary) -> manifests.put(name, summary.manifest()));
            return new State(
                    manifests,
                    lake.history().tags().keySet(),
                    Files.readString(lake.folder().resolve("tidemark.yaml")));
        }

        static State of(Lake lake) throws IOException {
            return of(lake, ((LakeStore) lake).head());
        }
    }

    /// The state after an operation that nothing interrupts.
    State after(Operation operation, Path folder) throws IOException {
        copyTo(folder);
        try (Lake lake = Lake.open(folder, operation.options(new UnsyncedFileOps()))) {
            operation.run(lake, () -> {});
            return State.of(lake);
        } finally {
            LakeCopy.delete(folder);
        }
    }

    /// Who comes first after the crash.
    enum Helper {
        NEXT_RUN,
        DOCTOR
    }

    /// Opens a lake after a crash as a new process does, and asserts everything that is promised.
    ///
    /// @param runs how often the operation was run so far
    /// @param isCommitted whether the interrupted process was told that its commit is safe
    void check(Path folder, Operation operation, State after, boolean isCommitted, int runs, Helper first)
            throws IOException {
        try (Lake lake = Lake.open(folder, operation.options(new UnsyncedFileOps()))) {
            State found = State.of(lake);
            boolean isContentSame = found.manifests().equals(before.manifests());
            assertThat(found.manifests()).isIn(before.manifests(), after.manifests());
            assertThat(found.tags()).isIn(before.tags(), after.tags());
            assertThat(lake.head().number()).isBetween(COMMITS, COMMITS + runs);
            if (isCommitted) {
                assertThat(found.manifests()).isEqualTo(after.manifests());
                assertThat(found.tags()).isEqualTo(after.tags());
            } else if (!isContentSame) {
                assertThat(lake.head().number()).isGreaterThan(COMMITS);
            }
            assertHistory(lake);
            assertNoDamage(lake);

            if (first == Helper.DOCTOR) {
                assertThat(lake.maintenance().doctor(true, Progress.NONE).ailing())
                        .isFalse();
                assertThat(State.of(lake).manifests()).isEqualTo(found.manifests());
                assertClean(lake);
            }
            operation.run(lake, () -> {});
            assertThat(State.of(lake)).isEqualTo(after);
            assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
            DoctorReport report = lake.maintenance().doctor(true, Progress.NONE);
            assertThat(report.findings()).allMatch(f -> f.fixed() && f.harmless());
            assertThat(State.of(lake)).isEqualTo(after);
            assertHistory(lake);
            assertClean(lake);
        }
    }

    /// Every state that the horizon or a tag keeps is whole; every other one is refused.
    private void assertHistory(Lake lake) throws IOException {
        long horizon = lake.history().horizon().raw();
        for (int number = 1; number <= COMMITS; number++) {
            String revision = Integer.toString(number);
            if (number >= horizon || number == TAGGED) {
                StoredSnapshot state = ((LakeStore) lake).at(revision);
                assertThat(State.of(lake, state).manifests())
                        .isEqualTo(states.get(number).manifests());
                assertWhole(lake, state);
            } else {
                assertThatThrownBy(() -> lake.at(revision))
                        .isInstanceOfSatisfying(
                                TidemarkException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.BEFORE_HORIZON));
            }
        }
        assertThat(lake.at(TAG).number()).isEqualTo(TAGGED);
    }

    private static void assertWhole(Lake lake, Snapshot state) throws IOException {
        for (DatasetName dataset : state.datasets()) {
            assertThat(state.dataset(dataset)).isPresent();
            for (SeriesKey key : state.series(dataset)) {
                var series = state.series(key).orElseThrow();
                for (Partition p : series.partitions()) {
                    byte[] bytes = Files.readAllBytes(lake.object(key, series.chunkSize(), p));
                    assertThat(Digest.of(bytes)).isEqualTo(p.file());
                }
            }
        }
    }

    /// Only the tree may lag behind.
    private static void assertNoDamage(Lake lake) {
        assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                .extracting(Finding::code)
                .allMatch(code -> code.startsWith("tree_"));
    }

    private static void assertClean(Lake lake) throws IOException {
        assertThat(lake.maintenance().verify(true, Progress.NONE).findings()).isEmpty();
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        assertThat(lake.maintenance().doctor(false, Progress.NONE).findings()).isEmpty();
        LakeLayout layout = new LakeLayout(lake.folder());
        for (Path folder : List.of(layout.tmp(), layout.treePending(), layout.owners())) {
            assertThat(Tree.children(folder)).isEmpty();
        }
        assertNoOrphans((LakeStore) lake);
    }

    /// Objects and manifests are exactly those of the states that are kept.
    private static void assertNoOrphans(LakeStore lake) throws IOException {
        Set<Path> objects = new HashSet<>();
        Set<Path> manifests = new HashSet<>();
        Horizon horizon = lake.history().horizon();
        assertThat(List.of(horizon.derived(), horizon.rawAll())).containsOnly(horizon.raw());
        Set<Long> kept = new HashSet<>(lake.history().tags().values());
        for (long number = Math.max(1, horizon.raw()); number <= lake.head().number(); number++) {
            kept.add(number);
        }
        for (long number : kept) {
            StoredSnapshot state = lake.at(Long.toString(number));
            state.state().all().forEach((name, summary) -> {
                manifests.add(lake.layout().manifest(summary.manifest()));
                if (!StoredSnapshot.isDataset(name)) {
                    StoredSeries series =
                            (StoredSeries) state.series(SeriesKey.parse(name)).orElseThrow();
                    series.pageDigests()
                            .forEach(page -> manifests.add(lake.layout().manifest(page)));
                    series.partitions().forEach(p -> objects.add(lake.object(series.key(), series.chunkSize(), p)));
                }
            });
        }
        assertThat(files(lake.layout().objects())).isEqualTo(objects);
        assertThat(files(lake.layout().manifests()))
                .filteredOn(file -> !file.startsWith(lake.layout().facts()))
                .containsExactlyInAnyOrderElementsOf(manifests);
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return new HashSet<>(paths.filter(Files::isRegularFile).toList());
        }
    }
}
