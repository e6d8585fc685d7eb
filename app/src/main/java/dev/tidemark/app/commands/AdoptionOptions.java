package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.merge.RunOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What people say of files that do not say it themselves: options of the importers of general formats.
final class AdoptionOptions {
    @Option(names = "--dataset", paramLabel = "D", description = "Where all rows go, such as bars/1m or ticks/trades.")
    private @Nullable String dataset;

    @Option(names = "--symbol", paramLabel = "S", description = "The symbol of all rows.")
    private String symbol = "";

    @Option(names = "--source", paramLabel = "NAME", description = "Who delivered the data; recorded a series.")
    private String source = "";

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of times that name none.")
    private @Nullable String zone;

    @Option(
            names = "--adjusted",
            paramLabel = "KIND",
            description = "What prices are adjusted for: none, splits or splits_dividends.")
    private @Nullable String adjusted;

    @Option(names = "--quote-unit", paramLabel = "UNIT", description = "Unit of prices, such as USD or GBX.")
    private @Nullable String quoteUnit;

    @Option(names = "--session", paramLabel = "NAME", description = "Hours of the bars; default regular.")
    private @Nullable String tradingHours;

    @Option(names = "--asset-class", paramLabel = "A", description = "Such as crypto or forex; recorded a series.")
    private String assetClass = "";

    @Option(
            names = "--calendar",
            paramLabel = "C",
            description = "Calendar or exchange whose trading days ticks belong to, such as us, CME or 24x7.")
    private String calendar = "";

    @Option(names = "--replace", description = "Replace the range of bars, or the days of ticks, instead of uniting.")
    private boolean replace;

    @Option(
            names = "--chunk",
            paramLabel = "C",
            description = "How a new dataset is cut: day, week, month, quarter, year or all.")
    private @Nullable String chunk;

    Optional<DatasetName> dataset() {
        return Optional.ofNullable(dataset).map(DatasetName::parse);
    }

    String symbol() {
        return symbol;
    }

    String source() {
        return source;
    }

    Optional<ZoneId> zone() {
        return Optional.ofNullable(zone).map(text -> ImportFormatCommand.zone("--zone", text));
    }

    String assetClass() {
        return assetClass;
    }

    String calendar() {
        return calendar;
    }

    /// What was said of the data, on top of what is known.
    DatasetIdentity identity(DatasetIdentity known) {
        DatasetIdentity identity = known;
        if (adjusted != null) {
            identity = identity.withAdjustment(ImportFormatCommand.adjustment(adjusted));
        }
        if (quoteUnit != null) {
            identity = identity.withQuoteUnit(quoteUnit);
        }
        return tradingHours == null ? identity : identity.withSession(tradingHours);
    }

    /// How the run merges.
    RunOptions run(List<Path> paths, boolean allowsRemoval, Config config) {
        RunOptions run = RunOptions.of(paths).withThreads(config.jobs());
        Function<DatasetName, ChunkSize> usual = run.defaultChunk();
        run = run.withDefaultChunk(name -> config.chunkOf(name).orElseGet(() -> usual.apply(name)));
        run = chunk == null ? run : run.withChunk(ChunkSize.parse(chunk));
        run = replace ? run.replacing() : run;
        return allowsRemoval ? run.allowingRemoval() : run;
    }
}
