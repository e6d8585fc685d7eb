package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.report.SeriesChecks;
import dev.tidemark.app.report.SeriesResult;
import dev.tidemark.app.report.ValidationReport;
import dev.tidemark.app.wiring.RuleWiring;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.BuildReport;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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

    @Option(names = "--check-gaps", description = "Also compare with the calendar: missing bars are a warning.")
    private boolean checkGaps;

    @Option(names = "--gap-gate", description = "Missing bars are an error; implies --check-gaps.")
    private boolean gapGate;

    @Option(names = "--anomalies", description = "Also look for outliers of returns, volumes, and stale prices.")
    private boolean anomalies;

    @Option(
            names = "--min-bars",
            paramLabel = "N",
            description = "Series with fewer rows fail; by default nothing is required.")
    private long minBars;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write a report: .json (lines), .xml (JUnit) or .html.")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--save-report", description = "Also write reports/validation-TIME.json in the lake.")
    private boolean saveReport;

    ValidateCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Severity failing = severity();
        RuleWiring rules = RuleWiring.of(lake, config);
        Map<DatasetName, Predicate<String>> wanted = wanted(lake.head());
        if (wanted.isEmpty()) {
            console().print("nothing to validate: the lake has no imported or loaded bars, quotes, ticks or trades");
            return DONE;
        }
        BuildReport made = new Validation(rules)
                .update(
                        lake,
                        wanted,
                        config.jobs(),
                        "validate " + String.join(", ", names(wanted)),
                        session.progress());
        new PlanPrinter(console()).failures(made.failures());
        List<Path> files = files(lake);
        List<ValidationReport> open = new ArrayList<>();
        try {
            files.forEach(file -> open.add(ValidationReport.begin(file, "Validation of " + lake.folder())));
            boolean isPassed = judge(lake, wanted, new SeriesChecks(lake, rules, options(failing)), open);
            files.forEach(file -> console().note("report: " + file));
            return isPassed && made.failures().isEmpty() ? DONE : ErrorCode.CHECK_FAILED.exitCode();
        } finally {
            open.forEach(ValidationReport::close);
        }
    }

    private SeriesChecks.Options options(Severity failing) {
        return new SeriesChecks.Options(
                failing,
                checkGaps || gapGate,
                gapGate ? Severity.ERROR : Severity.WARNING,
                anomalies,
                minBars,
                session.clock().instant());
    }

    private boolean judge(
            Lake lake, Map<DatasetName, Predicate<String>> wanted, SeriesChecks checks, List<ValidationReport> open) {
        Snapshot head = lake.head();
        long passed = 0;
        long failed = 0;
        for (Map.Entry<DatasetName, Predicate<String>> each : wanted.entrySet()) {
            for (SeriesKey key : head.series(each.getKey())) {
                if (each.getValue().test(key.symbol())) {
                    session.cancellation().check();
                    SeriesResult result = checks.check(head, key);
                    passed += result.isPassed() ? 1 : 0;
                    failed += result.isPassed() ? 0 : 1;
                    print(result);
                    open.forEach(report -> report.add(result));
                }
            }
        }
        for (ValidationReport report : open) {
            report.end(passed, failed);
        }
        if (json()) {
            console().print(new JsonObject().put("passed", passed).put("failed", failed));
        } else {
            console().print(HumanText.count(passed) + " passed, " + HumanText.count(failed) + " failed");
        }
        return failed == 0;
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

    private Map<DatasetName, Predicate<String>> wanted(Snapshot head) {
        Set<String> named = symbols.named(session);
        if (all && !named.isEmpty()) {
            throw new TidemarkException(ErrorCode.USAGE, "give either symbols with -s, or --all");
        }
        Map<DatasetName, Set<String>> chosen = new TreeMap<>();
        for (String text : targets) {
            Target target = Target.parse(text);
            requireRules(head, target.dataset());
            Set<String> of = chosen.computeIfAbsent(target.dataset(), _ -> new HashSet<>());
            target.series()
                    .ifPresentOrElse(
                            key -> of.add(Existing.series(head, key).key().symbol()),
                            () -> of.addAll(all(head, target.dataset())));
        }
        if (targets.isEmpty()) {
            head.datasets().stream()
                    .filter(dataset -> Validation.isChecked(head, dataset))
                    .forEach(dataset -> chosen.put(dataset, new HashSet<>(all(head, dataset))));
        }
        requireSymbols(chosen, named);
        Map<DatasetName, Predicate<String>> wanted = new TreeMap<>();
        chosen.forEach((dataset, of) -> {
            Predicate<String> isNamed = symbol -> named.isEmpty() || named.contains(symbol);
            if (of.stream().anyMatch(isNamed)) {
                wanted.put(dataset, symbol -> of.contains(symbol) && isNamed.test(symbol));
            }
        });
        return wanted;
    }

    private static List<String> all(Snapshot head, DatasetName dataset) {
        return head.series(dataset).stream().map(SeriesKey::symbol).toList();
    }

    private static void requireRules(Snapshot head, DatasetName dataset) {
        Existing.dataset(head, dataset);
        if (!Validation.isChecked(head, dataset)) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "there are no rules for " + dataset
                            + (head.dataset(dataset)
                                            .map(record -> record.derived())
                                            .orElse(false)
                                    ? ": it is derived; `tidemark verify --rebuild` checks derived data"
                                    : ""));
        }
    }

    private static void requireSymbols(Map<DatasetName, Set<String>> chosen, Set<String> named) {
        for (String symbol : named) {
            Optional<Set<String>> holder =
                    chosen.values().stream().filter(of -> of.contains(symbol)).findFirst();
            if (holder.isEmpty()) {
                throw new TidemarkException(
                        ErrorCode.NOT_FOUND, "no dataset to validate has a symbol " + symbol + "; see `tidemark list`");
            }
        }
    }
}
