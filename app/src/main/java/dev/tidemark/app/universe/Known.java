package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.universe.StatCache;
import dev.tidemark.sources.universe.TreeScan;
import java.nio.file.Path;
import java.time.InstantSource;

/// What a run begins with: what earlier runs knew, and a look at the tree. The files of the last run are looked at
/// while
/// the tree is walked.
final class Known {
    private final StatCache cache;
    private final UniverseMemory memory;
    private final TreeScan scan;
    private final boolean areOutputsAsWritten;

    /// Looks at everything.
    Known(UniverseSetup setup, Path memoryFile, InstantSource clock) {
        boolean isBelieved = setup.mode() != Mode.REINDEX;
        Beside beside = new Beside(isBelieved, setup.existing(), setup.statCache(), memoryFile);
        Thread thread = Thread.ofPlatform().daemon().name("universe-known").start(beside);
        this.scan = TreeScan.of(setup.tree(), clock, new StopSignal(), setup.listers());
        join(thread);
        this.cache = beside.cache;
        this.memory = beside.memory;
        this.areOutputsAsWritten = beside.areOutputsAsWritten;
    }

    /// Waits for a thread to end, through interrupts.
    static void join(Thread thread) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Beside implements Runnable {
        private final boolean isBelieved;
        private final Existing existing;
        private final Path cacheFile;
        private final Path memoryFile;
        private StatCache cache;
        private UniverseMemory memory = new UniverseMemory();
        private boolean areOutputsAsWritten;

        Beside(boolean isBelieved, Existing existing, Path cacheFile, Path memoryFile) {
            this.isBelieved = isBelieved;
            this.existing = existing;
            this.cacheFile = cacheFile;
            this.memoryFile = memoryFile;
            this.cache = StatCache.forgotten(cacheFile);
        }

        @Override
        public void run() {
            memory = UniverseMemory.read(memoryFile);
            if (isBelieved) {
                cache = StatCache.read(cacheFile);
                areOutputsAsWritten = UniverseFiles.areAsWritten(memory, existing);
            }
        }
    }

    /// What was known of the tree's files.
    StatCache cache() {
        return cache;
    }

    /// What the last run left.
    UniverseMemory memory() {
        return memory;
    }

    /// The tree now.
    TreeScan scan() {
        return scan;
    }

    /// Whether every report and export of the last run is as it was left.
    boolean areOutputsAsWritten() {
        return areOutputsAsWritten;
    }
}
