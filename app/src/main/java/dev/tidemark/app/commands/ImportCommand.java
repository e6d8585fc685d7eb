package dev.tidemark.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark import FORMAT`; see [ImportStooqCommand], [ImportCsvCommand] and [ImportParquetCommand].
@Command(
        name = "import",
        header = "Bring the files of a source into the lake.",
        exitCodeList = "2:wrong usage",
        footer = {
            "  tidemark import stooq ~/d_us_txt.zip",
            "  tidemark import csv BTCUSDC_1m.csv --preset kraken --dataset bars/1m"
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a format is missing; expected `tidemark import stooq PATH`");
    }
}
