package dev.tidemark.app.cli;

import dev.tidemark.app.commands.CommandCatalogue;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.ReaderGone;
import dev.tidemark.app.console.Typo;
import dev.tidemark.app.wiring.Product;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what goes wrong into one line on stderr, with `--json` also an object on stdout, and an exit code.
final class Failures {
    private final Session session;
    private final List<String> words;

    Failures(Session session, List<String> words) {
        this.session = session;
        this.words = List.copyOf(words);
    }

    /// The words were not understood.
    int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String reason = reason(e, command);
        String help =
                reason.contains("`") ? "" : "; see `" + command.getCommandSpec().qualifiedName() + " --help`";
        report(ErrorCode.USAGE, reason + help);
        return ErrorCode.USAGE.exitCode();
    }

    /// The command threw.
    int execution(Exception e) {
        return switch (e) {
            case ReaderGone gone -> gone.code().exitCode();
            case ParameterException wrong -> usage(wrong);
            case TidemarkException known
            when known.code() != ErrorCode.INTERNAL -> {
                report(known.code(), String.valueOf(known.getMessage()));
                yield known.code().exitCode();
            }
            default -> bug(e);
        };
    }

    /// Something happened that never should.
    int bug(Throwable e) {
        String where = CrashReport.write(session, words, e);
        report(
                ErrorCode.INTERNAL,
                "a bug in " + Product.NAME + ": " + e + "; a report is in " + where
                        + ", please send it to the developers; the lake is as the last commit left it");
        return ErrorCode.INTERNAL.exitCode();
    }

    private String reason(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !(e instanceof MissingParameterException)
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            List<String> known = word.startsWith("-") ? options(command) : commands(command);
            String what = word.startsWith("-")
                    ? "unknown option "
                    : known.isEmpty() ? "one word too many: " : "unknown command ";
            return what + "'" + word + "'" + Typo.hint(word, known);
        }
        String message = String.valueOf(e.getMessage());
        return message.isEmpty()
                ? "wrong usage"
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static List<String> commands(CommandLine command) {
        return command.getParent() == null && command.getSubcommands().isEmpty()
                ? CommandCatalogue.NAMES
                : List.copyOf(command.getSubcommands().keySet());
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            names.addAll(List.of(option.names()));
        }
        return names;
    }

    private void report(ErrorCode code, String message) {
        Console console = session.console();
        String line = message.replaceAll("\\s*\\R\\s*", " ");
        if (session.json() || words.contains("--json")) {
            JsonObject error = new JsonObject()
                    .put("code", code.name().toLowerCase(Locale.ROOT))
                    .put("blame", code.blame().name().toLowerCase(Locale.ROOT))
                    .put("message", line);
            console.print(new JsonObject().put("error", error));
        }
        console.error(console.errStyle().red(Product.NAME + ": ") + line);
    }
}
