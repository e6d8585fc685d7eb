package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.stooq.StooqImport;
import dev.tidemark.sources.stooq.StooqImportOptions;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark import stooq PATH…`.
@Command(
        name = "stooq",
        header = "Import bulk dumps of Stooq: .zip archives, folders, or single .txt files.",
        description = {
            "A file holds the whole history of its symbol and replaces what the lake has of it; equal data changes"
                    + " nothing.",
            "Rows that cannot be read go to quarantine/ with file, line and reason. A file that would take more than a"
                    + " tenth of a series away is refused."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:no usable source",
            "3:locked by another process",
            "4:the dataset holds data of another kind (adjustment, ...)",
            "5:some sources refused or rows quarantined; each is named"
        },
        footer = {
            "  tidemark import stooq ~/d_us_txt.zip ~/5_us_txt.zip",
            "  tidemark import stooq dump/ --dataset bars/1d-raw --adjusted none"
        })
final class ImportStooqCommand extends LakeCommand {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Archives, folders and files.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--dataset",
            paramLabel = "D",
            description = "Where all bars go; default bars/TIMEFRAME of each file.")
    private @Nullable String dataset;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of intraday times; default Europe/Warsaw.")
    private String zone = StooqImportOptions.DEFAULT_ZONE.getId();

    @Option(
            names = "--adjusted",
            paramLabel = "KIND",
            description = "What prices are adjusted for: splits_dividends (default), splits or none.")
    private @Nullable String adjusted;

    @Option(names = "--allow-removal", description = "Let series lose more than a tenth of their rows, or all.")
    private boolean allowRemoval;

    @Option(
            names = "--chunk",
            paramLabel = "C",
            description = "How a new dataset is cut: day, week, month, quarter, year or all.")
    private @Nullable String chunk;

    @Option(names = "--jobs", paramLabel = "N", description = "Sources read at a time; default by the config.")
    private @Nullable String jobs;

    ImportStooqCommand(Session session) {
        super(session);
    }

    @Override
    void prepare() {
        if (jobs != null) {
            session.set(Config.option(Settings.JOBS, jobs, "--jobs"));
        }
    }

    @Override
    int run(Lake lake, Config config) {
        StooqImportOptions options = options(config);
        long started = System.nanoTime();
        ImportReport report = StooqImport.run(lake, options, session.progress());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        Optional<String> kept = ImportReportJson.keep(
                lake.folder(), report, elapsed, session.clock().instant());
        if (json()) {
            JsonObject summary = ImportReportJson.json(report, elapsed).put("report", kept);
            console().print(summary);
        } else {
            new ImportSummary(console(), report, elapsed, kept).print();
        }
        report.problem().ifPresent(problem -> say(problem, kept));
        return report.exitCode();
    }

    private StooqImportOptions options(Config config) {
        StooqImportOptions options = StooqImportOptions.of(
                        paths.stream().map(session::resolve).toList())
                .withZone(zone())
                .withThreads(config.jobs());
        options = options.withDefaultChunk(defaultChunk(config, options));
        if (dataset != null) {
            options = options.withDataset(DatasetName.parse(dataset));
        }
        if (adjusted != null) {
            options = options.withAdjustment(adjustment(adjusted));
        }
        if (chunk != null) {
            options = options.withChunk(ChunkSize.parse(chunk));
        }
        return allowRemoval ? options.allowingRemoval() : options;
    }

    private static Function<DatasetName, ChunkSize> defaultChunk(Config config, StooqImportOptions options) {
        return name ->
                config.chunkOf(name).orElseGet(() -> options.defaultChunk().apply(name));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--zone '" + zone + "' is no time zone; expected one such as Europe/Warsaw or UTC",
                    e);
        }
    }

    private static Adjustment adjustment(String text) {
        try {
            return Adjustment.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "--adjusted: " + e.getMessage(), e);
        }
    }

    private void say(ErrorCode problem, Optional<String> kept) {
        String where =
                kept.map(file -> "; the reasons stand above and in " + file).orElse("");
        console()
                .error(
                        problem == ErrorCode.NO_USABLE_SOURCE
                                ? "tidemark: nothing imported: no source could be read as Stooq's format" + where
                                : "tidemark: partly failed: some sources were refused or rows quarantined" + where);
    }
}
