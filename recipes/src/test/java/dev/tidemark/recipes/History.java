package dev.tidemark.recipes;

import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.Rebuild;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.Selection;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.maintain.GcOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A random life of a lake: imports, corrections, deletions, roll changes, partial builds, other configurations and
/// versions, then a build; and the
/// question whether it equals a full build of the same inputs.
final class History {
    private static final List<String> CONTRACTS = List.of("SHFE.cu2402", "SHFE.cu2403");
    private static final int DAYS = 9;

    private final Random random;
    private final List<String> log = new ArrayList<>();
    private final Map<String, SortedMap<Integer, Long>> ticks = new TreeMap<>();
    private final Map<String, SortedMap<Integer, Double>> interest = new TreeMap<>();

    History(long seed) {
        this.random = new Random(seed);
        for (String contract : CONTRACTS) {
            ticks.put(contract, new TreeMap<>());
            interest.put(contract, new TreeMap<>());
        }
    }

    /// Lives it.
    ///
    /// @param mutation what is done to the recipes of the incremental builds; identity for the real ones
    /// @return what differs from a full build; empty when nothing does
    String difference(Path folder, UnaryOperator<Recipe> mutation) {
        try (FuturesWorld world = new FuturesWorld(folder.resolve("lake"))) {
            begin(world);
            int steps = 2 + random.nextInt(6);
            for (int i = 0; i < steps; i++) {
                step(world, mutation);
            }
            world.build(mutated(world, mutation), BuildOptions.of("test").withThreads(2));
            if (!world.build(mutated(world, mutation), BuildOptions.of("test"))
                    .commits()
                    .isEmpty()) {
                return "a second build had something to do\n" + log;
            }
            try (FuturesWorld full = new FuturesWorld(folder.resolve("full"))) {
                ticks.forEach(full::ticks);
                interest.forEach(full::interest);
                full.build();
                return differences(world.derived(), full.derived());
            }
        }
    }

    private static List<Recipe> mutated(FuturesWorld world, UnaryOperator<Recipe> mutation) {
        return world.recipes().stream().map(mutation).toList();
    }

    private String differences(SortedMap<String, String> incremental, SortedMap<String, String> full) {
        if (incremental.equals(full)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        TreeMap<String, String> all = new TreeMap<>(full);
        all.putAll(incremental);
        all.keySet().forEach(name -> {
            if (!String.valueOf(incremental.get(name)).equals(String.valueOf(full.get(name)))) {
                text.append(name)
                        .append(": ")
                        .append(incremental.get(name))
                        .append(", full ")
                        .append(full.get(name))
                        .append('\n');
            }
        });
        return text.append(String.join("\n", log)).toString();
    }

    private void begin(FuturesWorld world) {
        for (String contract : CONTRACTS) {
            for (int day = 0; day < DAYS; day++) {
                if (random.nextInt(3) > 0) {
                    ticks.get(contract).put(day, random.nextLong());
                }
                interest.get(contract).put(day, 100.0 * (1 + random.nextInt(20)));
            }
            world.ticks(contract, ticks.get(contract));
            world.interest(contract, interest.get(contract));
        }
        log.add("ticks " + ticks + ", interest " + interest);
    }

    private void step(FuturesWorld world, UnaryOperator<Recipe> mutation) {
        String contract = CONTRACTS.get(random.nextInt(CONTRACTS.size()));
        int day = random.nextInt(DAYS);
        switch (random.nextInt(11)) {
            case 0, 1 -> {
                long seed = random.nextLong();
                log.add("write " + contract + " day " + day + " as " + seed);
                ticks.get(contract).put(day, seed);
                world.ticks(contract, ticks.get(contract));
            }
            case 2 -> {
                log.add("delete " + contract + " day " + day);
                ticks.get(contract).remove(day);
                world.ticks(contract, ticks.get(contract));
            }
            case 3 -> {
                double value = 100.0 * (1 + random.nextInt(20));
                log.add("open interest of " + contract + " on " + day + " is " + value);
                interest.get(contract).put(day, value);
                world.interest(contract, interest.get(contract));
            }
            case 4 -> {
                log.add("build " + contract);
                world.build(
                        mutated(world, mutation),
                        BuildOptions.of("test").withSelection(Selection.of(Set.of(contract, "KQ.m@SHFE.cu"))));
            }
            case 5 -> {
                LocalDate from = FuturesWorld.FIRST_DAY.plusDays(day);
                log.add("build from " + from + " on");
                world.build(
                        mutated(world, mutation),
                        BuildOptions.of("test")
                                .withSelection(new Selection(Set.of(), Optional.of(from), Optional.empty())));
            }
            case 6 -> {
                int lines = 1 + random.nextInt(40);
                log.add("build all, " + lines + " lines at once");
                world.build(
                        mutated(world, mutation),
                        BuildOptions.of("test").withThreads(3).holding(lines));
            }
            case 7 -> {
                log.add("gc, reopen");
                world.lake().maintenance().gc(GcOptions.DEFAULTS, Progress.NONE);
                world.reopen();
            }
            case 8 -> {
                log.add("build with other horizons, and back");
                world.build(world.otherLabels(), BuildOptions.of("test").overwriting());
                world.build(mutated(world, mutation), BuildOptions.of("test").overwriting());
            }
            case 9 -> {
                log.add("build with another version of the recipes");
                world.build(
                        mutated(world, mutation).stream()
                                .map(History::ofAnotherVersion)
                                .toList(),
                        BuildOptions.of("test"));
            }
            default -> {
                log.add("rebuild and compare");
                Rebuild.Report report = Rebuild.run(
                        world.lake(),
                        FuturesWorld.catalogue().derived(world.lake().head()),
                        5,
                        1,
                        Progress.NONE);
                if (isReal(world, mutation) && !report.differences().isEmpty()) {
                    throw new AssertionError(report + "\n" + log);
                }
            }
        }
    }

    /// The same recipe, that says it were another version.
    private static Recipe ofAnotherVersion(Recipe recipe) {
        InvocationHandler handler = (_, method, arguments) -> {
            try {
                return method.getName().equals("version") ? recipe.version() + 1 : method.invoke(recipe, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Recipe) Proxy.newProxyInstance(Recipe.class.getClassLoader(), new Class<?>[] {Recipe.class}, handler);
    }

    private static boolean isReal(FuturesWorld world, UnaryOperator<Recipe> mutation) {
        return mutated(world, mutation).stream().noneMatch(Mutant.class::isInstance);
    }
}
