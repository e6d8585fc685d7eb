package dev.tidemark.bench;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// W1 and W2 for derived data: a build with nothing to do, and after one of many partitions was corrected.
final class OneOfMany implements Workload {
    private static final int SERIES = 400;
    private static final int DAYS = 250;
    private static final int ROWS = 20;
    private static final int BATCH = 20;
    private static final int RUNS = 7;

    @Override
    public String name() {
        return "W2";
    }

    @Override
    public String title() {
        return "one of 100,000 partitions corrected; W1: nothing to do";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int series = bench.scaled(SERIES);
        Path folder = bench.folder().resolve("lake");
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = Lake.open(folder)) {
            for (int first = 0; first < series; first += BATCH) {
                List<String> symbols = new ArrayList<>();
                for (int i = first; i < Math.min(series, first + BATCH); i++) {
                    symbols.add(symbol(i));
                }
                TickSample.put(lake, symbols, DAYS, ROWS);
            }
        }
        double full = build(bench, folder, "features");
        bench.figure(
                "full build of the features", full, String.format(Locale.ROOT, "%,d partitions", (long) series * DAYS));
        double nothing = Bench.median(RUNS, () -> build(bench, folder));
        bench.figure("nothing to do", nothing, "target ≤ 0.6 s: " + (nothing <= 0.6 ? "met" : "**missed**"));
        int[] next = {0};
        double one = Bench.median(RUNS, () -> {
            try (Lake lake = Lake.open(folder)) {
                TickSample.putDay(lake, symbol(7), TickSample.START.plusDays(100 + next[0]++), ROWS + 1);
            }
            return build(bench, folder);
        });
        bench.figure("one partition corrected", one);
        bench.ratio("corrected / nothing", one / nothing, "≤ 1.3", one <= 1.3 * nothing);
        bench.ratio("full / corrected", full / one, "≥ 100", full >= 100 * one);
    }

    private static String symbol(int number) {
        return String.format(Locale.ROOT, "SHFE.cu%02d%02d", number / 12, number % 12 + 1);
    }

    private static double build(Bench bench, Path lake, String... targets) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-q", "build"));
        words.addAll(List.of(targets));
        return bench.tidemark(lake, words.toArray(String[]::new)).seconds();
    }
}
