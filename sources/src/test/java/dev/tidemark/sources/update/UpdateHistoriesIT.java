package dev.tidemark.sources.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.gap.FillMethod;
import dev.tidemark.sources.fill.FillOptions;
import dev.tidemark.sources.fill.FillWork;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.update.SymbolOutcome.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Updates against a provider with every fault there is, over thousands of steps, while its bars come late, are
/// corrected and restated, and while somebody fills holes and takes the fillings out again. At any time the lake holds
/// nothing that the provider never said; once it heals, the lake
/// holds exactly what it has, and nothing is asked for twice.
class UpdateHistoriesIT {
    private static final int STEPS = Integer.getInteger("tidemark.updates", 2000);
    private static final List<String> DAILY = List.of("A", "B", "C");
    private static final List<FillMethod> METHODS = List.of(FillMethod.values());
    private static final List<String> HOURLY = List.of("H", "X-USD");
    private static final int STEPS_TO_HEAL = 50;

    @TempDir
    Path folder;

    private final Set<String> everTrue = new HashSet<>();
    private long filled;

    @Test
    void theLakeEqualsTheHealedProvider() {
        for (int world = 0; world * 500 < STEPS; world++) {
            everTrue.clear();
            run(folder.resolve("world-" + world), 31L * world + 7, Math.min(500, STEPS - world * 500));
        }
        assertThat(filled).isPositive();
    }

    private void run(Path place, long seed, int steps) {
        Random random = new Random(seed);
        try (ProviderWorld world = new ProviderWorld(place, "2022-06-01T22:00:00Z")) {
            world.seed = seed;
            world.failureRate = 0.5;
            world.load("2022-01-03", "", "1d", DAILY.toArray(String[]::new));
            world.load("2022-05-02", "", "1h", HOURLY.toArray(String[]::new));
            for (int step = 1; step <= steps; step++) {
                change(world, random);
                world.failureRate = random.nextInt(4) == 0 ? 0 : random.nextDouble();
                world.update();
                if (step % 25 == 0) {
                    checkNothingIsInvented(world);
                }
                if (step % STEPS_TO_HEAL == 0) {
                    heal(world);
                }
            }
        }
    }

    /// Time goes on; the provider changes its mind now and then.
    private void change(ProviderWorld world, Random random) {
        world.now = world.now.plus(Duration.ofMinutes(random.nextInt(60 * 36)));
        long nowMicros = AnswerRows.micros(world.now);
        String daily = DAILY.get(random.nextInt(DAILY.size()));
        switch (random.nextInt(12)) {
            case 0 -> world.correct(daily, recentDay(nowMicros, random));
            case 1 -> world.split(daily, nowMicros - nowMicros % 86_400_000_000L, 0.5 + random.nextInt(4) * 0.25);
            case 2 -> world.withhold(HOURLY.get(1), nowMicros - nowMicros % 3_600_000_000L - 3_600_000_000L);
            case 3, 4 -> world.publishAll();
            case 5 ->
                filled += world.fill(fill(world, METHODS.get(random.nextInt(METHODS.size())), random.nextBoolean()))
                        .rows();
            case 6 -> world.fill(new FillWork.Remove());
            default -> {}
        }
    }

    /// Between the real bars, or up to the last bar that has ended.
    private static FillOptions fill(ProviderWorld world, FillMethod method, boolean isToNow) {
        FillOptions options = FillOptions.of(new FillWork.Fill(method));
        return isToNow ? options.between(Long.MIN_VALUE, AnswerRows.micros(world.now)) : options;
    }

    /// A bar of the last days that was not there long ago.
    private static long recentDay(long nowMicros, Random random) {
        return nowMicros - nowMicros % 86_400_000_000L - random.nextInt(2) * 86_400_000_000L;
    }

    private void remember(ProviderWorld world) {
        DAILY.forEach(symbol -> everTrue.addAll(world.delivered(symbol, "1d", "2022-01-03")));
        HOURLY.forEach(symbol -> everTrue.addAll(world.delivered(symbol, "1h", "2022-05-02")));
    }

