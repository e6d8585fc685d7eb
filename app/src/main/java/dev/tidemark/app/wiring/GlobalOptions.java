package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Given;
import dev.tidemark.app.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command takes, before or after its name.
public final class GlobalOptions {
    @Option(
            names = "--lake",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The lake; else $$TIDEMARK_LAKE, else the nearest folder upward with a tidemark.yaml.")
    private @Nullable Path lake;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Results as one JSON object per line.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "No progress and no notes; errors only.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what is done (as --log-level info).")
    private boolean verbose;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "Log on stderr: off, error, warn, info, debug or trace.")
    private @Nullable String logLevel;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            description = "How long to wait for another writer, such as 30s or 5m.")
    private @Nullable String lockTimeout;

    public Optional<Path> lake() {
        return Optional.ofNullable(lake);
    }

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean verbose() {
        return verbose;
    }

    /// What they set in the config.
    List<Given> settings() {
        List<Given> given = new ArrayList<>();
        if (verbose) {
            given.add(Config.option(Settings.LOG_LEVEL, "info", "--verbose"));
        }
        if (quiet) {
            given.add(Config.option(Settings.LOG_LEVEL, "error", "--quiet"));
        }
        if (logLevel != null) {
            given.add(Config.option(Settings.LOG_LEVEL, logLevel, "--log-level"));
        }
        if (lockTimeout != null) {
            given.add(Config.option(Settings.LOCK_TIMEOUT, lockTimeout, "--lock-timeout"));
        }
        return given;
    }
}
