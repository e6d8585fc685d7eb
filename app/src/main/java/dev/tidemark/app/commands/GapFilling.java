package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.gap.GapEvent;
import dev.tidemark.sources.gap.GapOptions;
import dev.tidemark.sources.gap.GapRun;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.SeriesTask;
import dev.tidemark.sources.update.UpdateOptions;
import dev.tidemark.sources.update.UpdateReport;
import dev.tidemark.sources.update.UpdateTasks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Asks the providers of series that have gaps, and says what came.
final class GapFilling {
    private final Session session;
    private final ProviderOptions options;

    GapFilling(Session session, ProviderOptions options) {
        this.session = session;
        this.options = options;
    }

    /// Fills what it can of the gaps of some series.
    ///
    /// @return whether something failed
    boolean fill(Lake lake, Config config, List<SeriesKey> keys, BarGrids grids, GapOptions range) {
        long started = System.nanoTime();
        Set<SeriesKey> holed = new TreeSet<>();
        GapRun.run(
                lake,
                lake.head(),
                keys,
                grids,
                range,
                event -> {
                    if (event instanceof GapEvent.Found found) {
                        holed.add(found.key());
                    }
                },
                session.progress());
        try (ControlDatabase journal = ControlDatabase.open(lake.folder())) {
            List<SeriesTask> tasks = UpdateTasks.of(lake.head(), journal, holed::contains);
            if (tasks.size() < holed.size()) {
                console()
                        .note(HumanText.count(holed.size() - tasks.size(), "series")
                                + " with gaps came from files, not from a provider; import what is missing");
            }
            if (tasks.isEmpty()) {
                return false;
            }
            try (ProviderRun providers = new ProviderRun(lake, config, session, tasks, options.options())) {
                return told(providers.run(journal, asking(range)), started);
            }
        }
    }

    private Console console() {
        return session.console();
    }

    /// On stdout scripts find gaps only.
    private boolean told(UpdateReport filled, long started) {
        if (!session.json()) {
            return new UpdatePrinter(console()).print(filled, Duration.ofNanos(System.nanoTime() - started))
                    != LakeCommand.DONE;
        }
        filled.symbols()
                .forEach(outcome -> outcome.reason()
                        .ifPresent(reason -> console().error("tidemark: " + outcome.key() + ": " + reason.message())));
        return filled.problem().isPresent();
    }

    private UpdateOptions asking(GapOptions range) {
        UpdateOptions usual = UpdateOptions.of("gaps --fill-gaps");
        return new UpdateOptions(
                usual.lookback(),
                true,
                usual.rechecksEmpty(),
                options.ohlcMode(),
                range.until(),
                options.allowsRemoval(),
                usual.initialDays(),
                usual.batch(),
                usual.message());
    }
}
