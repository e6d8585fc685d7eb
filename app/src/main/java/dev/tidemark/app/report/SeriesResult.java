package dev.tidemark.app.report;

import dev.tidemark.app.console.JsonObject;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.Verdicts;
import java.util.List;
import java.util.Optional;

/// What a validation says of one series.
///
/// @param timeframe length of its bars; empty for ticks
/// @param rows      rows that were checked
/// @param failing   severity from which on findings make it fail
/// @param findings  by severity, worst first
public record SeriesResult(
        SeriesKey key, String timeframe, long rows, Severity failing, List<Verdicts.Finding> findings) {
    public SeriesResult {
        findings = findings.stream()
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .toList();
    }

    public boolean isPassed() {
        return findings.stream().allMatch(finding -> finding.severity().compareTo(failing) < 0);
    }

    /// The worst severity; empty without findings.
    public Optional<Severity> worst() {
        return findings.stream().map(Verdicts.Finding::severity).findFirst();
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
                .put("findings", findings.size());
    }
}
