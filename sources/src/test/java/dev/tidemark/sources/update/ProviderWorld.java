package dev.tidemark.sources.update;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.fill.FillOptions;
import dev.tidemark.sources.fill.FillReport;
import dev.tidemark.sources.fill.FillRun;
import dev.tidemark.sources.fill.FillWork;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.feed.SimulatedFaults;
import dev.tidemark.sources.provider.feed.SimulatedMarket;
import dev.tidemark.sources.provider.feed.SimulatedProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// A lake, a provider whose past can be changed and whose answers can be spoilt, and a clock that is set by hand.
final class ProviderWorld implements AutoCloseable {
    static final List<SimulatedFaults.Kind> ALL_FAULTS = List.of(SimulatedFaults.Kind.values());

    final Lake lake;
    final MemoryJournal journal = new MemoryJournal();
    Instant now;
    double failureRate;
    List<SimulatedFaults.Kind> faults = ALL_FAULTS;
    long seed = 1;
    UnaryOperator<UpdateOptions> options = o -> o;
    final List<BarRequest> asked = new ArrayList<>();

    /// What the provider changed of its past: prices before a time are multiplied.
    private final Map<String, TreeMap<Long, Double>> splits = new HashMap<>();
    private final Map<String, TreeMap<Long, Double>> corrections = new HashMap<>();
    private final Map<String, TreeSet<Long>> withheld = new HashMap<>();

    ProviderWorld(Path folder, String now) {
        this.now = Instant.parse(now);
        Path root = folder.resolve("lake");
        LakeOptions options = LakeOptions.defaults().withFiles(new UnsyncedFileOps());
        Lake.create(root, options);
        this.lake = Lake.open(root, options);
    }

    static long day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    static SeriesKey key(String symbol, String timeframe) {
        return new SeriesKey(BarSchemas.dataset(Timeframe.parse(timeframe)), symbol);
    }

    /// The provider restates its prices before a time.
    void split(String symbol, long before, double factor) {
        splits.computeIfAbsent(symbol, _ -> new TreeMap<>()).merge(before, factor, (a, b) -> a * b);
    }

    /// The provider corrects one bar's close.
    void correct(String symbol, long bar) {
        corrections.computeIfAbsent(symbol, _ -> new TreeMap<>()).merge(bar, 1.001, (a, b) -> a * b);
    }

    /// The provider does not have a bar yet.
    void withhold(String symbol, long bar) {
        withheld.computeIfAbsent(symbol, _ -> new TreeSet<>()).add(bar);
    }

    void publishAll() {
        withheld.clear();
    }

    /// What the provider would say now.
    BarRows truth(String symbol, Timeframe timeframe, long from, long to) {
        long end = Math.min(to, AnswerRows.micros(now));
        BarRows all = SimulatedMarket.bars(symbol, timeframe, from, Math.max(from, end));
        BarRows rows = new BarRows();
        for (int row = 0; row < all.size(); row++) {
            long ts = all.ts(row);
            if (!withheld.getOrDefault(symbol, new TreeSet<>()).contains(ts)) {
                double factor = factor(symbol, ts);
                double up = corrections.getOrDefault(symbol, new TreeMap<>()).getOrDefault(ts, 1.0);
                double close = all.value(Field.CLOSE, row) * factor * up;
                rows.add(
                        ts,
                        all.value(Field.OPEN, row) * factor,
                        Math.max(all.value(Field.HIGH, row) * factor, close),
                        all.value(Field.LOW, row) * factor,
                        close,
                        all.value(Field.VOLUME, row));
            }
        }
        return rows;
    }

    private double factor(String symbol, long ts) {
        double factor = 1;
        for (double each :
                splits.getOrDefault(symbol, new TreeMap<>()).tailMap(ts, false).values()) {
            factor *= each;
        }
        return factor;
    }

