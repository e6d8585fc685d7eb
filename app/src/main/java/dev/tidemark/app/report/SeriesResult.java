package dev.tidemark.app.report;

import dev.tidemark.app.console.JsonObject;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.Verdicts;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a validation says of one series.
///
/// @param timeframe length of its bars; empty for ticks
/// @param rows      rows that were checked
/// @param failing   severity from which on findings make it fail
/// @param checks    what was looked at, with what each found; by severity, worst first
public record SeriesResult(
        SeriesKey key, String timeframe, long rows, Severity failing, Map<Check, List<Verdicts.Finding>> checks) {
    public SeriesResult {
        Map<Check, List<Verdicts.Finding>> sorted = new EnumMap<>(Check.class);
        checks.forEach((check, findings) -> sorted.put(check, worstFirst(findings)));
        checks = Collections.unmodifiableMap(sorted);
    }

    private static List<Verdicts.Finding> worstFirst(Collection<Verdicts.Finding> findings) {
        return findings.stream()
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .toList();
    }

    /// All findings by severity, worst first.
    public List<Verdicts.Finding> findings() {
        return worstFirst(checks.values().stream().flatMap(List::stream).toList());
    }

    public boolean isPassed() {
        return findings().stream().allMatch(finding -> finding.severity().compareTo(failing) < 0);
    }

    /// The worst severity; empty without findings.
    public Optional<Severity> worst() {
        return findings().stream().map(Verdicts.Finding::severity).findFirst();
    }

    /// One finding as an object of a report.
    public JsonObject json(Verdicts.Finding finding) {
        return new JsonObject()
                .put("dataset", key.dataset().toString())
                .put("symbol", key.symbol())
                .put("timeframe", timeframe)
                .put("code", finding.code())
                .put("severity", finding.severity().text())
                .put("count", finding.count())
                .put("samples", finding.samples());
    }

    /// The result as an object of a report.
    public JsonObject json() {
        return new JsonObject()
                .put("dataset", key.dataset().toString())
                .put("symbol", key.symbol())
                .put("timeframe", timeframe)
                .put("result", isPassed() ? "pass" : "fail")
                .put("rows", rows)
                .put("findings", findings().size());
    }
}
