package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.market.instrument.Multipliers;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.ctp.CtpImport;
import dev.tidemark.sources.ctp.CtpImportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark import ctp PATH…`.
@Command(
        name = "ctp",
        header = "Import recordings of CTP futures ticks: .zip archives, folders, or single .csv files.",
        description = {
            "The trading day is the source's; where the calendar says another one, that is a finding. Ticks that the"
                    + " lake holds, value for value, are not added again.",
            "Rows that cannot be read go to quarantine/ with file, line and reason."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:no usable source",
            "3:locked by another process",
            "4:the dataset holds data of another kind",
            "5:some sources refused or rows quarantined; each is named"
        },
        footer = {
            "  tidemark import ctp ~/ru1901/tick-ctp.zip --exchange SHFE",
            "  tidemark import ctp fixed/20200805.csv --exchange CZCE --replace"
        })
final class ImportCtpCommand extends ImportFormatCommand {
    @Option(names = "--dataset", paramLabel = "D", description = "Where the ticks go; default ticks/raw.")
    private String dataset = CtpImportOptions.DEFAULT_DATASET.toString();

    @Option(
            names = "--exchange",
            paramLabel = "X",
            description = "The exchange of all contracts, such as SHFE; default: the column ExchangeID.")
    private String exchange = "";

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of the times; default Asia/Shanghai.")
    private String zone = CtpImportOptions.DEFAULT_ZONE.getId();

    @Option(
            names = "--replace",
            description = "Let the trading days that the sources hold take the place of what is there.")
    private boolean replace;

    @Option(names = "--allow-negative-price", description = "Keep prices below zero; they are absent otherwise.")
    private boolean allowNegativePrice;

    ImportCtpCommand(Session session) {
        super(session);
    }

    @Override
    String formatName() {
        return "CTP ticks";
    }

    @Override
    ImportReport importInto(Lake lake, Config config) {
        CtpImportOptions options = CtpImportOptions.of(paths())
                .withDataset(DatasetName.parse(dataset))
                .withExchange(exchange)
                .withZone(zone("--zone", zone))
                .withMarkets(Registry.markets(lake).markets())
                .withMultipliers(new Multipliers(Registry.instruments(lake)))
                .withThreads(config.jobs());
        options = replace ? options.replacing() : options;
        options = allowNegativePrice ? options.allowingNegativePrices() : options;
        return CtpImport.run(lake, allowsRemoval() ? options.allowingRemoval() : options, session.progress());
    }
}
