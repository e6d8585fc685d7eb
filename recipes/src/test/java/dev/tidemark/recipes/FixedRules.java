package dev.tidemark.recipes;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.rule.RuleSettings;
import java.util.Map;
import java.util.Optional;

/// The same rules for all series; the calendar is the one that a series records.
record FixedRules(RuleSettings rules) implements ValidationSettings {
    static final FixedRules EQUITY = new FixedRules(RuleSettings.preset("equity"));

    FixedRules with(String name, String value) {
        return new FixedRules(rules.with(name, value));
    }

    @Override
    public RuleSettings rules(SeriesKey key, Map<String, String> attributes) {
        return rules;
    }

    @Override
    public Optional<Market> market(SeriesKey key, Map<String, String> attributes) {
        return Optional.ofNullable(attributes.get("calendar"))
                .flatMap(id -> Markets.shipped().find(id, ""));
    }

    @Override
    public String text() {
        return rules.text();
    }
}
