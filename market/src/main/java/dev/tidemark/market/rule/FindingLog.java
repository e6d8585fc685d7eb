package dev.tidemark.market.rule;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tallies of one series, by the order of the codes.
final class FindingLog {
    private final RuleSettings settings;
    private final Map<RuleCode, Tally> tallies = new EnumMap<>(RuleCode.class);

    FindingLog(RuleSettings settings) {
        this.settings = settings;
    }

    Tally tally(RuleCode code) {
        return tallies.computeIfAbsent(code, missing -> new Tally(missing, settings.severity(missing)));
    }

    List<RuleFinding> findings() {
        return tallies.values().stream()
                .map(Tally::finding)
                .flatMap(Optional::stream)
                .toList();
    }
}
