package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.ConfigEdit;
import dev.tidemark.app.config.Setting;
import dev.tidemark.app.config.UniverseSettings;
import dev.tidemark.app.universe.UniverseReport;
import dev.tidemark.app.universe.UniverseRun;
import dev.tidemark.app.universe.UniverseSetup;
import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Format;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.app.wiring.UniverseWiring;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A step of `tidemark universe`, with all before it.
abstract class UniverseStepCommand extends LakeCommand {
    @Option(
            names = {"--stooq", "--data-dir"},
            paramLabel = "DIR",
            description = "Folder of price files or of their archives; remembered in the config.")
    private @Nullable Path stooq;

    @Option(
            names = {"--instruments", "--tradeable-dir"},
            paramLabel = "DIR",
            description = "Folder of instrument lists (*.csv); remembered in the config.")
    private @Nullable Path instruments;

    @Option(names = "--metadata-output", paramLabel = "FILE", description = "Where the index goes.")
    private @Nullable String metadataOutput;

    @Option(names = "--match-report", paramLabel = "FILE", description = "Where the matched instruments go.")
    private @Nullable String matchReport;

    @Option(names = "--unmatched-report", paramLabel = "FILE", description = "Where the others go.")
    private @Nullable String unmatchedReport;

    @Option(names = "--prices-output", paramLabel = "DIR", description = "Folder of the exported price files.")
    private @Nullable String pricesOutput;

    @Option(
            names = "--lse-currency-policy",
            paramLabel = "P",
            description = "Whose currency counts where London and the list differ: broker (default), stooq or strict.")
    private @Nullable String lsePolicy;

    @Option(
            names = "--max-gap-days",
            paramLabel = "N",
            description = "Flag files with a hole of more than N trading days; default: no look at holes.")
    private @Nullable String maxGapDays;

    @Option(
            names = "--include-empty-prices",
            description = "Export files without usable prices too, as a header alone.")
    private boolean includeEmpty;

    @Option(
            names = "--major-units",
            description = "Export prices that are in pence and other hundredths in the currency, divided by 100.")
    private boolean majorUnits;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Zone of intraday times for --format parquet; default Europe/Warsaw; remembered in the config.")
    private @Nullable String zone;

    @Option(names = "--overwrite-prices", description = "Write all exports again, whatever they hold.")
    private boolean overwritePrices;

    @Option(names = "--keep-existing", description = "Leave exports that are there as they are, whatever they hold.")
    private boolean keepExisting;

    @Option(
            names = "--force-reindex",
            description = "Believe nothing that is known: read the tree and make everything again.")
    private boolean forceReindex;

    @Option(
            names = "--incremental",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Do only what changed; the default. --no-incremental makes everything again.")
    private boolean incremental = true;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "What exports are: csv (default), or parquet: bars of the lake, in bars/1d and its like.")
    private String format = "csv";

    @Option(
            names = {"--workers", "--max-workers"},
            paramLabel = "N",
            description = "Files read at a time; default: processors less one.")
    private @Nullable Integer workers;

    @Option(
            names = "--index-workers",
            paramLabel = "N",
            description = "Folders of the tree listed at a time; default 0: as many as pay, which is 2.")
    private int indexWorkers;

    @Option(
            names = "--cache-metadata",
            paramLabel = "FILE",
            description =
                    "What is known of the tree's files; default in .tidemark/cache. Made anew when it is damaged.")
    private @Nullable Path cacheMetadata;

    UniverseStepCommand(Session session) {
        super(session);
    }

    /// How far the command goes.
    abstract Step step();

    @Override
    final void prepare() {
        set(UniverseSettings.METADATA_OUTPUT, metadataOutput, "--metadata-output");
        set(UniverseSettings.MATCH_REPORT, matchReport, "--match-report");
        set(UniverseSettings.UNMATCHED_REPORT, unmatchedReport, "--unmatched-report");
        set(UniverseSettings.PRICES_OUTPUT, pricesOutput, "--prices-output");
        set(UniverseSettings.LSE_CURRENCY_POLICY, lsePolicy, "--lse-currency-policy");
        set(UniverseSettings.MAX_GAP_DAYS, maxGapDays, "--max-gap-days");
        set(UniverseSettings.MAJOR_UNITS, majorUnits ? "true" : null, "--major-units");
        set(UniverseSettings.ZONE, zone, "--zone");
        set(UniverseSettings.INCLUDE_EMPTY, includeEmpty ? "true" : null, "--include-empty-prices");
    }

    private void set(Setting<?> setting, @Nullable String value, String option) {
        if (value != null) {
            session.set(Config.option(setting, value, option));
        }
    }

    @Override
    final int run(Lake lake, Config config) {
        long started = System.nanoTime();
        if (overwritePrices && keepExisting) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "--overwrite-prices and --keep-existing contradict each other; give one of them");
        }
        if ((workers != null && workers < 1) || indexWorkers < 0) {
            throw new TidemarkException(ErrorCode.USAGE, "--workers is 1 or more, --index-workers 0 or more");
        }
        UniverseSetup setup = setup(lake, config);
        if (setup.majorUnits() && setup.format() == Format.PARQUET) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--major-units (universe.major_units) is for CSV exports; bars that --format parquet imports keep"
                            + " the unit of their files, so leave one of the two out");
        }
        UniverseReport report = UniverseRun.run(
                lake,
                setup,
                step(),
                new UniverseWiring(lake, config).lakeTables(),
                session.clock(),
                session.progress());
        remember(lake, config, UniverseSettings.STOOQ, stooq);
        remember(lake, config, UniverseSettings.INSTRUMENTS, instruments);
        if (zone != null) {
            ConfigEdit.set(lake.folder(), UniverseSettings.ZONE, setup.zone().getId());
        }
        return new UniversePrinter(console(), session.verbose())
                .print(report, setup, Duration.ofNanos(System.nanoTime() - started));
    }

    private UniverseSetup setup(Lake lake, Config config) {
        Mode mode = forceReindex ? Mode.REINDEX : incremental ? Mode.INCREMENTAL : Mode.FULL;
        Existing existing = overwritePrices ? Existing.OVERWRITE : keepExisting ? Existing.KEEP : Existing.REFRESH;
        return new UniverseWiring(lake, config)
                .setup(
                        Optional.ofNullable(stooq).map(session::resolve),
                        Optional.ofNullable(instruments).map(session::resolve),
                        Optional.ofNullable(cacheMetadata).map(session::resolve),
                        Optional.ofNullable(workers),
                        indexWorkers == 0 ? Optional.empty() : Optional.of(indexWorkers),
                        mode,
                        existing,
                        format());
    }

    private Format format() {
        return switch (format) {
            case "csv" -> Format.CSV;
            case "parquet" -> Format.PARQUET;
            default ->
                throw new TidemarkException(
                        ErrorCode.USAGE, "--format '" + format + "' is not known; expected csv or parquet");
        };
    }

    /// Remembers a place that was typed, unless the config names it already, in whatever words.
    private void remember(Lake lake, Config config, Setting<String> setting, @Nullable Path typed) {
        if (typed == null) {
            return;
        }
        Path place = session.resolve(typed);
        String known = config.get(setting);
        if (known.isEmpty() || !lake.folder().resolve(known).normalize().equals(place)) {
            ConfigEdit.set(lake.folder(), setting, place.toString());
        }
    }
}
