package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.notify.Matter;
import dev.tidemark.app.notify.Notifier;
import dev.tidemark.app.notify.Severity;
import dev.tidemark.app.wiring.Notifying;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.health.SeriesHealth;
import dev.tidemark.sources.update.SymbolOutcome;
import dev.tidemark.sources.update.UpdateReport;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--no-notify`, and what commands have to tell.
final class NotifyOption {
    private static final String UPDATE = "update/";
    private static final String HEALTH = "health/";

    @Option(names = "--no-notify", description = "Send no messages, whatever the config says.")
    private boolean isSilent;

    /// Empty when nobody shall be notified.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `BAD_CONFIG` for a channel that is half configured
    Optional<Notifier> notifier(Session session, Config config, Lake lake, ControlDatabase alerts) {
        return isSilent ? Optional.empty() : Optional.of(Notifying.of(session, config, lake, alerts));
    }

    /// One matter a series that was asked for.
    static List<Matter> matters(UpdateReport report) {
        return report.symbols().stream().map(NotifyOption::matter).toList();
    }

    private static Matter matter(SymbolOutcome outcome) {
        String topic = UPDATE + outcome.key();
        if (!outcome.isProblem()) {
            return Matter.fine(topic);
        }
        String why = outcome.reason()
                .map(reason -> reason.code() + ": " + reason.message())
                .orElse(outcome.rows().quarantined() + " rows quarantined");
        return new Matter(
                topic,
                Severity.ERROR,
                "update of " + outcome.key() + " " + outcome.status().text() + ": " + why);
    }

    /// Tells how series stand.
    ///
    /// @param isWhole whether they are all of the lake, so that topics of others are over
    static void tell(Notifier notifier, List<SeriesHealth> states, boolean isWhole) {
        List<Matter> matters = states.stream()
                .map(state -> new Matter(topic(state.key()), severity(state.status()), text(state)))
                .toList();
        if (isWhole) {
            notifier.notify(matters, topic -> topic.startsWith(HEALTH));
        } else {
            notifier.notify(matters);
        }
    }

    private static String topic(SeriesKey key) {
        return HEALTH + key;
    }

    private static Severity severity(SeriesHealth.Status status) {
        return switch (status) {
            case HEALTHY -> Severity.FINE;
            case STALE -> Severity.WARNING;
            case ERROR -> Severity.ERROR;
        };
    }

    private static String text(SeriesHealth state) {
        return state.key() + " is " + state.status().text() + ": " + state.message();
    }
}
