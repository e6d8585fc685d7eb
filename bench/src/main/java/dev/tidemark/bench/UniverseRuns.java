package dev.tidemark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// W1 and W2 for universes: `universe prepare` over 70,000 files, at first, with nothing changed, and after one file
/// changed; against `find` with stat, `git status` and `ninja` over the same tree in the same run. With a cold page
/// cache, too, where the machine lets it be emptied.
final class UniverseRuns implements Workload {
    private static final int FILES = 70_000;
    private static final int ROWS = 22;
    private static final int FEW = 500;
    private static final int MANY = 5_000;
    private static final int MANY_PER_STAMP = 100;
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
    private static final int RUNS = 7;
    /// A file that was changed a moment ago is looked at again; a measured run shall not find one.
    private static final long SETTLE_MILLIS = 2_500;

    @Override
    public String name() {
        return "universe";
    }

    @Override
    public String title() {
        return "universe prepare over 70,000 files (W1, W2, first run)";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int files = bench.scaled(FILES);
        Path tree = bench.folder().resolve("tree");
        long bytes = StooqTree.write(tree, files, ROWS);
        bench.figure("tree", 0, String.format(Locale.ROOT, "%,d files, %,d bytes", files, bytes));
        double first = instruments(bench, tree, files, FEW);
        bench.ratio("first run of 500 instruments, s", first, "< 15", first < 15);
        first = instruments(bench, tree, files, MANY);
        bench.ratio("first run of 5,000 instruments, s", first, "< 15", first < 15);
    }

    private static double instruments(Bench bench, Path tree, int files, int wanted)
            throws IOException, InterruptedException {
        int count = Math.min(wanted, files);
        String about = String.format(Locale.ROOT, "%,d instruments", count);
        Path lists = bench.folder().resolve("lists" + wanted);
        write(lists, files, count);
        Path lake = bench.folder().resolve("lake" + wanted);
        bench.process(List.of(bench.product().toString(), "init", lake.toString()));
        Bench.Ran ran = bench.tidemark(
                lake, "universe", "prepare", "--stooq", tree.toString(), "--instruments", lists.toString());
        Bench.check(Files.exists(lake.resolve("exports/tradeable_prices/s00000.us.csv")), "no export: " + ran.output());
        bench.figure("first run", ran.seconds(), about);
        Thread.sleep(SETTLE_MILLIS);
        prepare(bench, lake); // what was written a moment ago is looked at once more
        double nothing = Bench.median(RUNS, () -> prepare(bench, lake));
        bench.figure("nothing changed", nothing, about);
        peers(bench, tree, files, nothing);
        cold(bench, tree, lake, about);
        Path victim = tree.resolve("data/daily/us/nasdaq stocks/1/s00000.us.txt");
        int[] next = {0};
        double one = Bench.median(RUNS, () -> {
            Files.writeString(
                    victim,
                    "S00000.US,D,2025%02d01,000000,10,11,9,10,100,0\r\n".formatted(1 + next[0]++),
                    StandardOpenOption.APPEND);
            return prepare(bench, lake);
        });
        bench.figure("one file changed", one, about);
        bench.ratio("one changed / nothing changed", one / nothing, "≤ 1.3", one <= 1.3 * nothing);
        bench.ratio("first / one changed", ran.seconds() / one);
        return ran.seconds();
    }

    private static void peers(Bench bench, Path tree, int files, double nothing)
            throws IOException, InterruptedException {
        double find = Bench.median(
                RUNS,
                () -> bench.process(List.of("find", tree.toString(), "-printf", "%p %s %T@ %i\\n"))
                        .seconds());
        bench.figure("find -printf with stat", find);
        bench.ratio("nothing changed / find", nothing / find, "≤ 4", nothing <= 4 * find);
        if (!Files.exists(tree.resolve(".git"))) {
            bench.process(List.of("git", "-C", tree.toString(), "init", "-q"));
            bench.process(List.of("git", "-C", tree.toString(), "add", "."));
        }
        bench.figure(
                "git status",
                Bench.median(
                        RUNS,
                        () -> bench.process(List.of("git", "-C", tree.toString(), "status", "--porcelain=v1"))
                                .seconds()));
        double ninja = ninja(bench, tree, files, 1);
        bench.figure("ninja with nothing to do, a stamp for each file", ninja);
        bench.ratio("nothing changed / ninja", nothing / ninja, "≤ 1.2", nothing <= 1.2 * ninja);
        bench.figure(
                "ninja with nothing to do, a stamp for every hundred files", ninja(bench, tree, files, MANY_PER_STAMP));
    }

