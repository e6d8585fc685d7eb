package dev.tidemark.app;

import dev.tidemark.app.console.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs many commands in one process, so that the build can train one ahead-of-time cache with all of them.
final class Training {
    private Training() {}

    /// Runs each line of the file `args[0]`, a command line with a tab between arguments. A command that fails ends
    /// nothing.
    public static void main(String[] args) throws IOException {
        Cancellation cancellation = new Cancellation();
        cancellation.install();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            int code = Main.run(List.of(line.split("\t", -1)), cancellation);
            System.err.println(line + " -> " + code);
        }
        cancellation.ended(0);
        System.err.println(Main.isLastThread() ? "no thread is left" : "threads are left");
        System.exit(0); // as commands that fail do
    }
}
