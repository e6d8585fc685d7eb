package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.wiring.Feeding;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.health.HealthCheck;
import dev.tidemark.sources.health.SeriesHealth;
import dev.tidemark.sources.health.SeriesHealth.Status;
import dev.tidemark.sources.update.UpdateJournal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidemark health`.
@Command(
        name = "health",
        header = "How the series of bars stand: healthy, stale or in error, and why.",
        description = {
            "In error: unreadable, no data yet after a failed load, or three of the last five updates failed. Stale: no"
                    + " good update for --stale-days, or the last bar is more than three expected bars old (weekly and"
                    + " monthly: one; intraday: one session)."
        },
        exitCodeList = {"0:nothing is in error", "1:something is in error, or stale with --strict", "6:no such series"},
        footer = {
            "  tidemark health",
            "  tidemark health --verbose --strict",
            "  tidemark health --history bars/1d/SIM00"
        })
final class HealthCommand extends LakeCommand {
    private static final Duration STALE = Duration.ofDays(7);

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(names = "--strict", description = "Stale counts as failed.")
    private boolean strict;

    @Option(
            names = "--stale-days",
            paramLabel = "N",
            description = "Days without a good update after which a series is stale; default ${DEFAULT-VALUE}.")
    private int staleDays = 7;

    @Option(names = "--history", paramLabel = "D/SYM", description = "The last 100 updates of one series instead.")
    private @Nullable String history;

    HealthCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        try (ControlDatabase journal = ControlDatabase.open(lake.folder())) {
            if (history != null) {
                printHistory(entries(lake, journal, SeriesKey.parse(history)));
                return DONE;
            }
            Set<String> named = symbols.named(session);
            List<SeriesHealth> states = HealthCheck.of(
                    lake.head(),
                    journal,
                    Feeding.grids(lake),
                    session.clock().instant(),
                    Duration.ofDays(staleDays),
                    key -> named.isEmpty() || named.contains(key.symbol()));
            HealthPrinter.print(console(), states, session.verbose());
            boolean isBad = states.stream()
                    .anyMatch(state -> state.status() == Status.ERROR || (strict && state.status() == Status.STALE));
            return isBad ? ErrorCode.CHECK_FAILED.exitCode() : DONE;
        }
    }

    /// How the series of a lake stand.
    ///
    /// @param symbols which; empty for all
    static List<SeriesHealth> states(Lake lake, UpdateJournal journal, Session session, Set<String> symbols) {
        return HealthCheck.of(
                lake.head(),
                journal,
                Feeding.grids(lake),
                session.clock().instant(),
                STALE,
                key -> symbols.isEmpty() || symbols.contains(key.symbol()));
    }

    /// The updates of a series; a series that is in the lake may have none.
    private static List<UpdateJournal.Entry> entries(Lake lake, UpdateJournal journal, SeriesKey key) {
        List<UpdateJournal.Entry> entries = journal.history(key, UpdateJournal.MOST_ENTRIES);
        if (entries.isEmpty()) {
            Existing.series(lake.head(), key);
        }
        return entries;
    }

    private void printHistory(List<UpdateJournal.Entry> entries) {
        TextTable table = new TextTable()
                .text("TIME")
                .text("TYPE")
                .text("PROVIDER")
                .number("BEFORE")
                .number("AFTER")
                .number("NEW")
                .number("CHANGED")
                .number("GAPS FILLED")
                .number("SECONDS")
                .text("ERROR");
        for (UpdateJournal.Entry entry : entries) {
            if (json()) {
                console()
                        .print(new JsonObject()
                                .put("timestamp", entry.time().toString())
                                .put("update_type", entry.type())
                                .put("provider", entry.provider())
                                .put("rows_before", entry.rowsBefore())
                                .put("rows_after", entry.rowsAfter())
                                .put("rows_added", entry.rowsAdded())
                                .put("rows_updated", entry.rowsUpdated())
                                .put("start_date", entry.start().map(Instant::toString))
                                .put("end_date", entry.end().map(Instant::toString))
                                .put("duration_seconds", entry.seconds())
                                .put("gaps_filled", entry.gapsFilled())
                                .put("errors", entry.error().isEmpty() ? List.of() : List.of(entry.error())));
            } else {
                table.row(
                        entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                        entry.type(),
                        entry.provider(),
                        HumanText.count(entry.rowsBefore()),
                        HumanText.count(entry.rowsAfter()),
                        HumanText.count(entry.rowsAdded()),
                        HumanText.count(entry.rowsUpdated()),
                        HumanText.count(entry.gapsFilled()),
                        String.format(Locale.ROOT, "%.2f", entry.seconds()),
                        entry.error());
            }
        }
        if (!json()) {
            table.print(console());
        }
    }
}
