package dev.tidemark.bench;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.build.Build;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.recipes.RecipeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// W4 and W11: a day appended to a year of ticks; and a build that is killed and goes on.
final class AppendedDay implements Workload {
    private static final int DAYS = 250;
    private static final int RUNS = 5;
    private static final int WARM_RUNS = 21;
    private static final double MOST_REDONE = 5;

    @Override
    public String name() {
        return "W4";
    }

    @Override
    public String title() {
        return "a day appended to a year of ticks, features and labels; W11: a build killed half way";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int days = bench.scaled(DAYS);
        Path folder = bench.folder().resolve("lake");
        FullBuild.fill(folder, days);
        double full = Bench.median(1, () -> build(bench, folder, "--overwrite"));
        bench.figure("full build, whole process", full);
        int[] next = {days};
        double appended = Bench.median(RUNS, () -> {
            append(folder, next[0]++);
            return build(bench, folder);
        });
        bench.figure("build after an appended day, whole process", appended);
        bench.ratio("full / appended, whole processes", full / appended, "≥ 50", full >= 50 * appended);
        double nothing = Bench.median(RUNS, () -> build(bench, folder));
        bench.figure("build with nothing to do, whole process", nothing);
        inOneProcess(bench, folder, next[0]);
        equalsFull(bench, folder);
        kill(bench, folder, full);
    }

    private static double build(Bench bench, Path lake, String... more) throws IOException, InterruptedException {
        String[] words = {"-q", "build", "features", "labels"};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return bench.tidemark(lake, all).seconds();
    }

    private static void append(Path folder, int day) {
        try (Lake lake = Lake.open(folder)) {
            TickSample.putDay(lake, FullBuild.SYMBOL, TickSample.START.plusDays(day), FullBuild.DAY_ROWS);
        }
    }

    /// The same two builds by a program that has run before, such as a service.
    private static void inOneProcess(Bench bench, Path folder, int first) throws IOException, InterruptedException {
        try (Lake lake = Lake.open(folder)) {
            double full = Bench.median(1, () -> build(lake, "warm", true));
            int[] next = {first};
            double appended = Bench.median(WARM_RUNS, () -> {
                LocalDate day = TickSample.START.plusDays(next[0]++);
                TickSample.putDay(lake, FullBuild.SYMBOL, day, FullBuild.DAY_ROWS);
                return build(lake, "warm", false);
            });
            bench.figure("full build, in a program that has built before", full);
            bench.figure("build after an appended day, in the same program", appended);
            bench.ratio("full / appended, in one program", full / appended, "≥ 50", full >= 50 * appended);
        }
    }

    private static double build(Lake lake, String set, boolean overwrites) {
        long started = System.nanoTime();
        RecipeOptions options = RecipeOptions.NONE.withSet(set);
        Config config = Config.load(Optional.of(lake.folder()), Map.of(), List.of());
        List<Recipe> recipes =
                Registry.recipes(lake, config).recipes(lake.head(), List.of("features", "labels"), options);
        BuildOptions how = BuildOptions.of("bench");
        BuildReport report = Build.run(lake, recipes, overwrites ? how.overwriting() : how, Progress.NONE);
        Bench.check(report.problem().isEmpty() && !report.isNothing(), "nothing was built");
        return (System.nanoTime() - started) / 1e9;
    }

    /// What was built day by day is what a full build gives, digest for digest.
    private static void equalsFull(Bench bench, Path folder) throws IOException, InterruptedException {
        build(bench, folder);
        build(bench, folder, "--set", "fresh");
        try (Lake lake = Lake.open(folder)) {
            for (String group : List.of("features", "labels")) {
                Bench.check(digests(lake, group, "default").equals(digests(lake, group, "fresh")), group);
            }
        }
    }

    private static List<Digest> digests(Lake lake, String group, String set) {
        return lake
                .head()
                .series(new SeriesKey(new DatasetName(group, set), FullBuild.SYMBOL))
                .orElseThrow()
                .partitions()
                .stream()
                .map(partition -> partition.content().content())
                .toList();
    }

    /// What two runs take together beyond one that nobody disturbs is work done twice.
    private static void kill(Bench bench, Path folder, double full) throws IOException, InterruptedException {
        double most = 0;
        for (double part : new double[] {0.3, 0.5, 0.7, 0.9}) {
            String set = "killed" + (int) (10 * part);
            long started = System.nanoTime();
            Process process = new ProcessBuilder(
                            bench.product().toString(),
                            "--lake",
                            folder.toString(),
                            "-q",
                            "build",
                            "features",
                            "labels",
                            "--set",
                            set)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Bench.check(!process.waitFor((long) (1e9 * part * full), TimeUnit.NANOSECONDS), "it was over too soon");
            process.destroyForcibly().waitFor();
            double first = (System.nanoTime() - started) / 1e9;
            double second = build(bench, folder, "--set", set);
            most = Math.max(most, first + second - full);
            bench.out()
                    .printf(
                            Locale.ROOT,
                            "| killed after %.1f s | %.1f s to finish | %.1f s more than an undisturbed build |%n",
                            first,
                            second,
                            first + second - full);
            try (Lake lake = Lake.open(folder)) {
                Bench.check(digests(lake, "features", set).equals(digests(lake, "features", "default")), "features");
            }
        }
        bench.figure("most work redone", most, "target ≤ 5 s: " + (most <= MOST_REDONE ? "met" : "**missed**"));
    }
}
