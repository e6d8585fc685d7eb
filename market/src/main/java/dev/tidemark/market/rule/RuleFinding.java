package dev.tidemark.market.rule;

import java.util.List;

/// What one rule found in one series.
///
/// @param code     a [RuleCode] as text
/// @param severity by the settings
/// @param count    how often, at least 1; see the rule for what it counts
/// @param samples  the first of them by time, at most [#MOST_SAMPLES]
public record RuleFinding(String code, Severity severity, long count, List<Sample> samples) {
    /// So many samples a finding shows.
    public static final int MOST_SAMPLES = 10;

    public RuleFinding {
        if (count < 1) {
            throw new IllegalArgumentException("finding " + code + " counts " + count + "; expected at least 1");
        }
        samples = List.copyOf(samples);
    }
}
