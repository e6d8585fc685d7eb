package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `bench/run [--scale X] [--dir DIR] [NAME …]`: runs workloads and prints their figures as Markdown.
public final class BenchMain {
    private static final List<Workload> ALL = List.of(
            new StartUp(),
            new ColdImport(),
            new CtpImportSpeed(),
            new FullBuild(),
            new AppendedDay(),
            new OneOfMany(),
            new UniverseRuns(),
            new Reads(),
            new SmallAppends(),
            new GapScans(),
            new UpdateByOneBar(),
            new OpenLake(),
            new TreeStatus(),
            new BigSource(),
            new CsvImportRate());

    private BenchMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        double scale = 1;
        Path base = Path.of(System.getProperty("java.io.tmpdir"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--scale" -> scale = Double.parseDouble(arguments[++i]);
                case "--dir" -> base = Path.of(arguments[++i]);
                default -> names.add(arguments[i]);
            }
        }
        Path product =
                Path.of(System.getProperty("tidemark.command", "bin/tidemark")).toAbsolutePath();
        for (Workload workload : ALL) {
            if (names.isEmpty() || names.contains(workload.name())) {
                run(workload, product, base, scale);
            }
        }
    }

    private static void run(Workload workload, Path product, Path base, double scale)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(base, "tidemark-bench-");
        try {
            System.out.println(
                    "\n## " + workload.name() + " " + workload.title() + "\n\n| what | figure | |\n|---|---|---|");
            workload.run(new Bench(product, folder, scale, System.out));
        } finally {
            Bench.deleteTree(folder);
        }
    }
}
