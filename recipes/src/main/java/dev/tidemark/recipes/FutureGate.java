package dev.tidemark.recipes;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.market.rule.RuleSettings;
import dev.tidemark.market.rule.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Refuses series that have rows after now. A verdict cannot say so, since it does not know the time.
///
/// @param blocking refused when `future_timestamp` is as severe
record FutureGate(ValidationSettings settings, Severity blocking, Instant now) {
    /// What is wrong with a series that the snapshot has. Nothing is opened unless its last time is after now.
    Optional<String> problem(Lake lake, Snapshot snapshot, SeriesKey key) {
        RuleKind kind = RuleKind.of(key.dataset()).orElseThrow();
        long last = kind.micros(snapshot.summary(key).orElseThrow().maxTime());
        return Math.floorDiv(last, 1_000_000L) < now.getEpochSecond()
                ? Optional.empty()
                : problem(lake, snapshot, snapshot.series(key).orElseThrow());
    }

    private Optional<String> problem(Lake lake, Snapshot snapshot, Series series) {
        SeriesKey key = series.key();
        Map<String, String> attributes = new HashMap<>(
                snapshot.dataset(key.dataset()).map(DatasetRecord::identity).orElseThrow());
        attributes.putAll(series.attributes());
        RuleSettings rules = settings.rules(key, attributes);
        Optional<Severity> severity = rules.severity(RuleCode.FUTURE_TIMESTAMP);
        if (severity.isEmpty() || severity.get().compareTo(blocking) < 0) {
            return Optional.empty();
        }
        return FutureRows.of(lake, series, settings.market(key, attributes), now)
                .map(found -> key + " failed its validation: " + RuleCode.FUTURE_TIMESTAMP.text() + " ("
                        + severity.get().text() + ") in " + found.count() + " rows, first "
                        + found.samples().getFirst());
    }
}
