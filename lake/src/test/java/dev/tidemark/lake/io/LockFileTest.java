package dev.tidemark.lake.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Locks between threads of this process and between real processes.
@Timeout(120)
class LockFileTest {
    @TempDir
    Path folder;

    private static Optional<LockFile.Held> exclusive(Path file) throws IOException {
        return LockFile.of(file).tryAcquire(0, 1, false);
    }

    private static Optional<LockFile.Held> shared(Path file) throws IOException {
        return LockFile.of(file).tryAcquire(0, 1, true);
    }

    @Test
    void betweenThreadsSharedHoldersJoinAndAnExclusiveOneIsAlone() throws IOException {
        Path file = folder.resolve("lock");
        LockFile.Held one = shared(file).orElseThrow();
        LockFile.Held two = shared(file).orElseThrow();
        assertThat(exclusive(file)).isEmpty();
        one.close();
        one.close(); // does nothing
        assertThat(exclusive(file)).isEmpty();
        two.close();
        try (LockFile.Held _ = exclusive(file).orElseThrow()) {
            assertThat(shared(file)).isEmpty();
            assertThat(exclusive(file)).isEmpty();
            assertThat(LockFile.of(file).tryAcquire(1, 5, false).map(held -> {
                        held.close();
                        return true;
                    }))
                    .contains(true);
            assertThat(LockFile.of(file).tryAcquire(0, 5, false)).isEmpty();
        }
        shared(file).orElseThrow().close();
    }

    @Test
    void anExclusiveLockExcludesThreads() throws Exception {
        LockFile lock = LockFile.of(folder.resolve("lock"));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        try (LockFile.Held _ = lock.acquire(7, 2, false, Duration.ofSeconds(60))
                                .orElseThrow()) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void whoWaitsGivesUpAfterTheTimeOutAndAnInterruptEndsTheWait() throws Exception {
        Path file = folder.resolve("lock");
        try (LockFile.Held _ = exclusive(file).orElseThrow()) {
            long start = System.nanoTime();
            assertThat(LockFile.of(file).acquire(0, 1, true, Duration.ofMillis(200)))
                    .isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(20));
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiter = Thread.ofPlatform().start(() -> {
                try {
                    LockFile.of(file).acquire(0, 1, false, Duration.ofMinutes(10));
                } catch (IOException e) {
                    thrown.set(e);
                }
            });
            Thread.sleep(50);
            waiter.interrupt();
            waiter.join();
            assertThat(thrown.get()).hasMessageContaining("interrupted");
            assertThat(shared(file)).as("the interrupt did not take the lock").isEmpty();
        }
    }

    @Test
    void anExclusiveLockOfAnotherProcessExcludesUntilItIsKilled() throws Exception {
        Path file = folder.resolve("lock");
        Process holder = Jvm.of(LockHolder.class, file.toString(), "exclusive").start();
        try {
            Jvm.await(holder, "held");
            assertThat(exclusive(file)).isEmpty();
            assertThat(shared(file)).isEmpty();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        exclusive(file).orElseThrow().close();
    }

    @Test
    void sharedLocksOfTwoProcessesKeepAnExclusiveOneAway() throws Exception {
        Path file = folder.resolve("lock");
        Process holder = Jvm.of(LockHolder.class, file.toString(), "shared").start();
        try {
            Jvm.await(holder, "held");
            try (LockFile.Held _ = shared(file).orElseThrow()) {
                assertThat(exclusive(file)).isEmpty();
            }
            assertThat(exclusive(file)).isEmpty();
            holder.getOutputStream().close(); // it ends in peace
            holder.waitFor();
            exclusive(file).orElseThrow().close();
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void lookingAtAHeldFileDoesNotLoseTheLock() throws Exception {
        Path file = folder.resolve("lock");
        try (LockFile.Held _ = exclusive(file).orElseThrow()) {
            assertThat(LockFile.claim(file)).isEmpty();
            assertThat(exclusive(file)).isEmpty();
            Process other = Jvm.of(LockHolder.class, file.toString(), "exclusive")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThatThrownBy(() -> Jvm.await(other, "held")).hasMessageContaining("ended");
            other.waitFor();
        }
    }

    @Test
    void aFileMadeForOneHolderIsClaimedOnlyAfterTheHolderIsGone() throws Exception {
        Path file = folder.resolve("one");
        assertThat(LockFile.claim(file)).isEmpty();
        assertThat(file).doesNotExist();
        Process holder = Jvm.of(LockHolder.class, file.toString(), "exclusive", "created")
                .start();
        try {
            Jvm.await(holder, "held");
            assertThat(LockFile.claim(file)).isEmpty();
            assertThatThrownBy(() -> LockFile.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (LockFile.Held _ = LockFile.claim(file).orElseThrow()) {
            assertThat(LockFile.claim(file)).isEmpty();
            Files.delete(file);
        }
        assertThat(LockFile.claim(file)).isEmpty();
        LockFile.create(file).orElseThrow().close();
    }

    /// What sweeps and new writers do to each other: nobody ever holds a lock of a file that is not there any more.
    @Test
    void createAndClaimOfManyThreadsNeverShareAFile() throws Exception {
        ConcurrentHashMap<Path, Boolean> held = new ConcurrentHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                boolean isMaker = t < 2;
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 2000; i++) {
                        Path file = folder.resolve("f" + i % 10);
                        try (LockFile.Held lock = take(file, isMaker)) {
                            if (lock != null) {
                                assertThat(held.put(file, true)).isNull();
                                assertThat(file).exists();
                                held.remove(file);
                                Files.delete(file);
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    @SuppressWarnings("NullAway")
    private static LockFile.Held take(Path file, boolean isMaker) throws IOException {
        try {
            return (isMaker ? LockFile.create(file) : LockFile.claim(file)).orElse(null);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    @Test
    void aLockFileThatWasDeletedAndMadeAnewIsAnotherOne() throws Exception {
        Path file = folder.resolve("lock");
        try (LockFile.Held _ = exclusive(file).orElseThrow()) {
            Files.delete(file);
            try (LockFile.Held _ = exclusive(file).orElseThrow()) {
                Process other = Jvm.of(LockHolder.class, file.toString(), "shared")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                assertThatThrownBy(() -> Jvm.await(other, "held")).hasMessageContaining("ended");
                other.waitFor();
            }
        }
    }

    @Test
    void aFileThatCannotBeWrittenGivesSharedLocksOnly() throws IOException {
        Path file = folder.resolve("lock");
        Files.createFile(file);
        if (file.toFile().setWritable(false) && !Files.isWritable(file)) { // root writes everywhere
            assertThat(exclusive(file)).isEmpty();
            shared(file).orElseThrow().close();
        }
    }
}
