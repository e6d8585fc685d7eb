package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture;
import dev.tidemark.app.demo.Dump;
import dev.tidemark.app.demo.FuturesRecording;
import dev.tidemark.build.RecipeSource;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.factor.FactorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Recordings of two futures contracts with five levels over a roll go the whole way through the command line: import,
/// schedule, continuous series, bars, features, labels, panels, a recipe in SQL and plug-ins; and what is built step by
/// step equals what is built at once.
class DerivationIT {
    private static final FuturesRecording RECORDING = new FuturesRecording(LocalDate.of(2024, 2, 5), 6, 60);
    private static final String MAIN = "KQ.m@SHFE.cu";

    @TempDir
    Path folder;

    private Path recipes;
    private Path plugins;

    @BeforeEach
    void extensions() throws IOException {
        recipes = Files.createDirectories(folder.resolve("recipes"));
        plugins = Files.createDirectories(folder.resolve("plugins"));
        Files.copy(example("recipes/spread_zscore.sql"), recipes.resolve("spread_zscore.sql"));
        PluginJar.make(
                plugins.resolve("daily-range.jar"),
                RecipeSource.class.getName(),
                "DailyRange",
                Files.readString(example("plugins/DailyRange.java")),
                folder);
        PluginJar.make(
                plugins.resolve("queues.jar"),
                FactorSource.class.getName(),
                "QueueFactors",
                Files.readString(example("plugins/QueueFactors.java")),
                folder);
    }

    private static Path example(String name) {
        Path source = Path.of("").toAbsolutePath();
        while (!Files.exists(source.resolve("examples"))) {
            source = source.getParent();
        }
        return source.resolve("examples").resolve(name);
    }

    private Path written(String name, Dump dump) throws IOException {
        Path target = folder.resolve(name);
        for (Map.Entry<String, List<String>> file : dump.files().entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return target;
    }

    /// A lake with the user's recipes and plug-ins, and the daily table.
    private CommandLineFixture lake(String name) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        CommandLineFixture tidemark = new CommandLineFixture(home).lake();
        copy(recipes, tidemark.lakeFolder().resolve("recipes"));
        copy(plugins, tidemark.lakeFolder().resolve("plugins"));
        String daily = written("daily", RECORDING.daily()).toString();
        tidemark.expectOn(0, "import", "csv", daily, "--preset", "futures-daily", "--dataset", "daily/futures");
        return tidemark;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void importTicks(CommandLineFixture tidemark, Path ticks) {
        tidemark.expectOn(0, "import", "ctp", ticks.toString(), "--exchange", FuturesRecording.EXCHANGE);
    }

    private static void buildAll(CommandLineFixture tidemark) {
        tidemark.expectOn(0, "build", "continuous", "features", "labels", "--source", "main_l5");
        tidemark.expectOn(0, "build", "bars", "--timeframe", "5m,1h,1d");
        tidemark.expectOn(0, "build", "features", "--factors", "mid,queue_ratio", "--set", "queues");
        tidemark.expectOn(0, "build", "panel");
        tidemark.expectOn(0, "build", "panel", "--of", "features/default,labels/default", "--set", "training");
        tidemark.expectOn(0, "build", "spread_zscore", "daily_range");
    }

    private static SortedMap<String, String> derived(Path folder) {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Lake lake = Lake.open(folder)) {
            Snapshot head = lake.head();
            for (DatasetName dataset : head.datasets()) {
                if (head.dataset(dataset).orElseThrow().derived()) {
                    for (SeriesKey key : head.series(dataset)) {
                        for (Partition partition :
                                head.series(key).orElseThrow().partitions()) {
                            digests.put(
                                    key + "/" + partition.chunk(),
                                    partition.file().hex());
                        }
                    }
                }
            }
        }
        return digests;
    }

    private static List<JsonNode> sql(CommandLineFixture tidemark, String query) {
        return tidemark.expectOn(0, "--json", "sql", query).json();
    }

    @Test
    void stepByStepEqualsAtOnce() throws IOException {
        Path early = written("early", RECORDING.withoutLastDay());
        Path late = written("late", RECORDING.onlyLastDay());
        CommandLineFixture steps = lake("steps");
        importTicks(steps, early);
        buildAll(steps);
        importTicks(steps, late);
        List<JsonNode> plan = steps.expectOn(0, "--json", "plan").json();
        assertThat(plan)
                .filteredOn(line -> line.path("action").asString().equals("refresh"))
                .extracting(line -> line.path("dataset").asString())
                .contains("ticks/main_l5", "bars/5m", "features/queues", "features/daily_range");
        steps.expectOn(0, "build");
        assertThat(steps.expectOn(0, "build").out()).startsWith("nothing to do");

        CommandLineFixture full = lake("full");
        importTicks(full, written("whole", RECORDING.dump()));
        buildAll(full);
        SortedMap<String, String> digests = derived(steps.lakeFolder());
        assertThat(digests).isEqualTo(derived(full.lakeFolder()));
        assertThat(digests.keySet().stream()
                        .map(name -> name.substring(0, name.indexOf('/', name.indexOf('/') + 1)))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "bars/1d",
                        "bars/1h",
                        "bars/5m",
                        "features/daily_range",
                        "features/default",
                        "features/queues",
                        "features/spread_zscore",
                        "labels/default",
                        "panel/1d",
                        "panel/training",
                        "schedule/SHFE.cu",
                        "ticks/main_l5",
                        "validation/ticks-raw");
        assertThat(steps.expectOn(0, "verify", "--rebuild", "all").out()).contains("all equal");
    }

