package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.fill.FillOptions;
import dev.tidemark.sources.fill.FillWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark fill`.
@Command(
        name = "fill",
        header = "Fill missing bars by a method, flagged as imputed, or take such bars out again.",
        description = {
            "Makes exactly the bars that the series' calendar expects between its first and its last real bar, or in"
                + " the range of --from and --to as far as bars have ended, and that are not there; never touches a"
                + " row that is. forward and backward copy the close of the nearest real bar into all four prices,"
                + " interpolate draws a line for each price, zero writes 0. Filled bars have volume 0 and imputed ="
                + " true (`where not imputed` leaves them out); a provider is asked for them all the same, and a real"
                + " bar takes their place.",
            "--remove takes all imputed bars out, whatever made them."
        },
        exitCodeList = {
            "0:done, or nothing to do",
            "2:wrong usage",
            "3:locked by another process",
            "5:some series were refused, such as one without calendar; each is named",
            "6:no such dataset or series",
            "130:cancelled; what is committed is kept"
        },
        footer = {
            "  tidemark fill forward bars/1d/AAPL.US",
            "  tidemark fill interpolate bars/1h -s BTCUSDT,ETHUSDT --from 2024-01-01 --dry-run",
            "  tidemark fill --remove --all"
        })
final class FillCommand extends LakeCommand {
    @Parameters(
            arity = "0..2",
            paramLabel = "METHOD|DATASET[/SYM]",
            description =
                    "forward, backward, interpolate or zero (left out with --remove), then the dataset or series.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(names = "--all", description = "All series of bars.")
    private boolean all;

    @Option(names = "--remove", description = "Take imputed bars out.")
    private boolean remove;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "Bars from this day or time on, also before the first real one; default: the first real one.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description =
                    "Bars up to the end of this day, or before a time, also after the last real one; default: the last"
                            + " real one.")
    private @Nullable String to;

    @Option(names = "--dry-run", description = "Say how many bars it would be, and change nothing.")
    private boolean dryRun;

    FillCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        TimeRange range = TimeRange.of(from, to);
        FillOptions options =
                FillOptions.of(work()).between(range.from(), range.to()).withThreads(config.jobs());
        List<SeriesKey> keys = keys(lake.head());
        if (keys.isEmpty()) {
            console().print("nothing to fill: the lake has no imported or loaded bars");
            return DONE;
        }
        try (ControlDatabase journal = ControlDatabase.open(lake.folder())) {
            Filling filling = new Filling(session, lake, journal);
            return dryRun ? filling.preview(keys, options) : filling.run(keys, options);
        }
    }

    private FillWork work() {
        if (remove) {
            return new FillWork.Remove();
        }
        if (words.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "say how to fill: forward, backward, interpolate or zero; or give --remove");
        }
        return new FillWork.Fill(Filling.method("METHOD", words.getFirst()));
    }

    private Optional<Target> target() {
        List<String> rest = remove ? words : words.subList(1, words.size());
        if (rest.size() > 1) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--remove takes no method, one dataset or series at most: " + String.join(" ", rest));
        }
        return rest.stream().map(Target::parse).findFirst();
    }

    private List<SeriesKey> keys(Snapshot head) {
        Optional<Target> target = target();
        Set<String> named = symbols.named(session);
        int ways = (named.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (ways > 1 || (ways == 0 && target.isEmpty()) || (ways > 0 && hasSymbol(target))) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "name one series or dataset, or symbols with -s, or everything with --all");
        }
        if (hasSymbol(target)) {
            return List.of(Existing.series(head, target.orElseThrow().series().orElseThrow())
                    .key());
        }
        List<SeriesKey> keys = new ArrayList<>();
        for (DatasetName dataset : datasets(head, target)) {
            head.series(dataset).stream()
                    .filter(key -> named.isEmpty() || named.contains(key.symbol()))
                    .forEach(keys::add);
        }
        requireFound(keys, named);
        return keys;
    }

    private static boolean hasSymbol(Optional<Target> target) {
        return target.flatMap(Target::symbol).isPresent();
    }

    private static List<DatasetName> datasets(Snapshot head, Optional<Target> target) {
        if (target.isPresent()) {
            DatasetName dataset = target.get().dataset();
            Existing.dataset(head, dataset);
            if (!dataset.group().equals(BarSchemas.GROUP)) {
                throw new TidemarkException(ErrorCode.USAGE, dataset + " holds no bars, and only bars can be filled");
            }
            return List.of(dataset);
        }
        return head.datasets().stream()
                .filter(dataset -> dataset.group().equals(BarSchemas.GROUP))
                .filter(dataset ->
                        !head.dataset(dataset).map(DatasetRecord::derived).orElse(true))
                .toList();
    }

    private static void requireFound(List<SeriesKey> keys, Set<String> named) {
        Set<String> missing = new TreeSet<>(named);
        keys.forEach(key -> missing.remove(key.symbol()));
        if (!missing.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "there are no bars of " + String.join(", ", missing)
                            + " here; `tidemark list` shows what there is");
        }
    }
}
