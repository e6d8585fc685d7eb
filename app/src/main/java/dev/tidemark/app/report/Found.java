package dev.tidemark.app.report;

import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.market.rule.RuleSettings;
import dev.tidemark.recipes.Verdicts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a check of a whole series found, before the settings say how severe that is.
///
/// @param count   at least 1
/// @param samples up to ten lines
record Found(RuleCode code, long count, List<String> samples) {
    Found {
        samples = List.copyOf(samples);
    }

    /// The findings that settings make of some; none of codes that are off.
    static List<Verdicts.Finding> under(RuleSettings settings, Collection<Found> all) {
        return all.stream()
                .map(found -> found.under(settings))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Verdicts.Finding> under(RuleSettings settings) {
        return settings.severity(code).map(severity -> new Verdicts.Finding(code.text(), severity, count, samples));
    }
}
