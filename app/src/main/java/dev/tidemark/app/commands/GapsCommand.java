package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.gap.CompletenessRules;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.gap.CoverageAxis;
import dev.tidemark.sources.gap.GapEvent;
import dev.tidemark.sources.gap.GapOptions;
import dev.tidemark.sources.gap.GapRun;
import dev.tidemark.sources.gap.TickDays;
import dev.tidemark.sources.update.BarGrids;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark gaps`.
@Command(
        name = "gaps",
        header = "Which bars the calendar expects and the lake lacks; how completely ticks fill their sessions.",
        description = {
            "A gap is a longest run of missing bars; nights, week-ends, holidays and breaks are none and do not end"
                + " one. Its state says why: missing (never asked for), known_empty (the provider does not have it),"
                + " failed (no answer) or quarantined (rejected). From each series' first to its last bar unless a"
                + " range is given; bars that have not ended are not missing.",
            "Of ticks, each trading day is compared with its sessions, second by second."
        },
        exitCodeList = {
            "0:done, whatever was found",
            "2:wrong usage",
            "5:some series could not be read or asked for; each is named",
            "6:no such dataset or series",
            "130:cancelled"
        },
        footer = {
            "  tidemark gaps bars/1d",
            "  tidemark gaps bars/1m/BTCUSDT --from 2024-01-01 --to 2024-01-31",
            "  tidemark gaps bars/1d --heat-map --report gaps.html",
            "  tidemark gaps bars/1d --fill-gaps",
            "  tidemark --json gaps ticks/raw/SHFE.ru1901"
        })
final class GapsCommand extends LakeCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "DATASET[/SYMBOL]",
            description = "Datasets and series of bars, quotes, open interest or ticks; default: all bars/….")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(names = "--from", paramLabel = "DATE", description = "First day or time; default: each series' first bar.")
    private @Nullable String from;

    @Option(
            names = {"--to", "--until"},
            paramLabel = "DATE",
            description = "Last day, or first time that does not count; default: each series' last bar.")
    private @Nullable String to;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "For series without calendar: the share of a bar's length that a step may be longer; default"
                    + " ${DEFAULT-VALUE}.")
    private double tolerance = 0.10;

    @Option(
            names = "--calendar",
            paramLabel = "C",
            description = "The calendar that all these series follow, such as us, 24x7 or none.")
    private String calendar = "";

    @Option(names = "--exclude-imputed", description = "Bars that a fill made are missing all the same.")
    private boolean excludeImputed;

    @Option(
            names = "--fill-gaps",
            description = "First ask the providers of series with gaps, as `tidemark update` does, then report.")
    private boolean fillGaps;

    @Option(names = "--heat-map", description = "Draw each series over time in place of the table.")
    private boolean heatMap;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also draw each series over time into FILE, which ends with .svg or .html.")
    private @Nullable Path report;

    @Option(
            names = "--gap-threshold-s",
            paramLabel = "N",
            description = "Of ticks: seconds without a tick that are a gap; default ${DEFAULT-VALUE}.")
    private int gapThreshold = CompletenessRules.DEFAULT.gapThresholdSeconds();

    @Option(
            names = "--strict-ratio",
            paramLabel = "X",
            description = "Of ticks: share of seconds with two ticks from which on two a second are due; default"
                    + " ${DEFAULT-VALUE}.")
    private double strictRatio = CompletenessRules.DEFAULT.strictRatio();

    @Option(
            names = "--max-segments-per-day",
            paramLabel = "N",
            description = "Of ticks: how many gaps of a day --json names; counts are of all; default ${DEFAULT-VALUE}.")
    private int mostSegments = CompletenessRules.DEFAULT.mostSegments();

    @Mixin
    private final ProviderOptions providerOptions = new ProviderOptions();

    GapsCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        GapOptions options = options(config);
        CompletenessRules rules = rules();
        Path file = report == null ? null : CoverageFile.require(session.resolve(report));
        SeriesMarkets markets = markets(lake);
        GapTargets found = GapTargets.of(lake.head(), targets, symbols.named(session));
        boolean hasFailed = fillGaps
                && new GapFilling(session, providerOptions)
                        .fill(lake, config, found.bars(), new BarGrids(markets), options);
        Snapshot head = lake.head();
        if (!found.bars().isEmpty() || found.ticks().isEmpty()) {
            hasFailed |= bars(lake, head, found.bars(), new BarGrids(markets), options, file);
        }
        if (!found.ticks().isEmpty()) {
            hasFailed |= ticks(lake, head, found.ticks(), markets, rules, config);
        }
        return hasFailed ? ErrorCode.PARTLY_FAILED.exitCode() : DONE;
    }

    private GapOptions options(Config config) {
        Optional<Instant> first = Optional.ofNullable(from).map(text -> ProviderOptions.start("--from", text));
        Optional<Instant> end = Optional.ofNullable(to).map(text -> ProviderOptions.end("--to", text));
        if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
            throw new TidemarkException(ErrorCode.USAGE, "--from " + from + " lies after --to " + to);
        }
        if (!(tolerance >= 0)) {
            throw new TidemarkException(ErrorCode.USAGE, "--tolerance " + tolerance + ": expected 0 or more");
        }
        GapOptions options = GapOptions.of(session.clock().instant(), config.jobs())
                .within(first, end)
                .withTolerance(tolerance);
        return excludeImputed ? options.excludingImputed() : options;
    }

    private CompletenessRules rules() {
        try {
            return new CompletenessRules(gapThreshold, strictRatio, mostSegments);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "--gap-threshold-s, --strict-ratio, --max-segments-per-day: " + e.getMessage(), e);
        }
    }

    private SeriesMarkets markets(Lake lake) {
        SeriesMarkets markets = Registry.markets(lake);
        if (calendar.isEmpty()) {
            return markets;
        }
        Registry.requireCalendar(lake, calendar);
        return markets.allFollowing(calendar);
    }

    private boolean bars(
            Lake lake, Snapshot head, List<SeriesKey> keys, BarGrids grids, GapOptions options, @Nullable Path file) {
        boolean draws = file != null || (heatMap && !json());
        Optional<CoverageAxis> axis = draws ? CoverageAxis.of(head, keys, options) : Optional.empty();
        Optional<CoverageAxis> shown = heatMap && !json() ? axis : Optional.empty();
        GapPrinter printer = new GapPrinter(console(), keys, shown.isEmpty());
        Consumer<GapEvent> taker = shown.map(periods -> new HeatMapPrinter(console(), periods, keys))
                .map(printer::andThen)
                .orElse(printer);
        printer.begin();
        GapOptions counted = axis.map(options::counting).orElse(options);
        if (file != null && axis.isPresent()) {
            draw(lake, head, keys, grids, counted, axis.get(), taker, file);
        } else {
            GapRun.run(lake, head, keys, grids, counted, taker, session.progress());
        }
        printer.end();
        if (file != null && axis.isEmpty()) {
            console().note("no bar in the range; " + file + " was not written");
        }
        return printer.hasFailed();
    }

    private void draw(
            Lake lake,
            Snapshot head,
            List<SeriesKey> keys,
            BarGrids grids,
            GapOptions options,
            CoverageAxis axis,
            Consumer<GapEvent> taker,
            Path file) {
        String title = "Gaps of " + HumanText.count(keys.size(), "series") + ", commit " + head.number();
        try (CoverageFile drawing = new CoverageFile(file, title, axis, keys.size())) {
            GapRun.run(lake, head, keys, grids, options, taker.andThen(drawing), session.progress());
            drawing.end();
        }
        console().note("report: " + file);
    }

    private boolean ticks(
            Lake lake,
            Snapshot head,
            List<SeriesKey> keys,
            SeriesMarkets markets,
            CompletenessRules rules,
            Config config) {
        LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
        TickDays.Span span = new TickDays.Span(
                Optional.ofNullable(from).map(text -> date(ProviderOptions.start("--from", text))),
                Optional.ofNullable(to)
                        .map(text -> date(ProviderOptions.end("--to", text).minusNanos(1)))
                        .map(day -> day.isBefore(today) ? day : today.minusDays(1)));
        DayPrinter printer = new DayPrinter(console(), rules);
        TickDays.run(lake, head, keys, markets, span, rules, config.jobs(), printer, session.progress());
        return printer.hasFailed();
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