    UpdateReport load(String start, String end, String timeframe, String... symbols) {
        List<SeriesTask> tasks = new ArrayList<>();
        for (String symbol : symbols) {
            Optional<Instant> to =
                    end.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(day(end) / 1_000_000));
            Optional<Instant> from =
                    start.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(day(start) / 1_000_000));
            tasks.add(new SeriesTask(
                    key(symbol, timeframe),
                    SimulatedProvider.NAME,
                    symbol,
                    Optional.of(new SeriesTask.Range(from, to)),
                    new TreeMap<>(Map.of(SeriesMarkets.CALENDAR, provider(0).calendarOf(symbol)))));
        }
        return run(tasks);
    }

    /// Updates all series and all pending loads, as the command does.
    UpdateReport update() {
        return run(UpdateTasks.of(lake.head(), journal, _ -> true));
    }

    /// Fills all series of bars, or takes the fillings out.
    FillReport fill(FillWork work) {
        return fill(FillOptions.of(work));
    }

    FillReport fill(FillOptions options) {
        List<SeriesKey> keys = lake.head().datasets().stream()
                .flatMap(dataset -> lake.head().series(dataset).stream())
                .toList();
        return FillRun.run(
                lake, keys, options, new BarGrids(SeriesMarkets.shipped()), journal, new SetClock(), Progress.NONE);
    }

    private UpdateReport run(List<SeriesTask> tasks) {
        SimulatedProvider provider = provider(seed++);
        Clock clock = new SetClock();
        try (ProviderSession session =
                ProviderSession.of(provider, provider.capabilities(), "test", Clock.systemUTC())) {
            return UpdateRun.run(
                    lake,
                    tasks,
                    name -> new DatasetRecord(
                            BarSchemas.BARS,
                            BarSchemas.VERSION,
                            DatasetShape.BARS.defaultChunk(name),
                            false,
                            DatasetIdentity.AS_TRADED.fields(DatasetShape.BARS)),
                    Map.of(SimulatedProvider.NAME, session),
                    new BarGrids(SeriesMarkets.shipped()),
                    journal,
                    options.apply(UpdateOptions.of("test")),
                    clock,
                    Progress.NONE);
        }
    }

    private SimulatedProvider provider(long seedOfFaults) {
        return new SimulatedProvider(
                this::answer, new SimulatedFaults(failureRate, faults, seedOfFaults), Duration.ZERO);
    }

    private synchronized BarRows answer(BarRequest request) {
        asked.add(request);
        return truth(
                request.symbol(),
                request.timeframe(),
                AnswerRows.micros(request.from()),
                AnswerRows.micros(request.to()));
    }

    /// The rows of a series that no fill made, as `time open high low close volume`.
    List<String> held(String symbol, String timeframe) {
        List<String> rows = new ArrayList<>();
        Series series = lake.head().series(key(symbol, timeframe)).orElse(null);
        if (series == null) {
            return rows;
        }
        series.partitions().forEach(partition -> {
            Table table = lake.read(series, partition, List.of());
            for (int row = 0; row < table.rows(); row++) {
                if (BarMerge.isImputed(table, row)) {
                    continue;
                }
                StringBuilder text = new StringBuilder().append(table.time(row));
                for (int column = BarColumns.OPEN; column <= BarColumns.VOLUME; column++) {
                    text.append(' ')
                            .append(((dev.tidemark.lake.table.DoubleColumn) table.column(column)).values()[row]);
                }
                rows.add(text.toString());
            }
        });
        return rows;
    }

    /// The rows of a series whose bars have ended.
    List<String> heldFinal(String symbol, String timeframe) {
        return ended(held(symbol, timeframe), symbol, timeframe);
    }

    /// What the provider has of bars that have ended.
    List<String> wantedFinal(String symbol, String timeframe, String from) {
        return ended(wanted(symbol, timeframe, from), symbol, timeframe);
    }

    private List<String> ended(List<String> rows, String symbol, String timeframe) {
        ExpectedBars bars = new ExpectedBars(SimulatedMarket.marketOf(symbol), Timeframe.parse(timeframe));
        long end = AnswerRows.micros(now);
        return rows.stream()
                .filter(row -> bars.endOf(Long.parseLong(row.substring(0, row.indexOf(' ')))) <= end)
                .toList();
    }

    /// What the provider has or withholds, written the same way.
    List<String> delivered(String symbol, String timeframe, String from) {
        Map<String, TreeSet<Long>> hidden = new HashMap<>(withheld);
        withheld.clear();
        List<String> all = wanted(symbol, timeframe, from);
        withheld.putAll(hidden);
        return all;
    }

    /// What the provider has from a day until now, written the same way.
    List<String> wanted(String symbol, String timeframe, String from) {
        return texts(truth(symbol, Timeframe.parse(timeframe), day(from), Long.MAX_VALUE));
    }

    static List<String> texts(BarRows rows) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            StringBuilder text = new StringBuilder().append(rows.ts(row));
            for (Field field : List.of(Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE, Field.VOLUME)) {
                text.append(' ').append(rows.value(field, row));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Override
    public void close() {
        lake.close();
    }

    private final class SetClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