    private static void cold(Bench bench, Path tree, Path lake, String about) throws IOException, InterruptedException {
        if (!Files.isWritable(DROP_CACHES)) {
            bench.figure("cold page cache", 0, "not measured: this user cannot empty it");
            return;
        }
        double find = Bench.median(3, () -> {
            dropCaches(bench);
            return bench.process(List.of("find", tree.toString(), "-printf", "%p %s %T@ %i\\n"))
                    .seconds();
        });
        bench.figure("find -printf with stat, cold page cache", find);
        double nothing = Bench.median(3, () -> {
            dropCaches(bench);
            return prepare(bench, lake);
        });
        bench.figure("nothing changed, cold page cache", nothing, about);
        bench.ratio("nothing changed / find, both cold", nothing / find);
    }

    private static void dropCaches(Bench bench) throws IOException, InterruptedException {
        bench.process(List.of("sync"));
        Files.writeString(DROP_CACHES, "3");
    }

    /// Seconds of a build with nothing to do, where so many files of the tree have one stamp.
    private static double ninja(Bench bench, Path tree, int files, int filesPerStamp)
            throws IOException, InterruptedException {
        Path folder = bench.folder().resolve("ninja" + filesPerStamp);
        if (!Files.exists(folder)) {
            write(folder, tree, files, filesPerStamp);
        }
        double seconds = Bench.median(
                RUNS,
                () -> bench.process(List.of("ninja", "-C", folder.toString())).seconds());
        String output = bench.process(List.of("ninja", "-C", folder.toString())).output();
        Bench.check(output.contains("no work to do"), "ninja has something to do: " + output);
        return seconds;
    }

    /// Writes stamps that are up to date, and a build file that says what each is made of. As `generator`, a rule asks
    /// nothing of the log of earlier builds.
    private static void write(Path folder, Path tree, int files, int filesPerStamp) throws IOException {
        StringBuilder text = new StringBuilder("rule stamp\n  command = touch $out\n  generator = 1\n");
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.filter(path -> path.toString().endsWith(".txt")).sorted().toList();
        }
        Bench.check(all.size() == files, all.size() + " files");
        for (int first = 0; first < all.size(); first += filesPerStamp) {
            Path stamp = folder.resolve(first / 1000 + "/" + first);
            Files.createDirectories(stamp.getParent());
            Files.createFile(stamp);
            text.append("build ").append(folder.relativize(stamp)).append(": stamp");
            for (Path file : all.subList(first, Math.min(all.size(), first + filesPerStamp))) {
                text.append(' ').append(file.toString().replace(" ", "$ "));
            }
            text.append('\n');
        }
        Files.writeString(folder.resolve("build.ninja"), text);
    }

    private static double prepare(Bench bench, Path lake) throws IOException, InterruptedException {
        return bench.tidemark(lake, "-q", "universe", "prepare").seconds();
    }

    /// A list of every so-manieth file of the tree.
    private static void write(Path folder, int files, int count) throws IOException {
        Files.createDirectories(folder);
        StringBuilder list = new StringBuilder("market,isin,symbol,name\n");
        for (int i = 0; i < count; i++) {
            long file = (long) i * files / count;
            list.append(String.format(Locale.ROOT, "NSQ,,S%05d,Company %d USD%n", file, i));
        }
        Files.write(folder.resolve("list.csv"), list.toString().getBytes(StandardCharsets.UTF_8));
    }
}
