package dev.tidemark.app.report;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.market.rule.RuleFinding;
import dev.tidemark.market.rule.RuleSettings;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.Verdicts;
import dev.tidemark.sources.gap.GapOptions;
import dev.tidemark.sources.gap.GapRun;
import dev.tidemark.sources.gap.GapSummary;
import dev.tidemark.sources.gap.SeriesGap;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The bars of a series against the calendar's grid, as `gaps` sees them: `missing_bars` for those that are expected,
/// not stored, and not known to be nowhere; `off_grid` for stored ones that are not expected.
final class SeriesGaps {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Lake lake;
    private final BarGrids grids;
    private final boolean isGate;
    private final GapOptions range;

    SeriesGaps(Lake lake, BarGrids grids, SeriesChecks.Options options) {
        this.lake = lake;
        this.grids = grids;
        this.isGate = options.gatesGaps();
        GapOptions all = GapOptions.of(options.now(), 1);
        this.range = options.realOnly() ? all.excludingImputed() : all;
    }

    /// What is found between the first and the last bar of a series.
    List<Verdicts.Finding> find(Snapshot head, SeriesKey key, RuleSettings settings) {
        List<String> missing = new ArrayList<>();
        GapSummary summary = GapRun.one(lake, head, key, grids, range, gap -> sample(missing, gap));
        List<Found> found = new ArrayList<>();
        if (summary.wanted() > 0) {
            found.add(new Found(RuleCode.MISSING_BARS, summary.wanted(), missing));
        }
        if (summary.offGrid() > 0) {
            List<String> times = summary.firstOffGrid().stream()
                    .map(micros -> instant(micros).toString())
                    .toList();
            found.add(new Found(RuleCode.OFF_GRID, summary.offGrid(), times));
        }
        return Found.under(settings, found).stream().map(this::gated).toList();
    }

    private static void sample(List<String> samples, SeriesGap found) {
        if (found.state() != Ledger.State.KNOWN_EMPTY && samples.size() < RuleFinding.MOST_SAMPLES) {
            String state = found.state() == Ledger.State.MISSING
                    ? ""
                    : " " + found.state().text();
            samples.add(instant(found.gap().start()) + " missing " + found.gap().missing() + state + " until "
                    + instant(found.gap().end()));
        }
    }

    /// Missing bars are an error at least where builds are to be kept from them.
    private Verdicts.Finding gated(Verdicts.Finding finding) {
        boolean isLifted = isGate
                && finding.code().equals(RuleCode.MISSING_BARS.text())
                && finding.severity().compareTo(Severity.ERROR) < 0;
        return isLifted
                ? new Verdicts.Finding(finding.code(), Severity.ERROR, finding.count(), finding.samples())
                : finding;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
    }
}
