package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Rebuild;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.factor.FactorRegistry;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.instrument.TickSizes;
import dev.tidemark.market.rule.Severity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
    private static final DatasetName DAILY = DailyBars.DAILY;
    private static final DatasetName VERDICTS = new DatasetName("validation", "bars-1d");
    private static final LocalDate FROM = LocalDate.of(2018, 1, 1);
    private static final LocalDate TO = LocalDate.of(2021, 12, 31);
    private static final LocalDate BAD = LocalDate.of(2019, 6, 12);
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    @TempDir
    Path folder;

    private FuturesWorld world;

    @BeforeEach
    void open() {
        world = new FuturesWorld(folder.resolve("lake"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static DailyBars quiet() {
        return DailyBars.quiet(FROM, TO);
    }

    private static RecipeCatalogue catalogue() {
        return new RecipeCatalogue(
                FactorRegistry.builtIn(),
                new TickSizes(InstrumentRegistry.EMPTY),
                _ -> List.of(),
                Map.of(),
                MarketTables.shipped(),
                Optional.of(FixedRules.EQUITY),
                _ -> Optional.empty());
    }

    private BuildReport validate(ValidationSettings settings, DatasetName dataset, Predicate<String> wanted) {
        BuildReport report =
                new Validation(settings).update(world.lake(), Map.of(dataset, wanted), 2, "validate", Progress.NONE);
        assertThat(report.failures()).isEmpty();
        return report;
    }

    private BuildReport validate(ValidationSettings settings) {
        return validate(settings, DAILY, _ -> true);
    }

    private Verdicts.Verdict verdict(DatasetName dataset, String symbol) {
        return Verdicts.of(world.lake(), world.lake().head(), new SeriesKey(dataset, symbol))
                .orElseThrow();
    }

    /// Code, severity and count of each finding.
    private static List<String> words(Verdicts.Verdict verdict) {
        return verdict.findings().stream()
                .map(finding -> finding.code() + " " + finding.severity().text() + " " + finding.count())
                .toList();
    }

    private List<String> chunks(DatasetName dataset, String symbol) {
        return world.lake().head().series(new SeriesKey(dataset, symbol)).orElseThrow().partitions().stream()
                .map(Partition::chunk)
                .toList();
    }

    @Test
    void eachPartitionHasAVerdictThatNamesRuleRowAndValues() {
        DailyBars bars = quiet().broken(BAD);
        bars.into(world, DAILY, "A", ChunkSize.YEAR);

        validate(FixedRules.EQUITY);

        Verdicts.Verdict verdict = verdict(DAILY, "A");
        assertThat(chunks(VERDICTS, "A")).containsExactly("2018", "2019", "2020", "2021");
        assertThat(verdict.rows()).isEqualTo(bars.rows());
        assertThat(words(verdict)).containsExactly("price_consistency error 1");
        assertThat(verdict.findings().getFirst().samples())
                .singleElement()
                .asString()
                .startsWith(BAD + "T00:00:00Z ")
                .contains("99", "101");
        assertThat(verdict.from(Severity.ERROR)).hasSize(1);
        assertThat(verdict.from(Severity.CRITICAL)).isEmpty();
    }

    @Test
    void whatDidNotChangeIsNotCheckedAgain() {
        quiet().into(world, DAILY, "A", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);
        long head = world.lake().head().number();

        BuildReport second = validate(FixedRules.EQUITY);

        assertThat(second.isNothing()).isTrue();
        assertThat(world.lake().head().number()).isEqualTo(head);
    }

    @Test
    void aChangedPartitionIsCheckedAgainWithTheNextThatLooksBackAtIt() {
        DailyBars bars = quiet();
        bars.into(world, DAILY, "A", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);
        String before = content("A", "2019");

        bars.set(LocalDate.of(2019, 12, 30), 101, 102, 100, 101.5, 1000);
        bars.into(world, DAILY, "A", ChunkSize.YEAR);
        BuildReport report = validate(FixedRules.EQUITY);

        assertThat(report.datasets().get(VERDICTS)).isEqualTo(new BuildReport.Tally(2, 0, 2, 2, 0, 0, 2));
        assertThat(content("A", "2019")).isEqualTo(before);
    }

    private String content(String symbol, String chunk) {
        Series series =
                world.lake().head().series(new SeriesKey(VERDICTS, symbol)).orElseThrow();
        return series.partition(chunk).orElseThrow().content().content().hex();
    }

    @Test
    void aChangeThatNoOneLooksBackAtCostsOnePartition() {
        DailyBars bars = quiet();
        bars.into(world, DAILY, "A", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);

        bars.broken(LocalDate.of(2019, 3, 4)).into(world, DAILY, "A", ChunkSize.YEAR);
        BuildReport report = validate(FixedRules.EQUITY);

        assertThat(report.datasets().get(VERDICTS).refreshed()).isLessThanOrEqualTo(2);
        assertThat(words(verdict(DAILY, "A"))).containsExactly("price_consistency error 1");
    }

    @Test
    void otherRulesCheckEverythingAgain() {
        quiet().broken(BAD).into(world, DAILY, "A", ChunkSize.YEAR);
        quiet().into(world, DAILY, "B", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);

        BuildReport report = validate(FixedRules.EQUITY.with("severity.price_consistency", "warning"));

        assertThat(report.datasets().get(VERDICTS).planned()).isEqualTo(8);
        assertThat(report.datasets().get(VERDICTS).equal()).isEqualTo(7);
        assertThat(words(verdict(DAILY, "A"))).containsExactly("price_consistency warning 1");
        validate(FixedRules.EQUITY.with("severity.price_consistency", "off"));
        assertThat(words(verdict(DAILY, "A"))).isEmpty();
    }

    @Test
    void anotherCalendarOfASeriesChecksItAgain() {
        quiet().into(world, DAILY, "A", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);
        assertThat(words(verdict(DAILY, "A"))).isEmpty();

        quiet().with("calendar", "US").into(world, DAILY, "A", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);

        assertThat(verdict(DAILY, "A").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("off_calendar"))
                .satisfies(finding -> assertThat(finding.count()).isGreaterThan(30));
        assertThat(validate(FixedRules.EQUITY).isNothing()).isTrue();
    }

    @Test
    void onlyTheSymbolsThatAreWantedAreChecked() {
        quiet().into(world, DAILY, "A", ChunkSize.YEAR);
        quiet().into(world, DAILY, "B", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);
        quiet().broken(BAD).into(world, DAILY, "A", ChunkSize.YEAR);
        quiet().broken(BAD).into(world, DAILY, "B", ChunkSize.YEAR);

        validate(FixedRules.EQUITY, DAILY, "A"::equals);

        assertThat(words(verdict(DAILY, "A"))).containsExactly("price_consistency error 1");
        assertThat(words(verdict(DAILY, "B"))).isEmpty();
    }

    @Test
    void theVerdictOfASeriesThatIsGoneGoes() {
        quiet().into(world, DAILY, "A", ChunkSize.YEAR);
        quiet().into(world, DAILY, "B", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);
        world.put(
                new SeriesKey(DAILY, "B"),
                world.lake().head().dataset(DAILY).orElseThrow(),
                new TreeMap<>(),
                new TreeMap<>());

        validate(FixedRules.EQUITY);

        assertThat(world.lake().head().series(VERDICTS)).containsExactly(new SeriesKey(VERDICTS, "A"));
    }

    @Test
    void theSameIsFoundHoweverASeriesIsCut() {
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            DailyBars bars = DailyBars.quiet(FROM, FROM.plusDays(200 + random.nextInt(600)));
            for (int i = 0; i < 60; i++) {
                LocalDate day = FROM.plusDays(random.nextInt(800));
                double price = random.nextInt(6) == 0 ? 50 : 100;
                double high = price + random.nextInt(3) - (random.nextInt(8) == 0 ? 1 : 0);
                bars.set(day, price, high, price - random.nextInt(2), price, random.nextInt(3) * 20_000);
            }
            bars.with("calendar", "US");
            bars.into(world, DAILY, "S" + seed, ChunkSize.MONTH);
            bars.into(world, new DatasetName("bars", "1d-whole"), "S" + seed, ChunkSize.ALL);
        }
        DatasetName whole = new DatasetName("bars", "1d-whole");
        validate(FixedRules.EQUITY);
        validate(FixedRules.EQUITY, whole, _ -> true);
        int found = 0;
        for (int seed = 0; seed < 4; seed++) {
            Verdicts.Verdict cut = verdict(DAILY, "S" + seed);
            assertThat(words(cut)).as("seed %d", seed).isEqualTo(words(verdict(whole, "S" + seed)));
            found += cut.findings().size();
        }
        assertThat(found).isGreaterThan(16);
    }

    @Test
    void stepByStepEqualsAllAtOnceAndARebuild() {
        DailyBars bars = DailyBars.quiet(FROM, FROM.plusDays(30));
        Random random = new Random(3);
        Validation validation = new Validation(FixedRules.EQUITY);
        for (int step = 0; step < 12; step++) {
            LocalDate day = FROM.plusDays(random.nextInt(300));
            bars = step % 3 == 0 ? bars.broken(day) : bars.set(day, 100, 300, 100, 300, 5);
            bars.into(world, DAILY, "A", ChunkSize.MONTH);
            validate(FixedRules.EQUITY);
        }
        SortedMap<String, String> stepByStep = world.derived();
        Snapshot head = world.lake().head();
        Rebuild.Report rebuilt = Rebuild.run(world.lake(), catalogue().derived(head), Long.MAX_VALUE, 0, Progress.NONE);

        assertThat(rebuilt.differences()).isEmpty();
        assertThat(rebuilt.stale()).isZero();
        assertThat(rebuilt.compared()).isEqualTo(chunks(DAILY, "A").size());
        try (FuturesWorld fresh = new FuturesWorld(folder.resolve("fresh"))) {
            bars.into(fresh, DAILY, "A", ChunkSize.MONTH);
            validation.update(fresh.lake(), Map.of(DAILY, _ -> true), 1, "validate", Progress.NONE);
            assertThat(fresh.derived()).isEqualTo(stepByStep);
        }
    }

    @Test
    void verdictsAreNoOrphansOfTheCatalogue() {
        quiet().into(world, DAILY, "A", ChunkSize.YEAR);
        validate(FixedRules.EQUITY);
        assertThat(catalogue().orphans(world.lake().head())).isEmpty();
    }

    @Test
    void derivedDataAreNotChecked() {
        world.ticks("SHFE.cu2402", Map.of(0, 1L, 1, 2L));
        world.build(
                FuturesWorld.catalogue()
                        .recipes(
                                world.lake().head(),
                                List.of("bars"),
                                RecipeOptions.NONE.withBarsAndPanel(List.of("1d"), List.of("bars/1d"))),
                BuildOptions.of("bars"));
        Snapshot head = world.lake().head();
        assertThat(head.datasets()).contains(DAILY);
        assertThat(Validation.isChecked(head, DAILY)).isFalse();
        assertThat(Validation.isChecked(head, new DatasetName("ticks", "raw"))).isTrue();
        assertThat(Validation.isChecked(head, new DatasetName("daily", "futures")))
                .isFalse();
        assertThat(Validation.isChecked(head, new DatasetName("bars", "1w"))).isFalse();
    }

    @Test
    void ticksAreCheckedDayByDay() {
        DatasetName raw = new DatasetName("ticks", "raw");
        world.ticks("SHFE.cu2402", Map.of(0, 1L, 1, 2L));
        world.flatTicks("SHFE.cu2403", 0);
        world.wrongTicks("SHFE.cu2404", 0);

        validate(FixedRules.EQUITY, raw, _ -> true);

        assertThat(chunks(new DatasetName("validation", "ticks-raw"), "SHFE.cu2402"))
                .containsExactly("2024-01-02", "2024-01-03");
        assertThat(verdict(raw, "SHFE.cu2403").from(Severity.ERROR)).isEmpty();
        assertThat(words(verdict(raw, "SHFE.cu2404"))).containsExactly("crossed_book error 1");
    }

    private void put(SeriesKey key, Schema schema, String chunk, Table table, ChunkSize size) {
        DatasetRecord record = new DatasetRecord(schema, 1, size, false, new TreeMap<>());
        world.put(key, record, new TreeMap<>(Map.of(chunk, table)), new TreeMap<>());
    }

    @Test
    void quoteBarsAreChecked() {
        String prices = Stream.of("bid", "ask")
                .flatMap(side ->
                        Stream.of("open", "high", "low", "close", "size").map(p -> side + "_" + p + ":double"))
                .collect(Collectors.joining(","));
        Schema schema = Schema.parse("symbol:string,ts:timestamp," + prices, "ts");
        TableBuilder rows = new TableBuilder(schema);
        double[][] quotes = {{10, 11, 9, 10, 5, 11, 12, 10, 11, 5}, {10, 11, 9, 12, 5, 11, 12, 10, 11, 5}};
        for (int row = 0; row < quotes.length; row++) {
            rows.setString(0, "Q");
            rows.setLong(1, row * 60_000_000L);
            for (int i = 0; i < quotes[row].length; i++) {
                rows.setDouble(2 + i, quotes[row][i]);
            }
            rows.endRow();
        }
        rows.setString(0, "Q");
        rows.setLong(1, 120_000_000L);
        rows.setDouble(2, 10);
        rows.setDouble(3, 10);
        rows.setDouble(4, 10);
        rows.setDouble(5, 10);
        rows.endRow();
        DatasetName dataset = new DatasetName("quotes", "1m");
        put(new SeriesKey(dataset, "Q"), schema, "1970-01", rows.build(), ChunkSize.MONTH);

        validate(FixedRules.EQUITY, dataset, _ -> true);

        assertThat(words(verdict(dataset, "Q")))
                .containsExactlyInAnyOrder(
                        "price_consistency error 1", "locked_or_crossed warning 1", "one_sided_quote info 1");
    }

    @Test
    void quotesAreCheckedTickByTick() {
        Schema schema = Schema.parse(
                "symbol:string,datetime:int64,bid_price:double,bid_size:double,ask_price:double,ask_size:double",
                "datetime");
        TableBuilder rows = new TableBuilder(schema);
        double[][] quotes = {{10, 1, 11, 1}, {11, 1, 11, 1}, {10, -1, 11, 1}};
        for (int row = 0; row <= quotes.length; row++) {
            rows.setString(0, "Q");
            rows.setLong(1, FuturesWorld.FIRST_DAY.toEpochDay() * NANOS_PER_DAY + row);
            for (int i = 0; i < (row < quotes.length ? 4 : 2); i++) {
                rows.setDouble(2 + i, row < quotes.length ? quotes[row][i] : 10);
            }
            rows.endRow();
        }
        DatasetName dataset = new DatasetName("ticks", "quotes");
        put(new SeriesKey(dataset, "Q"), schema, FuturesWorld.FIRST_DAY.toString(), rows.build(), ChunkSize.DAY);

        validate(FixedRules.EQUITY, dataset, _ -> true);

        assertThat(words(verdict(dataset, "Q")))
                .containsExactlyInAnyOrder(
                        "locked_or_crossed warning 1", "negative_volume error 1", "one_sided_quote info 1");
    }

    @Test
    void tradesAreCheckedForIdsThatCameBefore() {
        Schema schema =
                Schema.parse("symbol:string,datetime:int64,price:double,size:double,trade_id:string", "datetime");
        TableBuilder rows = new TableBuilder(schema);
        List<Optional<String>> ids = List.of(Optional.of("1"), Optional.of("2"), Optional.of("2"), Optional.empty());
        for (int row = 0; row < ids.size(); row++) {
            rows.setString(0, "T");
            rows.setLong(1, FuturesWorld.FIRST_DAY.toEpochDay() * NANOS_PER_DAY + row);
            rows.setDouble(2, 10);
            ids.get(row).ifPresent(id -> rows.setString(4, id));
            rows.endRow();
        }
        DatasetName dataset = new DatasetName("ticks", "trades");
        put(new SeriesKey(dataset, "T"), schema, FuturesWorld.FIRST_DAY.toString(), rows.build(), ChunkSize.DAY);

        validate(FixedRules.EQUITY, dataset, _ -> true);

        assertThat(words(verdict(dataset, "T"))).containsExactly("duplicate_trade_id error 1");
    }
}
