package dev.tidemark.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark config show`; see [ConfigShowCommand].
@Command(
        name = "config",
        header = "Show the settings that hold and where they come from.",
        exitCodeList = "2:wrong usage",
        footer = "  tidemark config show --origin")
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a topic is missing; expected `tidemark config show`");
    }
}
