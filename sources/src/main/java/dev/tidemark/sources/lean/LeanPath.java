package dev.tidemark.sources.lean;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.TickSchemas;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.DateParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a file holds, by its path: `…/equity/usa/minute/aapl/20140605_trade.zip!/20140605_aapl_minute_trade.csv`,
/// `…/future/cme/daily/es_trade.zip!/es_trade_201312.csv`.
///
/// @param market    in lower case
/// @param timeframe empty for ticks
/// @param ticker    in lower case
/// @param day       the date in the file's name, in days since 1970-01-01; [DateParser#NO_DATE] where rows name dates
/// @param symbol    as the lake names it: `AAPL`, `CME.ES1312`, `BTCUSD`
record LeanPath(
        LeanClass assetClass,
        String market,
        Optional<Timeframe> timeframe,
        String ticker,
        long day,
        LeanKind kind,
        String symbol) {
    /// What a path should look like, for messages.
    static final String EXPECTED = ".../CLASS/MARKET/RESOLUTION/... such as equity/usa/daily/aapl.zip or"
            + " future/cme/minute/es/20131007_trade.zip";

    private static final String INSIDE = "!/";
    private static final int BELOW_CLASS = 3;
    private static final Set<String> REFERENCE = Set.of(
            "factor_files",
            "map_files",
            "margins",
            "symbol-properties",
            "market-hours",
            "fundamental",
            "shortable",
            "universes",
            "alternative");

    /// Whether a path that names no market data is one of LEAN's reference files.
    static boolean isReference(String path) {
        return Arrays.stream(path.toLowerCase(Locale.ROOT).split("/", -1)).anyMatch(REFERENCE::contains);
    }

    /// Understands a path, however deep the folder of the class lies.
    ///
    /// @param location the file's path with `/`, with `!/` before the member of an archive
    /// @param name     the source's name for messages
    /// @return empty for a path without class, market and resolution
    /// @throws SourceRefusedException when a path that has them does not say the rest
    static Optional<LeanPath> of(String location, String name) throws SourceRefusedException {
        String[] halves = location.split(INSIDE, 2);
        List<String> parts = List.of(halves[0].toLowerCase(Locale.ROOT).split("/", -1));
        for (int i = parts.size() - BELOW_CLASS - 1; i >= 0; i--) {
            Optional<LeanClass> assetClass = LeanClass.of(parts.get(i));
            Optional<LeanResolution> resolution = LeanResolution.of(parts.get(i + 2));
            if (assetClass.isPresent() && resolution.isPresent()) {
                LeanFileName file =
                        new LeanFileName(name, parts.subList(i + BELOW_CLASS, parts.size()), halves[halves.length - 1]);
                return Optional.of(of(assetClass.get(), parts.get(i + 1), resolution.get(), file));
            }
        }
        return Optional.empty();
    }

    private static LeanPath of(LeanClass assetClass, String market, LeanResolution resolution, LeanFileName file)
            throws SourceRefusedException {
        if (resolution == LeanResolution.SECOND) {
            throw file.tooFine();
        }
        String ticker = file.ticker(resolution);
        String upper = ticker.toUpperCase(Locale.ROOT);
        String symbol = assetClass == LeanClass.FUTURE
                ? market.toUpperCase(Locale.ROOT) + "." + upper + file.deliveryMonth()
                : upper;
        if (!SeriesKey.isSymbol(symbol)) {
            throw file.badSymbol(symbol);
        }
        long day = resolution.isByDate() ? file.day() : DateParser.NO_DATE;
        LeanKind kind = file.kind(assetClass.usualKind());
        return new LeanPath(assetClass, market, resolution.timeframe(), ticker, day, kind, symbol);
    }

    boolean isTicks() {
        return timeframe.isEmpty();
    }

    /// What a series records of its origin, so that two markets or classes never mix in one.
    SortedMap<String, String> attributes() {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("market", market);
        attributes.put("asset_class", assetClass.text());
        return attributes;
    }

    /// The dataset of the rows unless said: prices are as traded, so bars go to the variant `-raw`.
    DatasetName dataset() {
        String length = timeframe.map(Timeframe::text).orElse("");
        return switch (kind) {
            case TRADE ->
                isTicks() ? ticks("trades") : new DatasetName(BarSchemas.GROUP, length + LeanImportOptions.VARIANT);
            case QUOTE -> isTicks() ? ticks("quotes") : TickSchemas.quotes(length);
            case OPEN_INTEREST -> isTicks() ? ticks("oi") : TickSchemas.openInterest(length);
        };
    }

    private static DatasetName ticks(String member) {
        return new DatasetName(TickSchemas.TICKS, member);
    }
}
