package dev.tidemark.app.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Lays out the help of a command: its own options in full, the ones that all commands share in one line.
final class CommandHelp {
    static final int WIDTH = 110;

    private CommandHelp() {}

    static OptionSpec helpOption() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("This text.")
                .build();
    }

    static void adorn(CommandLine command) {
        command.getCommandSpec().addOption(helpOption());
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.width(WIDTH);
        usage.synopsisHeading("%nUsage: ");
        usage.descriptionHeading(usage.description().length == 0 ? "" : "%n");
        usage.parameterListHeading("%nWhat:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.footerHeading("%nExamples:%n");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, CommandHelp::ownOptions);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, CommandHelp::synopsis);
        command.getSubcommands().values().forEach(CommandHelp::adorn);
    }

    private static String ownOptions(Help help) {
        List<OptionSpec> own = help.commandSpec().options().stream()
                .filter(option -> !option.inherited())
                .toList();
        return help.optionListExcludingGroups(own)
                + "%nAll commands also take --lake, --json, -q, -v, --log-level and --lock-timeout (tidemark help).%n"
                        .formatted();
    }

    private static String synopsis(Help help) {
        StringBuilder options = new StringBuilder();
        help.commandSpec().options().stream()
                .filter(option -> !option.inherited() && !option.usageHelp())
                .forEach(option -> options.append(' ').append(bracketed(option, option.longestName())));
        StringBuilder text = new StringBuilder(help.commandSpec().qualifiedName());
        text.append(options.length() > WIDTH / 2 ? " [OPTION...]" : options);
        if (!help.commandSpec().subcommands().isEmpty()) {
            text.append(" COMMAND");
        }
        help.commandSpec()
                .positionalParameters()
                .forEach(p -> text.append(' ').append(p.required() ? label(p) : "[" + label(p) + "]"));
        return text.append(System.lineSeparator()).toString();
    }

    private static String bracketed(OptionSpec option, String name) {
        String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        return option.required() ? name + value : "[" + name + value + "]";
    }

    private static String label(ArgSpec parameter) {
        return parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    }
}
