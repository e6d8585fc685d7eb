package dev.tidemark.recipes;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.rule.RuleSettings;
import java.util.Map;
import java.util.Optional;

/// What series are checked against. Thread-safe.
public interface ValidationSettings {
    /// The rules of a series.
    ///
    /// @param attributes of the series and its dataset
    RuleSettings rules(SeriesKey key, Map<String, String> attributes);

    /// The calendar and sessions of a series; empty for one without.
    Optional<Market> market(SeriesKey key, Map<String, String> attributes);

    /// All of it as a text: another one when any setting, calendar or registry row is another one.
    String text();
}
