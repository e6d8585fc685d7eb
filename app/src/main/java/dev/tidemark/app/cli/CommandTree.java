package dev.tidemark.app.cli;

import dev.tidemark.app.commands.CommandCatalogue;
import dev.tidemark.app.wiring.GlobalOptions;
import dev.tidemark.app.wiring.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The tree of commands, grown only as far as the words need it: reading the annotations of all commands would cost
/// more
/// than most commands take.
final class CommandTree {
    private static final String COMPLETION = "completion";

    private CommandTree() {}

    /// A command line that knows the command which the words name, or all commands when they name none: for `help`,
    /// completion, and suggestions after a typo.
    static CommandLine forWords(List<String> words, GlobalOptions options, Session session) {
        CommandLine line = root(options);
        Optional<String> named = firstWord(words, line)
                .filter(CommandCatalogue.NAMES::contains)
                .filter(name -> !name.equals(COMPLETION));
        List<String> wanted = named.map(List::of).orElse(CommandCatalogue.NAMES);
        wanted.forEach(name -> CommandHelp.adorn(add(line, name, session)));
        if (named.isEmpty()) {
            line.addSubcommand("help", new HelpCommand());
        }
        return line;
    }

    private static CommandLine root(GlobalOptions options) {
        CommandLine line = new CommandLine(new RootCommand());
        CommandSpec spec = line.getCommandSpec();
        spec.addMixin("global", CommandSpec.forAnnotatedObject(options));
        spec.addOption(CommandHelp.helpOption());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("The version.")
                .build());
        return line;
    }

    private static CommandLine add(CommandLine parent, String name, Session session) {
        CommandLine command = CommandCatalogue.create(name, session);
        parent.addSubcommand(name, command);
        return command;
    }

    private static Optional<String> firstWord(List<String> words, CommandLine line) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                return Optional.of(word);
            }
            OptionSpec option = line.getCommandSpec().findOption(word);
            if (option != null && option.arity().max() > 0) {
                i++; // the option's value
            }
        }
        return Optional.empty();
    }
}
