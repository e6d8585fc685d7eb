package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.stooq.StooqImport;
import dev.tidemark.sources.stooq.StooqImportOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark import stooq PATH…`.
@Command(
        name = "stooq",
        header = "Import bulk dumps of Stooq: .zip archives, folders, or single .txt files.",
        description = {
            "A file holds the whole history of its symbol and replaces what the lake has of it; equal data changes"
                    + " nothing.",
            "Rows that cannot be read go to quarantine/ with file, line and reason. A file that would take more than a"
                    + " tenth of a series away is refused."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:no usable source",
            "3:locked by another process",
            "4:the dataset holds data of another kind (adjustment, ...)",
            "5:some sources refused or rows quarantined; each is named"
        },
        footer = {
            "  tidemark import stooq ~/d_us_txt.zip ~/5_us_txt.zip",
            "  tidemark import stooq dump/ --dataset bars/1d-raw --adjusted none"
        })
final class ImportStooqCommand extends ImportFormatCommand {
    @Option(
            names = "--dataset",
            paramLabel = "D",
            description = "Where all bars go; default bars/TIMEFRAME of each file.")
    private @Nullable String dataset;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of intraday times; default Europe/Warsaw.")
    private String zone = StooqImportOptions.DEFAULT_ZONE.getId();

    @Option(
            names = "--adjusted",
            paramLabel = "KIND",
            description = "What prices are adjusted for: splits_dividends (default), splits or none.")
    private @Nullable String adjusted;

    @Option(
            names = "--chunk",
            paramLabel = "C",
            description = "How a new dataset is cut: day, week, month, quarter, year or all.")
    private @Nullable String chunk;

    ImportStooqCommand(Session session) {
        super(session);
    }

    @Override
    String formatName() {
        return "Stooq's format";
    }

    @Override
    ImportReport importInto(Lake lake, Config config) {
        return StooqImport.run(lake, options(config), session.progress());
    }

    private StooqImportOptions options(Config config) {
        StooqImportOptions options =
                StooqImportOptions.of(paths()).withZone(zone("--zone", zone)).withThreads(config.jobs());
        options = options.withDefaultChunk(defaultChunk(config, options));
        if (dataset != null) {
            options = options.withDataset(DatasetName.parse(dataset));
        }
        if (adjusted != null) {
            options = options.withAdjustment(adjustment(adjusted));
        }
        if (chunk != null) {
            options = options.withChunk(ChunkSize.parse(chunk));
        }
        return allowsRemoval() ? options.allowingRemoval() : options;
    }

    private static Function<DatasetName, ChunkSize> defaultChunk(Config config, StooqImportOptions options) {
        return name ->
                config.chunkOf(name).orElseGet(() -> options.defaultChunk().apply(name));
    }
}