    /// Each held bar is one that the provider has, or had.
    private void checkNothingIsInvented(ProviderWorld world) {
        Set<String> times = new HashSet<>();
        remember(world);
        everTrue.forEach(row -> times.add(row.substring(0, row.indexOf(' '))));
        for (String symbol : DAILY) {
            assertThat(world.held(symbol, "1d"))
                    .extracting(row -> row.substring(0, row.indexOf(' ')))
                    .allMatch(times::contains);
        }
        for (String symbol : HOURLY) {
            assertThat(world.held(symbol, "1h")).allMatch(everTrue::contains);
        }
    }

    private static void heal(ProviderWorld world) {
        world.failureRate = 0;
        world.publishAll();
        world.update();
        world.now = world.now.plus(Duration.ofHours(30)); // the next bars bring a look at the days before
        world.update();
        world.options = o -> new UpdateOptions(
                Duration.ofDays(4000),
                true,
                true,
                o.ohlcMode(),
                o.until(),
                o.allowsRemoval(),
                o.initialDays(),
                o.batch(),
                o.message());
        world.now = world.now.plus(Duration.ofDays(3));
        UpdateReport report = world.update();
        assertThat(report.problem()).isEmpty();
        world.options = o -> o;
        for (String symbol : DAILY) {
            assertSame(world, symbol, "1d", "2022-01-03");
        }
        for (String symbol : HOURLY) {
            assertSame(world, symbol, "1h", "2022-05-02");
        }
        checkNothingIsAskedAgain(world);
    }

    /// The same rows; what differs is shown alone.
    private static void assertSame(ProviderWorld world, String symbol, String timeframe, String from) {
        List<String> held = world.heldFinal(symbol, timeframe);
        List<String> wanted = world.wantedFinal(symbol, timeframe, from);
        Set<String> difference = new TreeSet<>();
        Set<String> both = new HashSet<>(held);
        both.retainAll(new HashSet<>(wanted));
        held.stream().filter(row -> !both.contains(row)).forEach(row -> difference.add(row + " held"));
        wanted.stream().filter(row -> !both.contains(row)).forEach(row -> difference.add(row + " wanted"));
        assertThat(difference)
                .as(
                        "%s at %s: %s",
                        symbol,
                        world.now,
                        world.lake
                                .head()
                                .series(ProviderWorld.key(symbol, timeframe))
                                .map(series -> series.attributes().toString())
                                .orElse(""))
                .isEmpty();
        assertThat(held).hasSameSizeAs(wanted);
        assertThat(world.lake
                        .head()
                        .series(ProviderWorld.key(symbol, timeframe))
                        .orElseThrow()
                        .summary()
                        .rows())
                .as("rows of %s, imputed ones included", symbol)
                .isEqualTo(world.held(symbol, timeframe).size());
    }

    private static void checkNothingIsAskedAgain(ProviderWorld world) {
        world.asked.clear();
        long head = world.lake.head().number();
        List<String> before = attributes(world);
        Instant now = world.now;
        UpdateReport again = world.update();
        assertThat(world.asked)
                .as("asked again at %s", now)
                .allSatisfy(request -> assertThat(isOpen(world, request)).isTrue());
        assertThat(again.symbols()).allMatch(o -> o.status() == Status.UP_TO_DATE || o.status() == Status.UNCHANGED);
        assertThat(attributes(world)).isEqualTo(before);
        assertThat(world.lake.head().number()).isEqualTo(head);
    }

    private static List<String> attributes(ProviderWorld world) {
        return world.lake.head().datasets().stream()
                .flatMap(dataset -> world.lake.head().series(dataset).stream())
                .map(key ->
                        key + " " + world.lake.head().series(key).orElseThrow().attributes())
                .toList();
    }

    /// Only a bar that has not ended is worth asking for.
    private static boolean isOpen(ProviderWorld world, BarRequest request) {
        return world.lake
                .head()
                .series(ProviderWorld.key(request.symbol(), request.timeframe().text()))
                .orElseThrow()
                .attributes()
                .containsKey("coverage.open_from");
    }
}
