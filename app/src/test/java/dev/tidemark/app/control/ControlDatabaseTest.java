package dev.tidemark.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.app.control.ControlDatabase.Alert;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.update.UpdateJournal;
import dev.tidemark.sources.update.UpdateJournal.Entry;
import dev.tidemark.sources.update.UpdateJournal.PendingLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlDatabaseTest {
    private static final SeriesKey A = SeriesKey.parse("bars/1d/A");
    private static final SeriesKey B = SeriesKey.parse("bars/1h/B");
    private static final Instant TIME = Instant.parse("2024-03-15T22:00:00.123456Z");

    @TempDir
    private Path lake;

    private static Entry entry(SeriesKey key, long rows) {
        return new Entry(
                key,
                TIME.plusSeconds(rows),
                "incremental",
                "simulated",
                rows,
                rows + 3,
                2,
                1,
                Optional.of(TIME.minusSeconds(5)),
                Optional.empty(),
                0.25,
                7,
                rows % 2 == 0 ? "" : "timeout: no answer; it's \"late\"");
    }

    private static PendingLoad load(SeriesKey key, String reason) {
        return new PendingLoad(
                key,
                "simulated",
                "a/B c",
                TIME,
                Optional.of(TIME.plusSeconds(60)),
                new TreeMap<>(Map.of("asset_class", "etf", "calendar", "a=b")),
                1,
                reason);
    }

    private Path file() {
        return lake.resolve(".tidemark/control.db");
    }

    @Test
    void whatIsRememberedIsThereForTheNextProcess() {
        Alert alert = new Alert("stale bars/1d/A", "old", TIME, TIME.plusSeconds(1));
        try (ControlDatabase database = ControlDatabase.open(lake)) {
            assertThat(database.pending()).isEmpty();
            assertThat(database.recent(5)).isEmpty();
            database.record(List.of(entry(A, 1), entry(B, 2)));
            database.record(List.of(entry(A, 4)));
            database.keep(load(A, "down"));
            database.sent(alert);
        }
        try (ControlDatabase database = ControlDatabase.open(lake)) {
            assertThat(database.history(A, 10)).containsExactly(entry(A, 4), entry(A, 1));
            assertThat(database.history(A, 1)).containsExactly(entry(A, 4));
            assertThat(database.recent(1)).containsExactly(entry(A, 4), entry(B, 2));
            assertThat(database.pending()).containsExactly(load(A, "down"));
            assertThat(database.alerts()).containsExactly(alert);
            Alert again = new Alert(alert.topic(), "older", TIME.plusSeconds(9), TIME.plusSeconds(9));
            database.sent(again);
            assertThat(database.alerts()).containsExactly(new Alert(alert.topic(), "older", TIME, TIME.plusSeconds(9)));
            database.over(alert.topic());
            assertThat(database.alerts()).isEmpty();
        }
    }

    @Test
    void anotherTryOfALoadCountsAndTakesThePlaceOfTheOneBefore() {
        try (ControlDatabase database = ControlDatabase.open(lake)) {
            database.keep(load(A, "first"));
            database.keep(load(B, "other"));
            database.keep(load(A, "second"));
            assertThat(database.pending()).hasSize(2).first().satisfies(load -> {
                assertThat(load.attempts()).isEqualTo(2);
                assertThat(load.reason()).isEqualTo("second");
            });
            database.settle(A);
            assertThat(database.pending()).extracting(PendingLoad::key).containsExactly(B);
            database.settle(A);
        }
    }

    @Test
    void theNewestHundredEntriesOfASeriesAreKept() {
        try (ControlDatabase database = ControlDatabase.open(lake)) {
            database.record(List.of(entry(B, 0)));
            for (int i = 0; i < 130; i += 2) {
                database.record(List.of(entry(A, i), entry(A, i + 1)));
            }
            List<Entry> kept = database.history(A, 1000);
            assertThat(kept).hasSize(UpdateJournal.MOST_ENTRIES);
            assertThat(kept.getFirst()).isEqualTo(entry(A, 129));
            assertThat(kept.getLast()).isEqualTo(entry(A, 30));
            assertThat(database.history(B, 10)).hasSize(1);
        }
    }

    @Test
    void twoWritersAtOnceLoseNothing() throws InterruptedException, ExecutionException {
        int each = 40;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                SeriesKey key = SeriesKey.parse("bars/1d/W" + writer);
                writers.add(threads.submit(() -> {
                    try (ControlDatabase database = ControlDatabase.open(lake)) {
                        for (int i = 0; i < each; i++) {
                            database.record(List.of(entry(key, i)));
                            database.keep(load(key, "reason " + i));
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        try (ControlDatabase database = ControlDatabase.open(lake)) {
            assertThat(database.recent(1000)).hasSize(4 * each);
            assertThat(database.pending())
                    .hasSize(4)
                    .allSatisfy(load -> assertThat(load.attempts()).isEqualTo(each));
        }
    }

    /// Opening at once is where SQLite's own waiting has holes: the change to a write-ahead log, and its clean-up when
    /// the last connection closes.
    @Test
    void openingAndClosingAtOnceNeverFails() throws InterruptedException, ExecutionException, IOException {
        int threads = 6;
        for (int round = 0; round < 60; round++) {
            Path fresh = Files.createDirectory(lake.resolve("round" + round));
            CyclicBarrier together = new CyclicBarrier(threads);
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<?>> openers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    SeriesKey key = SeriesKey.parse("bars/1d/W" + i);
                    openers.add(pool.submit(() -> {
                        together.await();
                        for (int j = 0; j < 3; j++) {
                            try (ControlDatabase database = ControlDatabase.open(fresh)) {
                                database.keep(load(key, "opened"));
                            }
                        }
                        return null;
                    }));
                }
                for (Future<?> opener : openers) {
                    opener.get();
                }
            }
            try (ControlDatabase database = ControlDatabase.open(fresh)) {
                assertThat(database.pending()).hasSize(threads);
            }
        }
    }

    @Test
    void aNewerVersionIsRefusedAndLeftAlone() throws SQLException {
        ControlDatabase.open(lake).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> ControlDatabase.open(lake))
                .withMessageContaining("control.db")
                .withMessageContaining("99")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT_TOO_NEW));
    }

    @Test
    void aDamagedFileIsNamedWithTheWayOut() throws IOException {
        Files.createDirectories(lake.resolve(".tidemark"));
        Files.writeString(file(), "this is no database, whatever its name says; ".repeat(100));
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> ControlDatabase.open(lake))
                .withMessageContaining("control.db")
                .withMessageContaining("history")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IO));
        Files.delete(file());
        ControlDatabase.open(lake).close();
    }
}
