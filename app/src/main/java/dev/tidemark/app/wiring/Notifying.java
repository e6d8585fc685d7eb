package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.notify.Channels;
import dev.tidemark.app.notify.Notifier;
import dev.tidemark.lake.Lake;

/// Makes the notifier of a run.
public final class Notifying {
    private Notifying() {}

    /// The notifier of a lake, which does nothing when the config names no channel.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `BAD_CONFIG` for a channel that is half configured
    public static Notifier of(Session session, Config config, Lake lake, ControlDatabase alerts) {
        return Channels.notifier(
                config,
                ProcessSecrets.find(Channels.PASSWORD_VARIABLE, session, config),
                alerts,
                lake.folder(),
                session.clock(),
                note -> session.console().error("tidemark: " + note));
    }
}
