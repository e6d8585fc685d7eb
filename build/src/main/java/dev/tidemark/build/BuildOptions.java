package dev.tidemark.build;

import java.time.Duration;

/// How to build.
///
/// @param selection     what part of the targets
/// @param overwrites    whether everything is made again, and a new configuration may take the place of the old one
/// @param allowsRemoval whether more than a tenth of a dataset, and more than 100 partitions, may go at once
/// @param threads       partitions made at a time
/// @param commitBytes   encoded bytes that are enough for a commit
/// @param commitTime    longest wait from the first finished partition to its commit
/// @param linesAtOnce   partitions whose plans are held in memory at a time, with all that is known of their inputs;
///                      20,000 take about 64 MB
/// @param message       one line for the log
public record BuildOptions(
        Selection selection,
        boolean overwrites,
        boolean allowsRemoval,
        int threads,
        long commitBytes,
        Duration commitTime,
        int linesAtOnce,
        String message) {
    /// Everything, on all processors, a commit every 2 s or 256 MB: a build that is killed loses less than five seconds
    /// of work.
    public static BuildOptions of(String message) {
        return new BuildOptions(
                Selection.ALL,
                false,
                false,
                Runtime.getRuntime().availableProcessors(),
                256L << 20,
                Duration.ofSeconds(2),
                20_000,
                message);
    }

    public BuildOptions withSelection(Selection other) {
        return new BuildOptions(
                other, overwrites, allowsRemoval, threads, commitBytes, commitTime, linesAtOnce, message);
    }

    /// Makes everything again.
    public BuildOptions overwriting() {
        return new BuildOptions(selection, true, allowsRemoval, threads, commitBytes, commitTime, linesAtOnce, message);
    }

    /// Lets much of a dataset go at once.
    public BuildOptions allowingRemoval() {
        return new BuildOptions(selection, overwrites, true, threads, commitBytes, commitTime, linesAtOnce, message);
    }

    public BuildOptions withThreads(int other) {
        return new BuildOptions(
                selection, overwrites, allowsRemoval, other, commitBytes, commitTime, linesAtOnce, message);
    }

    /// Commits when a number of bytes is encoded, or after a time.
    public BuildOptions committingAfter(long bytes, Duration time) {
        return new BuildOptions(selection, overwrites, allowsRemoval, threads, bytes, time, linesAtOnce, message);
    }

    /// Holds other numbers of plan lines in memory.
    public BuildOptions holding(int lines) {
        return new BuildOptions(selection, overwrites, allowsRemoval, threads, commitBytes, commitTime, lines, message);
    }

    /// What was made anew need not be made anew again.
    BuildOptions withoutOverwriting() {
        return new BuildOptions(
                selection, false, allowsRemoval, threads, commitBytes, commitTime, linesAtOnce, message);
    }
}
