package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Lake;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.parquet.ParquetImport;
import dev.tidemark.sources.parquet.ParquetImportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidemark import parquet PATH…`.
@Command(
        name = "parquet",
        header = "Adopt Parquet files with the columns of a dataset, or a Hive tree of them.",
        description = {
            "Folders such as bars/timeframe=1d/symbol=AAPL/month=2024-01 say dataset, symbol and chunk; rows that"
                    + " contradict them refuse the file.",
            "Types are converted where no value changes. Rows unite with what the lake has."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:no usable source, or something has to be said (dataset, zone, calendar)",
            "3:locked by another process",
            "4:the dataset holds data of another kind (adjustment, ...)",
            "5:some sources refused or rows quarantined; each is named"
        },
        footer = {
            "  tidemark import parquet old/bars/timeframe=1d --adjusted splits",
            "  tidemark import parquet AAPL.parquet --dataset bars/1m --zone America/New_York"
        })
final class ImportParquetCommand extends ImportFormatCommand {
    @Mixin
    private AdoptionOptions adoption = new AdoptionOptions();

    @Option(names = "--ignore-extra", description = "Leave out columns that the dataset lacks, instead of refusing.")
    private boolean ignoreExtra;

    ImportParquetCommand(Session session) {
        super(session);
    }

    @Override
    String formatName() {
        return "Parquet of a known schema";
    }

    @Override
    ImportReport importInto(Lake lake, Config config) {
        return ParquetImport.run(
                lake, options(config).withMarkets(Registry.markets(lake).markets()), session.progress());
    }

    private ParquetImportOptions options(Config config) {
        ParquetImportOptions options = ParquetImportOptions.of(adoption.run(paths(), allowsRemoval(), config))
                .withSymbol(adoption.symbol())
                .withMarket(adoption.assetClass(), adoption.calendar());
        options = options.withIdentity(adoption.identity(options.identity()));
        if (adoption.dataset().isPresent()) {
            options = options.withDataset(adoption.dataset().get());
        }
        if (adoption.zone().isPresent()) {
            options = options.withZone(adoption.zone().get());
        }
        if (!adoption.source().isEmpty()) {
            options = options.withSource(adoption.source());
        }
        return ignoreExtra ? options.ignoringExtra() : options;
    }
}
