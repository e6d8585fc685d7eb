package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.market.gap.CompletenessRules;
import dev.tidemark.market.gap.CompletenessTotals;
import dev.tidemark.market.gap.CompletenessVerdict;
import dev.tidemark.market.gap.DayCompleteness;
import dev.tidemark.sources.gap.DayEvent;
import java.util.Locale;
import java.util.function.Consumer;

/// Prints the completeness of trading days as it comes: an object a day and one a series for scripts; for people a line
/// for each day that is not well, and one a series.
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
            console.print(DayJson.of(day, verdict, rules));
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
                HumanText.count(found.gaps().buckets().over30()),
                found.gaps().longest() + " s",
                found.endLag().isPresent() ? found.endLag().getAsLong() + " s" : "-",
                HumanText.count(found.seconds().outside()),
                verdict.overall().text(),
                verdict.reason().text()));
    }

    private void done(DayEvent.Done done) {
        CompletenessTotals totals = done.report().totals();
        CompletenessVerdict verdict = CompletenessVerdict.of(totals);
        if (console.isJson()) {
            console.print(DayJson.of(done, verdict, rules));
        } else {
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

    /// Whether a series could not be judged.
    boolean hasFailed() {
        return hasFailed;
    }
}
