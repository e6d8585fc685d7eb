package dev.tidemark.app;

import dev.tidemark.app.cli.CommandLineInterface;
import dev.tidemark.app.console.Cancellation;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.wiring.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The program `tidemark`.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Cancellation cancellation = new Cancellation();
        cancellation.install();
        Surroundings surroundings = new Surroundings(
                Console.system(System.getenv()), System.getenv(), Path.of(""), Clock.systemUTC(), cancellation);
        int code = new CommandLineInterface(surroundings).run(List.of(args));
        cancellation.ended(code);
        System.exit(code);
    }
}
