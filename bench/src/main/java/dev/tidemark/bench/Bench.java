package dev.tidemark.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a workload works with: a folder of its own, the product's command, a stopwatch over whole processes, and a
/// place
/// for its figures.
///
/// @param product the command, `bin/tidemark`
/// @param folder  an empty folder; deleted afterwards
/// @param scale   1 for the full size
/// @param out     where figures go, as Markdown
record Bench(Path product, Path folder, double scale, PrintStream out) {
    /// The result of a process.
    ///
    /// @param seconds wall time
    /// @param output  what it printed on both streams
    record Ran(double seconds, String output) {}

    /// How much, scaled; at least 10.
    int scaled(int full) {
        return Math.max(10, (int) (full * scale));
    }

    /// Runs a command and refuses another exit code than 0.
    Ran process(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "out", ".txt");
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        double seconds = (System.nanoTime() - started) / 1e9;
        String output = Files.readString(log);
        Files.delete(log);
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit + ":\n" + output);
        }
        return new Ran(seconds, output);
    }

    Ran tidemark(Path lake, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(product.toString(), "--lake", lake.toString()));
        command.addAll(Arrays.asList(words));
        return process(command);
    }

    /// A run in another JVM of a class of this module.
    Ran jvm(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-DZstdNativePath=" + System.getProperty("ZstdNativePath", ""),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return process(command);
    }

    /// Something timed several times.
    interface Timed {
        double seconds() throws IOException, InterruptedException;
    }

    /// The median of `runs` runs after one that does not count.
    static double median(int runs, Timed timed) throws IOException, InterruptedException {
        timed.seconds();
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            seconds[i] = timed.seconds();
        }
        Arrays.sort(seconds);
        return seconds[runs / 2];
    }

    /// One line of the figures.
    void figure(String what, double seconds, String remark) {
        out.printf(Locale.ROOT, "| %s | %.3f s | %s |%n", what, seconds, remark);
    }

    void figure(String what, double seconds) {
        figure(what, seconds, "");
    }

    /// A ratio with the target that it shall meet.
    void ratio(String what, double ratio, String target, boolean met) {
        out.printf(Locale.ROOT, "| %s | %.2f× | target %s: %s |%n", what, ratio, target, met ? "met" : "**missed**");
    }

    /// A ratio that no target is set for.
    void ratio(String what, double ratio) {
        out.printf(Locale.ROOT, "| %s | %.2f× | |%n", what, ratio);
    }

    static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException("the results differ: " + message);
        }
    }

    static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
