package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.notify.Notifier;
import dev.tidemark.app.report.CrossReference;
import dev.tidemark.app.report.SeriesChecks;
import dev.tidemark.app.report.SeriesResult;
import dev.tidemark.app.report.ValidationReport;
import dev.tidemark.app.wiring.RuleWiring;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.Validation;
import dev.tidemark.recipes.Verdicts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark validate`.
@Command(
        name = "validate",
        header = "Check bars, quotes, ticks and trades against the rules; only what changed is read again.",
        description = {
            "One line a series, passes included, with the rules that found something. The verdicts are datasets of"
                    + " their own (validation/…), which `tidemark sql` reads and builds are gated by.",
            "Presets follow the asset class; the config sets rules for all series, for a dataset, a class or a symbol."
        },
        exitCodeList = {
            "0:no finding reaches --severity",
            "1:a finding does",
            "2:wrong usage or config",
            "3:locked by another process",
            "6:no such dataset or symbol"
        },
        footer = {
            "  tidemark validate",
            "  tidemark validate bars/1d -s AAPL.US --check-gaps --anomalies",
            "  tidemark validate bars/1d --start 2015-01-01 --min-bars 100 --cross-reference bars/1d-yahoo",
            "  tidemark validate --severity warning --report validation.xml"
        })
final class ValidateCommand extends LakeCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "DATASET",
            description = "Such as bars/1d, or one series, bars/1d/AAPL; default: all that there are rules for.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(names = "--all", description = "All series; the default.")
    private boolean all;

    @Option(
            names = "--severity",
            paramLabel = "S",
            description = "Findings from which on a series fails: info, warning, error (the default) or critical.")
    private String severity = "error";

    @Option(
            names = "--check-gaps",
            description = "Also compare with the calendar: missing bars that the provider is not known to lack are a"
                    + " warning, bars outside the grid an info.")
    private boolean checkGaps;

    @Option(names = "--gap-gate", description = "Missing bars are an error; implies --check-gaps.")
    private boolean gapGate;

    @Option(names = "--anomalies", description = "Also look for outliers of returns, volumes, and stale prices.")
    private boolean anomalies;

    @Option(
            names = "--min-bars",
            paramLabel = "N",
            description = "Series with fewer rows fail, and series that are named and not there; default"
                    + " validation.min_bars of the config, which requires nothing.")
    private @Nullable String minBars;

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final CrossReferenceOption crossReference = new CrossReferenceOption();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write a report: .json (lines), .xml (JUnit) or .html.")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--save-report", description = "Also write reports/validation-TIME.json in the lake.")
    private boolean saveReport;

    @Option(
            names = "--exclude-imputed",
            description = "Bars that a fill made count as missing, and not as bars; rules of values skip them anyway.")
    private boolean excludeImputed;

    @Mixin
    private final NotifyOption notifying = new NotifyOption();

    ValidateCommand(Session session) {
        super(session);
    }

    @Override
    void prepare() {
        if (minBars != null) {
            session.set(Config.option(Settings.VALIDATION_MIN_BARS, minBars, "--min-bars"));
        }
    }

    @Override
    int run(Lake lake, Config config) {
        int required = config.get(Settings.VALIDATION_MIN_BARS);
        SeriesChecks.Options options = options(severity(), required);
        RuleWiring rules = RuleWiring.of(lake, config);
        ValidationTargets series = ValidationTargets.of(lake.head(), targets, named(), required > 0);
        if (series.isEmpty()) {
            console().print("nothing to validate: the lake has no imported or loaded bars, quotes, ticks or trades");
            return DONE;
        }
        try (ControlDatabase alerts = ControlDatabase.open(lake.folder())) {
            Optional<Notifier> notifier = notifying.notifier(session, config, lake, alerts);
            CrossReference reference = crossReference.compare(session, lake, series.wanted(), config.jobs());
            if (reference.alone() > 0) {
                console()
                        .note(HumanText.count(reference.alone())
                                + " series are not compared: --cross-reference has none of their symbols");
            }
            List<SeriesFailure> failures = update(lake, config, rules, series.wanted());
            SeriesChecks checks = new SeriesChecks(lake, rules, options, reference, failures);
            ValidationNews news = new ValidationNews();
            boolean isPassed = report(lake, series, checks, news);
            notifier.ifPresent(each -> news.tell(each, lake.head()));
            return isPassed ? DONE : ErrorCode.CHECK_FAILED.exitCode();
        }
    }

    /// Makes the verdicts.
    private List<SeriesFailure> update(
            Lake lake, Config config, RuleWiring rules, Map<DatasetName, Predicate<String>> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        String message = "validate " + String.join(", ", names(wanted));
        BuildReport made = new Validation(rules).update(lake, wanted, config.jobs(), message, session.progress());
        new PlanPrinter(console()).failures(made.failures());
        return made.failures();
    }

    private boolean report(Lake lake, ValidationTargets series, SeriesChecks checks, ValidationNews news) {
        List<Path> files = files(lake);
        List<ValidationReport> open = new ArrayList<>();
        try {
            files.forEach(file -> open.add(ValidationReport.begin(file, "Validation of " + lake.folder())));
            boolean isPassed = judge(lake.head(), series, checks, open, news);
            files.forEach(file -> console().note("report: " + file));
            return isPassed;
        } finally {
            open.forEach(ValidationReport::close);
        }
    }

    private Set<String> named() {
        Set<String> named = symbols.named(session);
        if (all && !named.isEmpty()) {
            throw new TidemarkException(ErrorCode.USAGE, "give either symbols with -s, or --all");
        }
        return named;
    }

    private SeriesChecks.Options options(Severity failing, int required) {
        return new SeriesChecks.Options(
                failing,
                checkGaps || gapGate,
                gapGate,
                anomalies,
                required,
                excludeImputed,
                asked.asked(session.clock().instant()),
                session.clock().instant());
    }

    private boolean judge(
            Snapshot head,
            ValidationTargets series,
            SeriesChecks checks,
            List<ValidationReport> open,
            ValidationNews news) {
        Tally tally = new Tally();
        Consumer<SeriesResult> told = result -> {
            tally.add(result);
            print(result);
            open.forEach(report -> report.add(result));
            news.add(result);
        };
        series.wanted().forEach((dataset, isWanted) -> {
            for (SeriesKey key : head.series(dataset)) {
                if (isWanted.test(key.symbol())) {
                    session.cancellation().check();
                    told.accept(checks.check(head, key));
                }
            }
        });
        series.absent().forEach(key -> told.accept(checks.missing(head, key)));
        open.forEach(report -> report.end(tally.passed, tally.failed));
        if (json()) {
            console().print(new JsonObject().put("passed", tally.passed).put("failed", tally.failed));
        } else {
            console().print(HumanText.count(tally.passed) + " passed, " + HumanText.count(tally.failed) + " failed");
        }
        return tally.failed == 0;
    }

    /// How many series passed and failed.
    private static final class Tally {
        private long passed;
        private long failed;

        void add(SeriesResult result) {
            passed += result.isPassed() ? 1 : 0;
            failed += result.isPassed() ? 0 : 1;
        }
    }

    private void print(SeriesResult result) {
        if (json()) {
            result.findings().forEach(finding -> console().print(result.json(finding)));
            console().print(result.json());
            return;
        }
        console()
                .print((result.isPassed() ? "PASS  " : "FAIL  ") + result.key() + "  "
                        + HumanText.count(result.rows(), "rows"));
        for (Verdicts.Finding finding : result.findings()) {
            String sample = finding.samples().isEmpty()
                    ? ""
                    : ", first " + finding.samples().getFirst();
            console()
                    .print("      " + finding.severity().text() + " " + finding.code() + " × "
                            + HumanText.count(finding.count()) + sample);
        }
    }

    private Severity severity() {
        try {
            return Severity.parse(severity);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "--severity: " + e.getMessage(), e);
        }
    }

    private List<Path> files(Lake lake) {
        List<Path> files =
                new ArrayList<>(reports.stream().map(session::resolve).toList());
        if (saveReport) {
            Instant now = session.clock().instant();
            String name = "validation-"
                    + now.toString().replaceAll("[^0-9TZ]", "").replaceAll("(T\\d{6}).*", "$1Z") + ".json";
            files.add(lake.folder().resolve("reports").resolve(name));
        }
        return files;
    }

    private static List<String> names(Map<DatasetName, Predicate<String>> wanted) {
        return wanted.keySet().stream().map(DatasetName::toString).toList();
    }
}
