package dev.tidemark.app;

import dev.tidemark.app.cli.CommandLineInterface;
import dev.tidemark.app.console.Cancellation;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.wiring.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// Runs many commands in one process, so that the build can train one ahead-of-time cache with all of them.
final class Training {
    private Training() {}

    /// Runs each line of the file `args[0]`, a command line with a tab between arguments. A command that fails ends
    /// nothing.
    public static void main(String[] args) throws IOException {
        Surroundings surroundings = new Surroundings(
                Console.system(System.getenv()), System.getenv(), Path.of(""), Clock.systemUTC(), new Cancellation());
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            int code = new CommandLineInterface(surroundings).run(List.of(line.split("\t", -1)));
            System.err.println(line + " -> " + code);
        }
    }
}
