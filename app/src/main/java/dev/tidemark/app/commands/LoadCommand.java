package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.wiring.Feeding;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.market.instrument.Instrument;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.update.ProviderSession;
import dev.tidemark.sources.update.SeriesTask;
import dev.tidemark.sources.update.UpdateOptions;
import dev.tidemark.sources.update.UpdateReport;
import dev.tidemark.sources.update.UpdateRun;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidemark load`.
@Command(
        name = "load",
        header = "Fetch a range of bars from a provider and merge it into the lake.",
        description = {
            "Loading again changes nothing but what the provider corrected. Each symbol stands for itself: one that"
                    + " fails stops no other, and what failed is asked for again by `tidemark update`."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:wrong usage",
            "3:locked by another process",
            "4:the dataset holds data of another kind, or a series follows another calendar",
            "5:some symbols failed or rows were quarantined; each is named",
            "6:no such provider",
            "130:cancelled; what is committed is kept"
        },
        footer = {
            "  tidemark load -p simulated -s SIM00,SIM01 --start 2023-01-01",
            "  tidemark load -p binance -s BTCUSDT -f 1h,1d --start earliest",
            "  tidemark load -p tiingo --symbols-file sp500.txt --start 2010-01-01 --end 2024-12-31"
        })
final class LoadCommand extends LakeCommand {
    private static final String EARLIEST = "earliest";
    private static final Duration YEAR = Duration.ofDays(365);

    @Option(
            names = {"-p", "--provider"},
            required = true,
            paramLabel = "P",
            description = "Who delivers; `tidemark providers` lists them.")
    private String provider = "";

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(
            names = "--start",
            paramLabel = "DATE",
            description = "First day, or `earliest` for as far back as the provider goes; default: a year ago.")
    private @Nullable String start;

    @Option(names = "--end", paramLabel = "DATE", description = "Last day; default: now.")
    private @Nullable String end;

    @Option(
            names = {"-f", "--frequency"},
            paramLabel = "T,…",
            split = ",",
            description = "Timeframes, such as 1d, hourly or 5m; default 1d.")
    private List<String> frequencies = new ArrayList<>();

    @Option(
            names = {"-a", "--asset-class"},
            paramLabel = "A",
            description = "equity, etf, index, crypto, forex, future, …; recorded a series, and says its calendar.")
    private @Nullable String assetClass;

    @Option(
            names = "--calendar",
            paramLabel = "C",
            description = "Calendar or exchange of the symbols, such as us, CME, 24x7 or none.")
    private String calendar = "";

    @Option(names = "--dataset", paramLabel = "D", description = "Where the bars go; default bars/TIMEFRAME.")
    private @Nullable String dataset;

    @Mixin
    private final ProviderOptions providerOptions = new ProviderOptions();

    LoadCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        long started = System.nanoTime();
        ProviderKind kind = Feeding.kind(provider);
        List<DatasetName> datasets = datasets();
        Set<String> named = symbols.named(session);
        if (named.isEmpty()) {
            throw new TidemarkException(ErrorCode.USAGE, "nothing to load: name symbols with -s or --symbols-file");
        }
        SortedMap<String, String> attributes = attributes(lake);
        SeriesTask.Range range = range();
        InstrumentRegistry registry = Registry.instruments(lake);
        List<SeriesTask> tasks = new ArrayList<>();
        for (DatasetName name : datasets) {
            for (String symbol : named) {
                tasks.add(new SeriesTask(
                        new SeriesKey(name, symbol),
                        provider,
                        providerSymbol(registry, symbol),
                        Optional.of(range),
                        attributes));
            }
        }
        requireAsRecorded(lake.head(), tasks);
        Map<String, ProviderSession> sessions =
                Feeding.open(List.of(provider), providerOptions.options(), session, config);
        try (ControlDatabase journal = ControlDatabase.open(lake.folder())) {
            UpdateReport report = UpdateRun.run(
                    lake,
                    withCalendars(tasks, sessions),
                    name -> Feeding.record(name, kind.capabilities(), config),
                    sessions,
                    Feeding.grids(lake),
                    journal,
                    options(),
                    session.clock(),
                    session.progress());
            return new UpdatePrinter(console()).print(report, Duration.ofNanos(System.nanoTime() - started));
        } finally {
            sessions.values().forEach(ProviderSession::close);
        }
    }

    /// What a series says of itself decides which of its bars are expected, and is never changed in passing.
    private static void requireAsRecorded(Snapshot head, List<SeriesTask> tasks) {
        for (SeriesTask task : tasks) {
            Optional<Series> held = head.series(task.key());
            for (String name : List.of(SeriesMarkets.CALENDAR, SeriesMarkets.ASSET_CLASS)) {
                String old = held.map(series -> series.attributes().get(name)).orElse("");
                String wanted = task.attributes().getOrDefault(name, old);
                if (!old.isEmpty() && !old.equals(wanted)) {
                    throw new TidemarkException(
                            ErrorCode.CONFIG_MISMATCH,
                            task.key() + " has another " + name + ": " + old + " -> " + wanted
                                    + "; leave the option out, or say it in the symbol's row of instruments.csv"
                                    + " (column "
                                    + name + "), which wins over what a series records");
                }
            }
        }
    }

    /// A series records its asset class, and the calendar that its provider's symbols follow, so that its gaps are
    /// known
    /// without the provider.
    private List<SeriesTask> withCalendars(List<SeriesTask> tasks, Map<String, ProviderSession> sessions) {
        List<SeriesTask> all = new ArrayList<>(tasks.size());
        for (SeriesTask task : tasks) {
            SortedMap<String, String> attributes = new TreeMap<>(task.attributes());
            ProviderSession open = Objects.requireNonNull(sessions.get(task.provider()));
            String usual = open.provider().calendarOf(task.symbol());
            String said = attributes.computeIfAbsent(
                    SeriesMarkets.ASSET_CLASS,
                    _ -> classOf(usual, open.capabilities().assetClass()).text());
            boolean isRoundTheClock = said.equals(AssetClass.CRYPTO.text()) || said.equals(AssetClass.FOREX.text());
            if (!isRoundTheClock && !usual.isEmpty()) {
                attributes.putIfAbsent(SeriesMarkets.CALENDAR, usual);
            }
            all.add(new SeriesTask(task.key(), task.provider(), task.symbol(), task.range(), attributes));
        }
        return all;
    }

    private static AssetClass classOf(String calendar, AssetClass usual) {
        return switch (calendar) {
            case "24x7" -> AssetClass.CRYPTO;
            case "forex" -> AssetClass.FOREX;
            default -> usual;
        };
    }

    private List<DatasetName> datasets() {
        List<String> lengths = frequencies.isEmpty() && dataset == null ? List.of("1d") : frequencies;
        if (dataset == null) {
            return lengths.stream()
                    .map(text -> BarSchemas.dataset(timeframe(text)))
                    .distinct()
                    .toList();
        }
        DatasetName name = DatasetName.parse(dataset);
        Timeframe stated = timeframeOf(name);
        if (lengths.size() > 1
                || lengths.stream().anyMatch(text -> !timeframe(text).equals(stated))) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "--dataset " + name + " holds bars of " + stated + ", and -f says " + lengths);
        }
        return List.of(name);
    }

    static Timeframe timeframe(String text) {
        try {
            return Timeframe.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "-f: " + e.getMessage(), e);
        }
    }

    private static Timeframe timeframeOf(DatasetName name) {
        try {
            return BarSchemas.timeframeOf(name);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "--dataset: " + e.getMessage(), e);
        }
    }

    private SortedMap<String, String> attributes(Lake lake) {
        SortedMap<String, String> attributes = new TreeMap<>();
        if (assetClass != null) {
            try {
                attributes.put(
                        SeriesMarkets.ASSET_CLASS, AssetClass.parse(assetClass).text());
            } catch (IllegalArgumentException e) {
                throw new TidemarkException(ErrorCode.USAGE, "-a: " + e.getMessage(), e);
            }
        }
        if (!calendar.isEmpty()) {
            Registry.requireCalendar(lake, calendar);
            attributes.put(SeriesMarkets.CALENDAR, calendar);
        }
        return attributes;
    }

    private SeriesTask.Range range() {
        Optional<Instant> to = Optional.ofNullable(end).map(text -> ProviderOptions.end("--end", text));
        if (start == null) {
            return new SeriesTask.Range(
                    Optional.of(to.orElse(session.clock().instant()).minus(YEAR)), to);
        }
        Optional<Instant> from =
                start.equals(EARLIEST) ? Optional.empty() : Optional.of(ProviderOptions.start("--start", start));
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new TidemarkException(ErrorCode.USAGE, "--start " + start + " lies after --end " + end);
        }
        return new SeriesTask.Range(from, to);
    }

    static String providerSymbol(InstrumentRegistry registry, String symbol) {
        return registry.find(symbol, LocalDate.MAX)
                .map(Instrument::providerSymbol)
                .filter(text -> !text.isEmpty())
                .orElse(symbol);
    }

    private UpdateOptions options() {
        UpdateOptions usual = UpdateOptions.of("load from " + provider);
        return new UpdateOptions(
                usual.lookback(),
                usual.fillsGaps(),
                usual.rechecksEmpty(),
                providerOptions.ohlcMode(),
                Optional.empty(),
                providerOptions.allowsRemoval(),
                usual.initialDays(),
                usual.batch(),
                usual.message());
    }
}
