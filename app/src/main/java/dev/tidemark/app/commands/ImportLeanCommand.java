package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.lean.LeanImport;
import dev.tidemark.sources.lean.LeanImportOptions;
import dev.tidemark.sources.merge.RunOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark import lean PATH…`.
@Command(
        name = "lean",
        header = "Import a data folder of LEAN, or parts of it: equities, indices, futures, crypto, forex.",
        description = {
            "Class, market, resolution, ticker, date and kind come from the path, such as"
                    + " equity/usa/minute/aapl/20140605_trade.zip. Bars go to bars/TIMEFRAME-raw and quotes/TIMEFRAME,"
                    + " ticks to ticks/trades and ticks/quotes, open interest to oi/TIMEFRAME and ticks/oi.",
            "Suspicious ticks are kept and flagged. Factor and map files and margins are left out. What the lake"
                    + " holds already is not added again."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:no usable source",
            "3:locked by another process",
            "4:the dataset holds data of another kind",
            "5:some sources refused or rows quarantined; each is named"
        },
        footer = {"  tidemark import lean ~/Lean/Data", "  tidemark import lean ~/Lean/Data/future/cme/minute/es"})
final class ImportLeanCommand extends ImportFormatCommand {
    @Option(
            names = "--dataset",
            paramLabel = "D",
            description = "Where all rows go; default by kind and resolution of each file.")
    private @Nullable String dataset;

    @Option(
            names = "--adjusted",
            paramLabel = "KIND",
            description = "What prices are adjusted for: none (default), splits or splits_dividends.")
    private @Nullable String adjusted;

    @Option(
            names = "--replace",
            description = "Let the days, or the range of bars, that a source holds take the place of what is there.")
    private boolean replace;

    ImportLeanCommand(Session session) {
        super(session);
    }

    @Override
    String formatName() {
        return "LEAN data";
    }

    @Override
    ImportReport importInto(Lake lake, Config config) {
        LeanImportOptions options = LeanImportOptions.of(run(config))
                .withMarkets(Registry.markets(lake).markets());
        if (dataset != null) {
            options = options.withDataset(DatasetName.parse(dataset));
        }
        if (adjusted != null) {
            options = options.withAdjustment(adjustment(adjusted));
        }
        return LeanImport.run(lake, options, session.progress());
    }

    private RunOptions run(Config config) {
        RunOptions run = RunOptions.of(paths()).withThreads(config.jobs());
        Function<DatasetName, ChunkSize> usual = run.defaultChunk();
        run = run.withDefaultChunk(name -> config.chunkOf(name).orElseGet(() -> usual.apply(name)));
        run = replace ? run.replacing() : run;
        return allowsRemoval() ? run.allowingRemoval() : run;
    }
}
