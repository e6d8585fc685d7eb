package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Lake;
import java.util.concurrent.Callable;

/// A command on a lake: opens it, runs, closes it.
abstract class LakeCommand implements Callable<Integer> {
    static final int DONE = 0;

    final Session session;

    LakeCommand(Session session) {
        this.session = session;
    }

    @Override
    public final Integer call() {
        prepare();
        Config config = session.config();
        try (Lake lake = session.openLake(config)) {
            return run(lake, config);
        }
    }

    /// Lets options set keys of the config before it is read.
    void prepare() {}

    /// Does the command's work on the open lake.
    ///
    /// @return the exit code
    abstract int run(Lake lake, Config config);

    Console console() {
        return session.console();
    }

    boolean json() {
        return session.json();
    }
}
