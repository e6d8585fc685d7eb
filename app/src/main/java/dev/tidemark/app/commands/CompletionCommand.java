package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.wiring.Product;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidemark completion bash|zsh`.
@Command(
        name = "completion",
        header = "A script that completes commands and options in your shell.",
        exitCodeList = {"0:done", "2:no such shell"},
        footer = {
            "  source <(tidemark completion bash)",
            "  tidemark completion zsh > ~/.tidemark-completion && echo 'source ~/.tidemark-completion' >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!shell.toLowerCase(Locale.ROOT).equals("bash") && !shell.equals("zsh")) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "there is no completion for '" + shell + "'; expected bash or zsh");
        }
        CommandLine root = spec.root().commandLine();
        Console console = session.console(); // bash's script also serves zsh, through its bashcompinit
        AutoComplete.bash(Product.NAME, root).lines().forEach(console::print);
        return LakeCommand.DONE;
    }
}
