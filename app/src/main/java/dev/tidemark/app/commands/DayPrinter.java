package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.market.gap.CompletenessRules;
import dev.tidemark.market.gap.CompletenessTotals;
import dev.tidemark.market.gap.CompletenessVerdict;
import dev.tidemark.market.gap.DayCompleteness;
import dev.tidemark.market.gap.DayCompleteness.Seconds;
import dev.tidemark.market.gap.DayCompleteness.Segment;
import dev.tidemark.sources.gap.DayEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Prints the completeness of trading days as it comes: an object a day for scripts; for people a line for each day
/// that
/// is not well, and one a series.
final class DayPrinter implements Consumer<DayEvent> {
    private static final int MOST_DAYS = 30;
    private static final String FORMAT = "  %-10s  %-10s  %9s  %7s  %6s  %5s  %5s  %7s  %6s  %7s  %-5s  %s";

    private final Console console;
    private final CompletenessRules rules;
    private long shown;
    private long unwell;
    private boolean hasFailed;

    DayPrinter(Console console, CompletenessRules rules) {
        this.console = console;
        this.rules = rules;
    }

    @Override
    public void accept(DayEvent event) {
        switch (event) {
            case DayEvent.Day day -> day(day);
            case DayEvent.Done done -> done(done);
            case DayEvent.Failed failed -> {
                hasFailed = true;
                reset();
                console.error("tidemark: " + failed.key() + ": " + failed.message());
            }
        }
    }

    private void reset() {
        shown = 0;
        unwell = 0;
    }

    private void day(DayEvent.Day day) {
        CompletenessVerdict verdict = CompletenessVerdict.of(CompletenessTotals.NONE.plus(day.completeness()));
        if (console.isJson()) {
            console.print(json(day, verdict));
        } else if (verdict.reason() != CompletenessVerdict.Reason.QUALITY_OK) {
            unwell++;
            if (shown < MOST_DAYS) {
                line(day, verdict);
            }
        }
    }

    private void line(DayEvent.Day day, CompletenessVerdict verdict) {
        if (shown++ == 0) {
            console.print(console.style()
                    .bold(String.format(
                            Locale.ROOT,
                            FORMAT,
                            "DAY",
                            "CADENCE",
                            "TICKS",
                            "MISSING",
                            "HALF",
                            "GAPS",
                            "> 30",
                            "LONGEST",
                            "LAG",
                            "OUTSIDE",
                            "STATE",
                            day.key().toString())));
        }
        DayCompleteness found = day.completeness();
        console.print(String.format(
                Locale.ROOT,
                FORMAT,
                day.tradingDay(),
                found.lastTick().isEmpty() ? "-" : found.cadence().text(),
                HumanText.count(found.ticks()),
                HumanText.count(found.seconds().missing()),
                HumanText.count(found.seconds().missingHalf()),
                HumanText.count(found.gaps().count()),
                HumanText.count(found.gaps().over30()),
                found.gaps().longest() + " s",
                found.endLag().isPresent() ? found.endLag().getAsLong() + " s" : "-",
                HumanText.count(found.seconds().outside()),
                verdict.overall().text(),
                verdict.reason().text()));
    }

    private void done(DayEvent.Done done) {
        if (!console.isJson()) {
            CompletenessTotals totals = done.totals();
            CompletenessVerdict verdict = CompletenessVerdict.of(totals);
            if (unwell > shown) {
                console.print("  … and " + HumanText.count(unwell - shown, "days") + " more; --json lists all");
            }
            console.print(done.key() + ": " + verdict.overall().text() + ", "
                    + verdict.reason().text() + "; " + HumanText.count(totals.days(), "trading days") + ", missing "
                    + HumanText.count(totals.missingDays()) + "; " + HumanText.count(totals.ticks(), "ticks")
                    + "; seconds missing " + HumanText.count(totals.missingSeconds()) + " of "
                    + HumanText.count(totals.strictSeconds()) + "; " + HumanText.count(totals.gaps(), "gaps")
                    + ", the longest " + totals.longestGap() + " s. To do: "
                    + verdict.reason().hint());
        }
        reset();
    }

    private JsonObject json(DayEvent.Day day, CompletenessVerdict verdict) {
        DayCompleteness found = day.completeness();
        Seconds seconds = found.seconds();
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
                .put("gap_bucket_2_5", found.gaps().from2To5())
                .put("gap_bucket_6_15", found.gaps().from6To15())
                .put("gap_bucket_16_30", found.gaps().from16To30())
                .put("gap_bucket_gt_30", found.gaps().over30())
                .put("gap_count_gt_30", found.gaps().over30())
                .put("missing_half_seconds", seconds.missingHalf())
                .put("boundary_missing_seconds", seconds.boundaryMissing())
                .put("ticks_outside_sessions_seconds", seconds.outside())
                .put("last_tick_ts", instant(found.lastTick()))
                .putNumber("session_end_lag_s", number(found.endLag()))
                .put("max_gap_s", found.gaps().longest())
                .put("gap_threshold_s", rules.gapThresholdSeconds())
                .put("schedule_hash", day.schedule())
                .put("tick_count_actual", found.ticks());
        return states(json, found, verdict)
                .put("segments", found.segments().stream().map(DayPrinter::json));
    }

    private static JsonObject states(JsonObject json, DayCompleteness found, CompletenessVerdict verdict) {
        return json.put("interval_median_ms", found.intervals().median())
                .put("interval_p95_ms", found.intervals().p95())
                .put("interval_p99_ms", found.intervals().p99())
                .put("engineering_state", verdict.engineering().text())
                .put("policy_state", verdict.policy().text())
                .put("source_state", verdict.source().text())
                .put("overall_state", verdict.overall().text())
                .put("reason_code", verdict.reason().text())
                .put("action_hint", verdict.reason().hint());
    }

    private static JsonObject json(Segment segment) {
        return new JsonObject()
                .put("start_ts", Instant.ofEpochSecond(segment.start()).toString())
                .put("end_ts", Instant.ofEpochSecond(segment.end()).toString())
                .put("duration_s", segment.seconds());
    }

    private static Optional<String> instant(OptionalLong second) {
        return number(second).map(value -> Instant.ofEpochSecond(value).toString());
    }

    private static Optional<Long> number(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    /// Whether a series could not be judged.
    boolean hasFailed() {
        return hasFailed;
    }
}
