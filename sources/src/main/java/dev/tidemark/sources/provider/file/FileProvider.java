package dev.tidemark.sources.provider.file;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Bars from a folder that receives CSV files, as [DumpFolder] finds and [DumpFile] reads them. Where files of a symbol
/// overlap, the bar of the newer one counts. It speaks from the first to the last bar of the files alone: before and
/// after there may be more some day.
public final class FileProvider implements Provider {
    /// Its name.
    public static final String NAME = "file";
    /// The option that names the folder.
    public static final String PATH = "path";
    /// The option that names the zone of times of day without one, such as `America/New_York`.
    public static final String ZONE = "zone";

    private static final int MOST_BARS = 200_000;
    private static final ProviderKind KIND = new ProviderKind(
            NAME,
            Capabilities.of(
                    List.of(
                            Timeframe.ofMinutes(1),
                            Timeframe.ofMinutes(5),
                            Timeframe.ofMinutes(15),
                            Timeframe.ofMinutes(30),
                            Timeframe.ofMinutes(60),
                            Timeframe.ofMinutes(240),
                            Timeframe.DAILY,
                            Timeframe.WEEKLY,
                            Timeframe.MONTHLY),
                    Adjustment.NONE,
                    AssetClass.EQUITY,
                    "us",
                    MOST_BARS,
                    RateLimit.perSeconds(1000, 1, 4),
                    false,
                    "CSV files in a folder of yours; option path"),
            Set.of(PATH, ZONE),
            "",
            FileProvider::new);

    private final DumpFolder folder;
    private final Optional<ZoneId> zone;

    private FileProvider(ProviderSetup setup) {
        this.folder = new DumpFolder(path(setup.option(PATH, "")));
        this.zone = zone(setup.option(ZONE, ""));
    }

    /// How it is opened.
    public static ProviderKind kind() {
        return KIND;
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("file needs the option path, the folder that receives the CSV files");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("path '" + text + "' is no path", e);
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone '" + text + "' is no time zone; expected one such as America/New_York or UTC", e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return KIND.capabilities();
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        try {
            List<Path> files = folder.files(request.symbol(), request.timeframe());
            if (files.isEmpty()) {
                throw new ProviderException(
                        Fault.UNKNOWN_SYMBOL,
                        "no file of " + request.symbol() + " for " + request.timeframe() + " in " + folder.root());
            }
            DumpBars bars = new DumpBars(request);
            for (Path file : files) {
                DumpFile.read(file, request, zone, bars);
                bars.endFile();
            }
            return bars.answer();
        } catch (IOException e) {
            throw new ProviderException(Fault.NETWORK, "cannot read " + folder.root() + ": " + e, e);
        }
    }
}
