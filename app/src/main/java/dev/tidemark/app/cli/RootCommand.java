package dev.tidemark.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark` itself; does nothing without a command.
@Command(
        name = "tidemark",
        versionProvider = VersionText.class,
        header = "A market-data lakehouse: plain Parquet files with a history, checked and queried.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions, before or after the command:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:a check failed (verify, doctor, status), damaged data, or no space or permission",
            "2:wrong usage or config; no usable source in an import",
            "3:locked by another process, which the message names",
            "4:the data disagrees with what the dataset recorded",
            "5:partly failed: some sources refused or rows quarantined; the report names which",
            "6:not found: dataset, symbol, commit or tag",
            "70:a bug; a report file was written",
            "130:cancelled"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark demo                             a lake of simulated data, in seconds, offline",
            "  tidemark init mylake && cd mylake",
            "  tidemark import stooq ~/d_us_txt.zip",
            "  tidemark sql \"select symbol, max(ts) from bars_1d group by symbol\"",
            "",
            "Help on a command: tidemark help COMMAND. Colours appear on a terminal only; NO_COLOR=1 turns them off."
        })
final class RootCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing; `tidemark help` lists them");
    }
}
