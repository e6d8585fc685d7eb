package dev.tidemark.recipes;

import dev.tidemark.build.BuildOptions;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// One fixed world, built. As a program it prints what came out, for comparison with other processes.
final class GoldenBuild {
    private static final List<String> CONTRACTS = List.of("SHFE.cu2402", "SHFE.cu2403");
    private static final int DAYS = 8;
    private static final int ROLL = 4;

    private GoldenBuild() {}

    /// Digests of what recipes made: contents, and bytes of files.
    record Made(String contents, String bytes) {}

    /// Builds it in a new lake.
    ///
    /// @param order seed of the order in which inputs come; each may be built upon before the next comes
    static SortedMap<String, Made> run(Path folder, int threads, long order) {
        try (FuturesWorld world = new FuturesWorld(folder)) {
            List<Runnable> imports = new ArrayList<>();
            for (String contract : CONTRACTS) {
                imports.add(() -> world.ticks(contract, ticks(contract)));
                imports.add(() -> world.interest(contract, interest(contract)));
            }
            Random random = new Random(order);
            Collections.shuffle(imports, random);
            BuildOptions options = BuildOptions.of("test").withThreads(threads);
            for (Runnable each : imports) {
                each.run();
                if (random.nextBoolean()) {
                    world.build(world.recipesWithFills(), options);
                }
            }
            world.build(world.recipesWithFills(), options);
            return made(world);
        }
    }

    private static Map<Integer, Long> ticks(String contract) {
        Map<Integer, Long> seeds = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            seeds.put(day, 1000L * CONTRACTS.indexOf(contract) + day);
        }
        return seeds;
    }

    private static Map<Integer, Double> interest(String contract) {
        Map<Integer, Double> interest = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            boolean isMain = CONTRACTS.indexOf(contract) == (day < ROLL ? 0 : 1);
            interest.put(day, isMain ? 2000.0 : 1000.0);
        }
        return interest;
    }

    private static SortedMap<String, Made> made(FuturesWorld world) {
        SortedMap<String, Made> made = new TreeMap<>();
        Snapshot head = world.lake().head();
        for (DatasetName dataset : head.datasets()) {
            if (head.dataset(dataset).orElseThrow().derived()) {
                StringBuilder contents = new StringBuilder();
                StringBuilder bytes = new StringBuilder();
                for (SeriesKey key : head.series(dataset)) {
                    for (Partition p : head.series(key).orElseThrow().partitions()) {
                        String name = key + "/" + p.chunk() + " ";
                        contents.append(name).append(p.content().content()).append('\n');
                        bytes.append(name).append(p.file()).append('\n');
                    }
                }
                made.put(dataset.toString(), new Made(digest(contents), digest(bytes)));
            }
        }
        return made;
    }

    private static String digest(StringBuilder text) {
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    /// Prints what came out.
    ///
    /// @param arguments folder, threads, seed of the order
    public static void main(String[] arguments) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .println(run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2])));
    }
}
