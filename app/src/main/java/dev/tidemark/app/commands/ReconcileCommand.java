package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.compare.Tolerances;
import dev.tidemark.sources.reconcile.CopyOptions;
import dev.tidemark.sources.reconcile.CopyReport;
import dev.tidemark.sources.reconcile.CopyRun;
import dev.tidemark.sources.reconcile.ReconcileOptions;
import dev.tidemark.sources.reconcile.ReconcileReport;
import dev.tidemark.sources.reconcile.ReconcileRun;
import dev.tidemark.sources.reconcile.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark reconcile`.
@Command(
        name = "reconcile",
        header = "Compare two datasets, vintages or providers of the same symbols, bar by bar.",
        description = {
            "Says per symbol which bars only one side has, which values differ, from which difference on, and whether"
                    + " the closes stand in one ratio over a stretch of days: an adjustment, or a split n to 1. Imputed"
                    + " bars do not count. Changes nothing, unless --apply copies bars from the named side into the"
                    + " other.",
            "A and B are datasets of bars, such as bars/1d and bars/1d-kaggle, each at a state of the lake if you like:"
                    + " bars/1d@41, bars/1d@2024-10-29. Or give -p twice: the series that two providers delivered."
        },
        exitCodeList = {
            "0:done, whether they differ or not",
            "2:wrong usage",
            "3:locked by another process",
            "4:--apply, but the two sides' prices are of another kind",
            "5:some symbols could not be compared or changed; each is named",
            "6:no such dataset, symbol or revision",
            "130:cancelled; what is committed is kept"
        },
        footer = {
            "  tidemark reconcile bars/1d bars/1d-kaggle",
            "  tidemark reconcile bars/1d@2 bars/1d@head -s AAPL.US --json",
            "  tidemark reconcile -p stooq -p yahoo --dataset bars/1d --report differences.json",
            "  tidemark reconcile bars/1d bars/1d-kaggle --apply B --intervals 2016-01-01..2016-12-31"
        })
final class ReconcileCommand extends LakeCommand {
    private static final String MISSING = "missing";

    @Parameters(
            arity = "0..2",
            paramLabel = "A B",
            description = "Two datasets of bars, each with @REVISION if you like.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-p", "--provider"},
            paramLabel = "P",
            description = "Twice: the series of bars that providers A and B delivered.")
    private List<String> providers = new ArrayList<>();

    @Option(
            names = "--dataset",
            paramLabel = "D",
            description = "With -p: bars of which length; its own series come first. Default ${DEFAULT-VALUE}.")
    private String dataset = "bars/1d";

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "Relative difference of prices that is none; default ${DEFAULT-VALUE}.")
    private double tolerance = Tolerances.DEFAULT.price();

    @Option(
            names = "--volume-tolerance",
            paramLabel = "X",
            description = "Relative difference of volumes that is none; default ${DEFAULT-VALUE}.")
    private double volumeTolerance = Tolerances.DEFAULT.volume();

    @Option(names = "--from", paramLabel = "DATE", description = "Only bars from this day or time on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Only bars up to the end of this day, or before a time.")
    private @Nullable String to;

    @Option(names = "--apply", paramLabel = "A|B", description = "Copy bars from this side into the other.")
    private @Nullable String apply;

    @Option(
            names = "--intervals",
            paramLabel = "WHICH",
            description = "What --apply copies: missing (the default), or FROM..TO, which also replaces bars.")
    private String intervals = MISSING;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the whole report as one JSON document.")
    private @Nullable Path report;

    ReconcileCommand(Session session) {
        super(session);
    }

    private record Sides(Side a, Side b) {}

    /// What `--apply` asks for.
    private record Copy(boolean isFromA, CopyOptions options) {
        Side from(Sides sides) {
            return isFromA ? sides.a() : sides.b();
        }

        Side into(Sides sides) {
            return isFromA ? sides.b() : sides.a();
        }
    }

    @Override
    int run(Lake lake, Config config) {
        TimeRange range = TimeRange.of(from, to);
        ReconcileOptions options = new ReconcileOptions(tolerances(), range.from(), range.to(), config.jobs());
        Optional<Copy> copy = copy(range);
        Sides sides = sides(lake);
        Predicate<String> wanted = wanted(sides);
        copy.ifPresent(how -> requireHead(lake, how.into(sides)));
        ReconcileReport differences =
                ReconcileRun.compare(lake, sides.a(), sides.b(), wanted, options, session.progress());
        Optional<CopyReport> copied = copy.map(how -> CopyRun.run(
                lake,
                how.from(sides),
                how.into(sides),
                wanted,
                how.options().withThreads(config.jobs()),
                session.progress()));
        ReconcilePrinter printer = new ReconcilePrinter(console(), sides.a(), sides.b());
        if (report != null) {
            Path file = session.resolve(report);
            printer.write(file, differences, copied);
            console().note("report: " + file);
        }
        return printer.print(differences, copied);
    }

    private Tolerances tolerances() {
        try {
            return new Tolerances(tolerance, volumeTolerance);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "--tolerance, --volume-tolerance: " + e.getMessage(), e);
        }
    }

    private Sides sides(Lake lake) {
        if (names.size() == 2 && providers.isEmpty()) {
            BarSide a = BarSide.of(lake, names.getFirst());
            BarSide b = BarSide.of(lake, names.getLast());
            if (!a.timeframe().equals(b.timeframe())) {
                throw new TidemarkException(
                        ErrorCode.USAGE,
                        a.side().name() + " and " + b.side().name() + " hold bars of different lengths");
            }
            return new Sides(a.side(), b.side());
        }
        if (names.isEmpty() && providers.size() == 2) {
            DatasetName name = DatasetName.parse(dataset);
            BarSide.timeframe(name);
            Existing.dataset(lake.head(), name);
            return new Sides(provider(lake, providers.getFirst(), name), provider(lake, providers.getLast(), name));
        }
        throw new TidemarkException(ErrorCode.USAGE, "name two datasets of bars, or two providers with -p");
    }

    private static Side provider(Lake lake, String provider, DatasetName name) {
        Side side = Side.ofProvider(provider, lake.head(), name);
        if (side.series().isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "no series of bars like " + name + " came from '" + provider
                            + "'; `tidemark health --verbose` shows where each came from");
        }
        return side;
    }

    private Predicate<String> wanted(Sides sides) {
        Set<String> named = symbols.named(session);
        Set<String> missing = new TreeSet<>(named);
        missing.removeIf(symbol ->
                sides.a().series().containsKey(symbol) && sides.b().series().containsKey(symbol));
        if (!missing.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    String.join(", ", missing) + " is not on both sides, "
                            + sides.a().name() + " and " + sides.b().name());
        }
        return symbol -> named.isEmpty() || named.contains(symbol);
    }

    private Optional<Copy> copy(TimeRange range) {
        if (apply == null) {
            if (!intervals.equals(MISSING)) {
                throw new TidemarkException(
                        ErrorCode.USAGE, "--intervals says what --apply copies; give --apply A or B");
            }
            return Optional.empty();
        }
        boolean isFromA = apply.equalsIgnoreCase("A");
        if (!isFromA && !apply.equalsIgnoreCase("B")) {
            throw new TidemarkException(ErrorCode.USAGE, "--apply '" + apply + "' is no side; expected A or B");
        }
        return Optional.of(new Copy(isFromA, copyOptions(range)));
    }

    private CopyOptions copyOptions(TimeRange range) {
        if (intervals.equals(MISSING)) {
            return CopyOptions.of(CopyOptions.Scope.MISSING, range.from(), range.to());
        }
        TimeRange chosen = TimeRange.parse("--intervals", intervals).within(range);
        return CopyOptions.of(CopyOptions.Scope.CHOSEN, chosen.from(), chosen.to());
    }

    private static void requireHead(Lake lake, Side into) {
        if (into.snapshot().number() != lake.head().number()) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot copy into " + into.name() + ": it is a past state; only the newest one can be changed");
        }
    }
}
