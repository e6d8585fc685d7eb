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
        int code = run(List.of(args), cancellation);
        cancellation.ended(code);
        if (code != 0 || !isLastThread()) {
            System.exit(code);
        }
        // The JVM ends with the last thread. `System.exit` does the same some hundredths of a second later: it looks
        // for a logger first.
    }

    /// Runs one command in the surroundings of this process.
    static int run(List<String> words, Cancellation cancellation) {
        Surroundings surroundings = new Surroundings(
                Console.system(System.getenv()), System.getenv(), Path.of(""), Clock.systemUTC(), cancellation);
        return new CommandLineInterface(surroundings).run(words);
    }

    static boolean isLastThread() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[all.activeCount() + 8];
        int count = all.enumerate(threads);
        long current = Thread.currentThread().threadId();
        if (count == threads.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (threads[i].threadId() != current && !threads[i].isDaemon()) {
                return false;
            }
        }
        return true;
    }
}
