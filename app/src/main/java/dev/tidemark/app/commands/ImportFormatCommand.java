package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.sources.ImportReport;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark import FORMAT PATH…`: what all formats have in common.
abstract class ImportFormatCommand extends LakeCommand {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Archives, folders and files.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--allow-removal", description = "Let series lose more than a tenth of their rows, or all.")
    private boolean allowRemoval;

    @Option(names = "--jobs", paramLabel = "N", description = "Sources read at a time; default by the config.")
    private @Nullable String jobs;

    ImportFormatCommand(Session session) {
        super(session);
    }

    /// The format as a message names it.
    abstract String formatName();

    /// Translates the options and imports.
    abstract ImportReport importInto(Lake lake, Config config);

    @Override
    final void prepare() {
        if (jobs != null) {
            session.set(Config.option(Settings.JOBS, jobs, "--jobs"));
        }
    }

    @Override
    final int run(Lake lake, Config config) {
        long started = System.nanoTime();
        ImportReport report = importInto(lake, config);
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

    final List<Path> paths() {
        return paths.stream().map(session::resolve).toList();
    }

    final boolean allowsRemoval() {
        return allowRemoval;
    }

    /// Parses the value of a zone option.
    static ZoneId zone(String option, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    option + " '" + text + "' is no time zone; expected one such as Europe/Warsaw or UTC",
                    e);
        }
    }

    /// Parses the value of `--adjusted`.
    static Adjustment adjustment(String text) {
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
                                ? "tidemark: nothing imported: no source could be read as " + formatName() + where
                                : "tidemark: partly failed: some sources were refused or rows quarantined" + where);
    }
}
