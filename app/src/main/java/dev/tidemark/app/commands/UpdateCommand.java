package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.wiring.Feeding;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.gap.FillMethod;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.fill.FillOptions;
import dev.tidemark.sources.fill.FillWork;
import dev.tidemark.sources.update.FetchPlan;
import dev.tidemark.sources.update.ProviderSession;
import dev.tidemark.sources.update.SeriesTask;
import dev.tidemark.sources.update.SymbolOutcome;
import dev.tidemark.sources.update.SymbolOutcome.Status;
import dev.tidemark.sources.update.UpdateJournal;
import dev.tidemark.sources.update.UpdateOptions;
import dev.tidemark.sources.update.UpdateReport;
import dev.tidemark.sources.update.UpdateRun;
import dev.tidemark.sources.update.UpdateTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidemark update`.
@Command(
        name = "update",
        header = "Bring series from providers up to date: new bars, holes, failed times, corrections.",
        description = {
            "Asks for what the calendar expects and the lake does not have, for what failed before, and, when there are"
                    + " new bars, for the days before them once more, to see corrections. A provider that restated its"
                    + " past is asked for all of it again. Nothing is invented: a bar that no provider delivers stays"
                    + " missing, unless --fill says how to fill it; a filled bar is asked for all the same.",
            "A load that failed before it brought anything is tried again with exactly its range."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:wrong usage",
            "3:locked by another process",
            "5:some symbols failed or rows were quarantined; each is named",
            "6:a symbol that is not in the lake, and no provider was named",
            "130:cancelled; what is committed is kept"
        },
        footer = {
            "  tidemark update --all",
            "  tidemark update -s AAPL,MSFT --lookback-days 30",
            "  tidemark update -s BTCUSDT -p binance -f 1h --initial-start 2020-01-01",
            "  tidemark update --all --dry-run"
        })
final class UpdateCommand extends LakeCommand {
    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(names = "--all", description = "All series that came from providers, and all loads that failed.")
    private boolean all;

    @Option(names = "--dataset", paramLabel = "D", description = "Only series of this dataset, such as bars/1d.")
    private @Nullable String dataset;

    @Option(
            names = {"-p", "--provider"},
            paramLabel = "P",
            description = "Only series of this provider; also who delivers symbols that are new.")
    private @Nullable String provider;

    @Option(
            names = {"-f", "--frequency"},
            paramLabel = "T",
            description = "Timeframe of symbols that are new; default 1d.")
    private String frequency = "1d";

    @Option(
            names = "--lookback-days",
            paramLabel = "N",
            description = "Days before the last bar that are compared again; default ${DEFAULT-VALUE}.")
    private int lookbackDays = 7;

    @Option(
            names = "--fill-gaps",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Also ask for missing and failed times inside series; the default.")
    private boolean fillGaps = true;

    @Option(names = "--recheck-empty", description = "Ask again for bars that the provider did not have before.")
    private boolean recheckEmpty;

    @Option(names = "--until", paramLabel = "DATE", description = "Last day wanted; default: now.")
    private @Nullable String until;

    @Option(names = "--initial-start", paramLabel = "DATE", description = "First day of symbols that are new.")
    private @Nullable String initialStart;

    @Option(names = "--initial-end", paramLabel = "DATE", description = "Last day of symbols that are new.")
    private @Nullable String initialEnd;

    @Option(
            names = "--initial-load-days",
            paramLabel = "N",
            description = "Days of symbols that are new; default ${DEFAULT-VALUE}.")
    private int initialLoadDays = 365;

    @Option(names = "--show-status", description = "Show how the series stand afterwards.")
    private boolean showStatus;

    @Option(
            names = "--fill",
            paramLabel = "METHOD",
            description = "Then fill what is still missing in these series: forward, backward, interpolate or zero;"
                    + " see `tidemark fill`.")
    private @Nullable String fill;

    @Option(names = "--dry-run", description = "Say what would be asked for, and ask nothing.")
    private boolean dryRun;

    @Mixin
    private final ProviderOptions providerOptions = new ProviderOptions();

    UpdateCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        long started = System.nanoTime();
        Set<String> named = symbols.named(session);
        Optional<FillMethod> method = Optional.ofNullable(fill).map(text -> Filling.method("--fill", text));
        if (named.isEmpty() == !all) {
            throw new TidemarkException(ErrorCode.USAGE, "give either symbols with -s, or --all");
        }
        try (ControlDatabase journal = ControlDatabase.open(lake.folder())) {
            List<SeriesTask> tasks = tasks(lake, journal, named);
            if (tasks.isEmpty()) {
                console()
                        .print("nothing to update: no series here came from a provider; begin with `tidemark load -p"
                                + " PROVIDER -s SYMBOL`");
                return DONE;
            }
            try (ProviderRun providers = new ProviderRun(lake, config, session, tasks, providerOptions.options())) {
                return dryRun
                        ? plan(lake, tasks, providers.providers())
                        : update(lake, journal, providers, method, started);
            }
        }
    }

    private int update(
            Lake lake, UpdateJournal journal, ProviderRun providers, Optional<FillMethod> method, long started) {
        UpdateReport report = providers.run(journal, options());
        int code = new UpdatePrinter(console()).print(report, Duration.ofNanos(System.nanoTime() - started));
        if (method.isPresent()) {
            int filled = fill(lake, journal, report, method.get());
            code = code == DONE ? filled : code;
        }
        if (showStatus) {
            HealthPrinter.print(console(), HealthCommand.states(lake, journal, session, Set.of()), true);
        }
        return code;
    }

    /// Fills what the run brought up to date, be it with news or not.
    private int fill(Lake lake, UpdateJournal journal, UpdateReport report, FillMethod method) {
        List<SeriesKey> keys = report.symbols().stream()
                .filter(outcome -> outcome.status() != Status.FAILED && outcome.status() != Status.EMPTY)
                .map(SymbolOutcome::key)
                .toList();
        return new Filling(session, lake, journal).run(keys, FillOptions.of(new FillWork.Fill(method)));
    }

    private int plan(Lake lake, List<SeriesTask> tasks, Map<String, ProviderSession> sessions) {
        TextTable table = new TextTable().text("SERIES").text("FROM").text("TO").number("CALLS");
        long calls = 0;
        Map<SeriesKey, FetchPlan> plans =
                UpdateRun.plan(lake, tasks, sessions, Feeding.grids(lake), options(), session.clock());
        for (Map.Entry<SeriesKey, FetchPlan> each : plans.entrySet()) {
            calls += each.getValue().size();
            each.getValue().times().intervals().forEach(times -> {
                String from = Instant.ofEpochSecond(times.start() / 1_000_000).toString();
                String to = Instant.ofEpochSecond(times.end() / 1_000_000).toString();
                if (json()) {
                    console()
                            .print(new JsonObject()
                                    .put("dataset", each.getKey().dataset().toString())
                                    .put("symbol", each.getKey().symbol())
                                    .put("from", from)
                                    .put("to", to));
                } else {
                    table.row(each.getKey().toString(), from, to, "");
                }
            });
        }
        if (!json()) {
            if (!table.isEmpty()) {
                table.print(console());
            }
            console()
                    .print(HumanText.count(plans.size(), "series") + " need " + HumanText.count(calls, "calls")
                            + "; nothing was asked");
        }
        return DONE;
    }

    private List<SeriesTask> tasks(Lake lake, UpdateJournal journal, Set<String> named) {
        Optional<DatasetName> only = Optional.ofNullable(dataset).map(DatasetName::parse);
        List<SeriesTask> tasks = new ArrayList<>();
        for (SeriesTask task : UpdateTasks.of(
                lake.head(),
                journal,
                key -> (named.isEmpty() || named.contains(key.symbol()))
                        && only.map(key.dataset()::equals).orElse(true))) {
            if (provider == null || task.provider().equals(provider)) {
                tasks.add(task);
            }
        }
        Set<String> found = new HashSet<>();
        tasks.forEach(task -> found.add(task.key().symbol()));
        List<String> fresh =
                named.stream().filter(symbol -> !found.contains(symbol)).toList();
        fresh.forEach(symbol -> tasks.add(fresh(lake, symbol, only)));
        return tasks;
    }

    /// The first load of a symbol that the lake does not have.
    private SeriesTask fresh(Lake lake, String symbol, Optional<DatasetName> only) {
        DatasetName target = only.orElseGet(() -> BarSchemas.dataset(LoadCommand.timeframe(frequency)));
        if (provider == null) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "no existing data for " + symbol + " from a provider; load it first: tidemark load -p PROVIDER -s "
                            + symbol + " -f " + frequency);
        }
        Feeding.kind(provider);
        Optional<Instant> start =
                Optional.ofNullable(initialStart).map(text -> ProviderOptions.start("--initial-start", text));
        Optional<Instant> end = Optional.ofNullable(initialEnd).map(text -> ProviderOptions.end("--initial-end", text));
        Instant from =
                start.orElseGet(() -> end.orElse(session.clock().instant()).minus(Duration.ofDays(initialLoadDays)));
        return new SeriesTask(
                new SeriesKey(target, symbol),
                provider,
                LoadCommand.providerSymbol(Registry.instruments(lake), symbol),
                Optional.of(new SeriesTask.Range(Optional.of(from), end)),
                new TreeMap<>());
    }

    private UpdateOptions options() {
        UpdateOptions usual = UpdateOptions.of("update" + (all ? " --all" : " of some series"));
        return new UpdateOptions(
                Duration.ofDays(lookbackDays),
                fillGaps,
                recheckEmpty,
                providerOptions.ohlcMode(),
                Optional.ofNullable(until).map(text -> ProviderOptions.end("--until", text)),
                providerOptions.allowsRemoval(),
                Duration.ofDays(initialLoadDays),
                usual.batch(),
                usual.message());
    }
}
