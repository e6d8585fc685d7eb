package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.calendar.ExtrapolatedDays;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.gap.GapEvent;
import dev.tidemark.sources.gap.GapSummary;
import dev.tidemark.sources.gap.SeriesGap;
import dev.tidemark.sources.update.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Prints gaps as they come: an object a gap for scripts, a line a series for people. Holds the first gaps of one
/// series.
final class GapPrinter implements Consumer<GapEvent> {
    private static final int FIRST_GAPS = 3;
    private static final int LEAST_SERIES = 20;
    private static final int MOST_SERIES = 44;
    /// So few series are all listed, those without gaps too.
    private static final int FEW = 60;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final String FORMAT = "%11s  %11s  %9s  %6s  %6s  %8s  %8s  %7s";

    private final Console console;
    private final boolean lists;
    private final boolean listsAll;
    private final int width;
    private final Set<DatasetName> noted = new HashSet<>();
    private final Set<String> extrapolated = new HashSet<>();
    private final List<SeriesGap> first = new ArrayList<>();
    private long series;
    private long withGaps;
    private long gaps;
    private long missing;
    private long knownEmpty;
    private long failed;
    private long quarantined;
    private long unreadable;

    /// @param lists whether series get lines; else only what they add up to is printed
    GapPrinter(Console console, List<SeriesKey> keys, boolean lists) {
        this.console = console;
        this.lists = lists && !console.isJson();
        this.listsAll = keys.size() <= FEW;
        int longest =
                keys.stream().mapToInt(key -> key.toString().length()).max().orElse(0);
        this.width = Math.clamp(longest, LEAST_SERIES, MOST_SERIES);
    }

    /// Prints the header of the lines.
    void begin() {
        if (lists) {
            String counts = FORMAT.formatted(
                    "EXPECTED", "PRESENT", "MISSING", "EMPTY", "FAILED", "REJECTED", "OFF GRID", "LONGEST");
            console.print(console.style().bold(padded("SERIES") + "  " + counts + "  FIRST GAPS"));
        }
    }

    @Override
    public void accept(GapEvent event) {
        switch (event) {
            case GapEvent.Found found -> found(found);
            case GapEvent.Done done -> done(done.summary());
            case GapEvent.Failed broken -> {
                series++;
                unreadable++;
                first.clear();
                console.error("tidemark: " + broken.key() + ": " + broken.message());
            }
        }
    }

    private void found(GapEvent.Found found) {
        gaps++;
        if (console.isJson()) {
            console.print(json(found.key(), found.gap()));
        } else if (lists && first.size() < FIRST_GAPS) {
            first.add(found.gap());
        }
    }

    private static JsonObject json(SeriesKey key, SeriesGap gap) {
        return new JsonObject()
                .put("dataset", key.dataset().toString())
                .put("symbol", key.symbol())
                .put("start", instant(gap.gap().start()).toString())
                .put("end", instant(gap.gap().end()).toString())
                .put("missing", gap.gap().missing())
                .put("state", gap.state().text());
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }

    private void done(GapSummary summary) {
        series++;
        missing += summary.missing();
        knownEmpty += summary.knownEmpty();
        failed += summary.failed();
        quarantined += summary.quarantined();
        withGaps += summary.absent() > 0 ? 1 : 0;
        if (summary.calendar().isEmpty() && noted.add(summary.key().dataset())) {
            console.note(summary.key() + ": no calendar is known of it, and maybe of more in "
                    + summary.key().dataset() + "; there a gap is a step longer than a bar and the tolerance. Name a"
                    + " calendar with --calendar, in instruments.csv, or with -a or --calendar when it is imported or"
                    + " loaded");
        }
        summary.extrapolated().ifPresent(days -> warn(summary.key(), days));
        if (lists && (listsAll || summary.absent() > 0 || summary.offGrid() > 0)) {
            line(summary);
        }
        first.clear();
    }

    /// Once a calendar.
    private void warn(SeriesKey key, ExtrapolatedDays days) {
        if (extrapolated.add(days.calendar())) {
            console.note(key + " and maybe more: " + days.first() + " to " + days.last()
                    + " are judged by their weekdays (calendar_extrapolated), so that holidays count as missing;"
                    + " calendar "
                    + days.calendar() + " knows " + days.firstKnownYear() + " to " + days.lastKnownYear()
                    + ". Add one of your own in the lake's folder calendars");
        }
    }

    private void line(GapSummary summary) {
        String counts = FORMAT.formatted(
                HumanText.count(summary.expected()),
                HumanText.count(summary.present()),
                HumanText.count(summary.missing()),
                HumanText.count(summary.knownEmpty()),
                HumanText.count(summary.failed()),
                HumanText.count(summary.quarantined()),
                HumanText.count(summary.offGrid()),
                HumanText.count(summary.longest()));
        console.print((padded(summary.key().toString()) + "  " + counts + "  " + firstGaps(summary)).stripTrailing());
    }

    private String firstGaps(GapSummary summary) {
        boolean isIntraday = DatasetShape.timeframeOf(summary.key().dataset()).isIntraday();
        List<String> words = new ArrayList<>();
        for (SeriesGap gap : first) {
            Instant start = instant(gap.gap().start());
            String time = isIntraday ? HumanText.time(start) : start.toString().substring(0, 10);
            String state = gap.state() == Ledger.State.MISSING
                    ? ""
                    : " " + gap.state().text().replace('_', ' ');
            words.add(time + " (" + HumanText.count(gap.gap().missing()) + state + ")");
        }
        return String.join(", ", words);
    }

    private String padded(String text) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }

    /// Prints what all series add up to.
    void end() {
        if (!console.isJson()) {
            console.print(HumanText.count(series, "series") + ", " + HumanText.count(withGaps) + " with gaps: "
                    + HumanText.count(gaps, "gaps") + "; bars missing " + HumanText.count(missing) + ", known empty "
                    + HumanText.count(knownEmpty) + ", failed " + HumanText.count(failed) + ", quarantined "
                    + HumanText.count(quarantined)
                    + (unreadable > 0 ? "; not readable " + HumanText.count(unreadable, "series") : ""));
        }
    }

    /// Whether a series could not be read.
    boolean hasFailed() {
        return unreadable > 0;
    }
}
