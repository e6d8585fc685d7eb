package dev.tidemark.app.cli;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.ReaderGone;
import dev.tidemark.app.console.Style;
import dev.tidemark.app.wiring.GlobalOptions;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.app.wiring.Surroundings;
import dev.tidemark.lake.TidemarkException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// Runs command lines in given surroundings. Never throws: what goes wrong becomes a message and an exit code.
public final class CommandLineInterface {
    private final Surroundings surroundings;

    public CommandLineInterface(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Runs one command.
    ///
    /// @param words the words after `tidemark`
    /// @return the exit code, see [ErrorCode]
    public int run(List<String> words) {
        Console console = surroundings.console();
        GlobalOptions options = new GlobalOptions();
        Session session = new Session(surroundings, options, this::run);
        Failures failures = new Failures(session, words);
        try {
            return line(words, options, session, failures).execute(words.toArray(String[]::new));
        } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            return failures.bug(e);
        } finally {
            flush(console);
        }
    }

    /// The whole tree, for tools that look at it.
    public CommandLine tree() {
        GlobalOptions options = new GlobalOptions();
        return CommandTree.forWords(List.of(), options, new Session(surroundings, options, this::run));
    }

    private CommandLine line(List<String> words, GlobalOptions options, Session session, Failures failures) {
        CommandLine line = CommandTree.forWords(words, options, session);
        line.setOut(writer(surroundings.console().out()));
        line.setErr(writer(surroundings.console().err()));
        line.setUsageHelpWidth(CommandHelp.WIDTH);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi()));
        line.setExecutionStrategy(parsed -> execute(parsed, session, failures));
        line.setParameterExceptionHandler((e, args) -> failures.usage(e));
        line.setExecutionExceptionHandler((e, command, parsed) -> failures.execution(e));
        return line;
    }

    private CommandLine.Help.Ansi ansi() {
        return surroundings.console().style() == Style.PLAIN ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.ON;
    }

    private static int execute(ParseResult parsed, Session session, Failures failures) {
        try {
            session.begin();
        } catch (TidemarkException e) {
            return failures.execution(e);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static void flush(Console console) {
        try {
            console.flush();
        } catch (ReaderGone e) {
            // The reader wanted no more; there is nobody to tell.
        }
    }
}
