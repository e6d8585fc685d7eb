package dev.tidemark.app.wiring;

import dev.tidemark.app.console.Cancellation;
import dev.tidemark.app.console.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// What a process finds around itself; tests put their own in.
///
/// @param console       the standard streams
/// @param environment   environment variables
/// @param workingFolder the folder that relative paths are seen from, absolute
/// @param clock         the time of day
/// @param cancellation  Ctrl-C
public record Surroundings(
        Console console, Map<String, String> environment, Path workingFolder, Clock clock, Cancellation cancellation) {
    public Surroundings {
        environment = Map.copyOf(environment);
        workingFolder = workingFolder.toAbsolutePath().normalize();
    }
}
