package dev.tidemark.app.commands;

import dev.tidemark.app.console.JsonObject;
import dev.tidemark.market.calendar.SessionWindow;
import dev.tidemark.market.gap.CompletenessReport;
import dev.tidemark.market.gap.CompletenessRules;
import dev.tidemark.market.gap.CompletenessTotals;
import dev.tidemark.market.gap.CompletenessVerdict;
import dev.tidemark.market.gap.DayCompleteness;
import dev.tidemark.market.gap.DayCompleteness.Buckets;
import dev.tidemark.market.gap.DayCompleteness.Intervals;
import dev.tidemark.market.gap.DayCompleteness.Seconds;
import dev.tidemark.market.gap.DayCompleteness.Segment;
import dev.tidemark.sources.gap.DayEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The completeness of ticks as objects for scripts. Those of days have a `trading_day`, those of series
/// `checked_days`.
final class DayJson {
    private DayJson() {}

    /// A day.
    static JsonObject of(DayEvent.Day day, CompletenessVerdict verdict, CompletenessRules rules) {
        DayCompleteness found = day.completeness();
        Seconds seconds = found.seconds();
        Buckets buckets = found.gaps().buckets();
        JsonObject json = new JsonObject()
                .put("dataset", day.key().dataset().toString())
                .put("symbol", day.key().symbol())
                .put("trading_day", day.tradingDay().toString())
                .put("cadence_mode", found.cadence().text())
                .put("expected_seconds", seconds.expected())
                .put("expected_seconds_strict", seconds.strict())
                .put("seconds_with_ticks", seconds.withTicks())
                .put("seconds_with_two_plus", seconds.withTwoPlus())
                .put("two_plus_ratio", seconds.twoPlusRatio())
                .put("observed_segments", found.gaps().observed())
                .put("total_segments", found.gaps().observed() + found.gaps().count())
                .put("missing_day", found.isMissing())
                .put("missing_segments", found.gaps().count())
                .put("missing_seconds", seconds.missing())
                .put("missing_seconds_ratio", seconds.missingRatio())
                .put("gap_bucket_2_5", buckets.from2To5())
                .put("gap_bucket_6_15", buckets.from6To15())
                .put("gap_bucket_16_30", buckets.from16To30())
                .put("gap_bucket_gt_30", buckets.over30())
                .put("gap_count_gt_30", buckets.over30())
                .put("missing_half_seconds", seconds.missingHalf())
                .put("boundary_missing_seconds", seconds.boundaryMissing())
                .put("ticks_outside_sessions_seconds", seconds.outside())
                .put("last_tick_ts", instant(found.lastTick()))
                .putNumber("session_end_lag_s", number(found.endLag()))
                .put("max_gap_s", found.gaps().longest())
                .put("gap_threshold_s", rules.gapThresholdSeconds())
                .put("schedule_hash", day.schedule())
                .put("tick_count_actual", found.ticks());
        return states(intervals(json, found.intervals()), verdict)
                .put("segments", found.segments().stream().map(segment -> json(segment, day.kinds())));
    }

    /// What the days of a series add up to.
    static JsonObject of(DayEvent.Done done, CompletenessVerdict verdict, CompletenessRules rules) {
        CompletenessReport report = done.report();
        CompletenessTotals totals = report.totals();
        JsonObject json = new JsonObject()
                .put("dataset", done.key().dataset().toString())
                .put("symbol", done.key().symbol())
                .put("start", date(report.first()))
                .put("end", date(report.last()))
                .put("checked_days", totals.days())
                .put("missing_days", totals.missingDays())
                .put(
                        "missing_days_sample",
                        report.missing().stream()
                                .map(day -> LocalDate.ofEpochDay(day).toString())
                                .toList())
                .put("tick_count_actual", totals.ticks())
                .put("expected_seconds_strict", totals.strictSeconds())
                .put("missing_seconds", totals.missingSeconds())
                .put("missing_half_seconds", totals.halfSeconds())
                .put("ticks_outside_sessions_seconds", totals.outsideSeconds())
                .put("missing_segments", totals.gaps())
                .put("gap_count_gt_30", totals.gapsOver30())
                .put("max_gap_s", totals.longestGap())
                .put("gap_threshold_s", rules.gapThresholdSeconds())
                .putNumber("p95_lag_s", number(report.lags().p95()))
                .putNumber("max_lag_s", number(report.lags().most()))
                .put("days_with_lag", report.lags().days());
        return states(json, verdict).put("gap_buckets_by_session", bySession(report));
    }

    private static JsonObject bySession(CompletenessReport report) {
        JsonObject json = new JsonObject();
        report.gapsBySession()
                .forEach((kind, buckets) -> json.put(
                        kind.text(),
                        new JsonObject()
                                .put("gap_bucket_2_5", buckets.from2To5())
                                .put("gap_bucket_6_15", buckets.from6To15())
                                .put("gap_bucket_16_30", buckets.from16To30())
                                .put("gap_bucket_gt_30", buckets.over30())));
        return json;
    }

    private static JsonObject intervals(JsonObject json, Intervals intervals) {
        return json.put("interval_median_ms", intervals.median())
                .put("interval_p95_ms", intervals.p95())
                .put("interval_p99_ms", intervals.p99());
    }

    private static JsonObject states(JsonObject json, CompletenessVerdict verdict) {
        return json.put("engineering_state", verdict.engineering().text())
                .put("policy_state", verdict.policy().text())
                .put("source_state", verdict.source().text())
                .put("overall_state", verdict.overall().text())
                .put("reason_code", verdict.reason().text())
                .put("action_hint", verdict.reason().hint());
    }

    private static JsonObject json(Segment segment, List<SessionWindow.Kind> kinds) {
        return new JsonObject()
                .put("session", kinds.get(segment.session()).text())
                .put("start_ts", Instant.ofEpochSecond(segment.start()).toString())
                .put("end_ts", Instant.ofEpochSecond(segment.end()).toString())
                .put("duration_s", segment.seconds());
    }

    private static Optional<String> date(OptionalLong day) {
        return number(day).map(value -> LocalDate.ofEpochDay(value).toString());
    }

    private static Optional<String> instant(OptionalLong second) {
        return number(second).map(value -> Instant.ofEpochSecond(value).toString());
    }

    private static Optional<Long> number(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