    @Test
    void whatIsDerivedFitsTogether() throws IOException {
        CommandLineFixture tidemark = lake("lake");
        importTicks(tidemark, written("whole", RECORDING.dump()));
        buildAll(tidemark);
        List<JsonNode> roll = sql(
                tidemark,
                "SELECT segment_id AS s, min(underlying_contract) AS c, count(DISTINCT date) AS days,"
                        + " count(*) - count(return_10) AS warm FROM features_default GROUP BY s ORDER BY s");
        assertThat(roll).extracting(row -> row.path("c").asString()).containsExactly("SHFE.cu2403", "SHFE.cu2404");
        assertThat(roll).extracting(row -> row.path("warm").asInt()).containsExactly(10, 10);

        // the volume of a day's bars is the day's volume, in every timeframe
        for (String bars : List.of("bars_5m", "bars_1h", "bars_1d")) {
            assertThat(sql(
                            tidemark,
                            "SELECT sum(volume)::BIGINT AS v FROM " + bars + " UNION ALL SELECT sum(v)::BIGINT FROM"
                                    + " (SELECT max(volume) AS v FROM ticks_raw GROUP BY symbol, date)"))
                    .extracting(row -> row.path("v").asLong())
                    .satisfies(sums -> assertThat(sums.get(0)).isEqualTo(sums.get(1)));
        }
        assertThat(sql(
                        tidemark,
                        "SELECT count(*) AS n FROM features_daily_range r JOIN bars_1d b ON b.symbol = r.symbol AND"
                                + " b.ts::DATE = r.date WHERE r.high <> b.high OR r.low <> b.low"))
                .extracting(row -> row.path("n").asInt())
                .containsExactly(0);
        assertThat(sql(
                        tidemark,
                        "SELECT count(*) AS n FROM features_default f JOIN panel_training p ON p.symbol = f.symbol AND"
                                + " p.date = f.date AND p.source_seq = f.seq JOIN labels_default l ON l.symbol ="
                                + " f.symbol AND l.date = f.date AND l.seq = f.seq WHERE p.microprice IS DISTINCT FROM"
                                + " f.microprice OR p.label_10 IS DISTINCT FROM l.label_10"))
                .extracting(row -> row.path("n").asInt())
                .containsExactly(0);
        assertThat(sql(tidemark, "SELECT count(*) AS n, count(zscore) AS z FROM features_spread_zscore"))
                .extracting(row -> row.path("n").asInt() - row.path("z").asInt())
                .satisfies(missing -> assertThat(missing.getFirst()).isBetween(2, 20));
        String explained = tidemark.expectOn(0, "explain", "features/spread_zscore/" + MAIN + "/2024-02-08")
                .out();
        assertThat(explained)
                .contains("near rows", "features/default/" + MAIN + "/2024-02-07", "ticks/raw/SHFE.cu2404");
    }

    @Test
    void theCodeOfAPluginIsPartOfWhatItMakes() throws IOException {
        CommandLineFixture tidemark = lake("lake");
        importTicks(tidemark, written("whole", RECORDING.dump()));
        tidemark.expectOn(0, "build", "daily_range");
        tidemark.expectOn(0, "build", "features", "--factors", "queue_ratio", "--set", "queues");
        assertThat(tidemark.expectOn(0, "factors").out())
                .contains("queue_ratio")
                .contains("vb1/va1");
        CommandLineFixture.Result listed = tidemark.expectOn(0, "recipes");
        assertThat(listed.out()).contains("plugins/daily-range.jar").contains("queues");
        assertThat(listed.err()).contains("recipes/spread_zscore.sql: waits for its input features/default");

        Path jars = tidemark.lakeFolder().resolve("plugins");
        String source = Files.readString(example("plugins/DailyRange.java"));
        PluginJar.make(
                jars.resolve("daily-range.jar"),
                RecipeSource.class.getName(),
                "DailyRange",
                source.replace("day.setLong(4, ticks.rows())", "day.setLong(4, ticks.rows() + 1)"),
                folder.resolve("changed"));
        List<JsonNode> plan = tidemark.on("--json", "plan", "daily_range").json();
        assertThat(plan)
                .hasSize(12)
                .allSatisfy(line ->
                        assertThat(line.path("reason").asString()).startsWith("recipe_changed: daily_range 1 "));

        Files.writeString(jars.resolve("broken.jar"), "no jar");
        Files.delete(jars.resolve("daily-range.jar"));
        CommandLineFixture.Result result = tidemark.on("build");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err())
                .contains("plugins/broken.jar: cannot be loaded")
                .contains("features/daily_range was made by the recipe daily_range, which is not there any more");
        assertThat(sql(tidemark, "SELECT count(*) AS n FROM features_daily_range"))
                .extracting(row -> row.path("n").asInt())
                .containsExactly(12);
    }
}
