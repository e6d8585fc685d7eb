package dev.tidemark.sources.lean;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.TickSchemas;
import dev.tidemark.sources.text.DateParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a file holds, by its path: `…/equity/usa/minute/aapl/20140605_trade.zip!/20140605_aapl_minute_trade.csv`,
/// `…/future/cme/daily/es_trade.zip!/es_trade_201312.csv`.
///
/// @param timeframe  empty for ticks
/// @param day        the date in the file's name, in days since 1970-01-01; [DateParser#NO_DATE] where rows name dates
/// @param symbol     as the lake names it: `AAPL`, `CME.ES1312`, `BTCUSD`
record LeanPath(
        LeanClass assetClass,
        String market,
        Optional<Timeframe> timeframe,
        String ticker,
        long day,
        LeanKind kind,
        String symbol) {
    /// What a path should look like, for messages.
    static final String EXPECTED =
            "…/CLASS/MARKET/RESOLUTION/… such as equity/usa/daily/aapl.zip or future/cme/minute/es/20131007_trade.zip";

    private static final String INSIDE = "!/";
    private static final Pattern EXPIRY = Pattern.compile("_(\\d{4})(\\d{2})(\\d{2})?\\.csv$");
    private static final List<String> REFERENCE =
            List.of("factor_files", "map_files", "margins", "symbol-properties", "market-hours");

    /// Whether a path is one of LEAN's reference files, which hold no market data.
    static boolean isReference(String path) {
        return Arrays.stream(path.split("/", -1)).anyMatch(REFERENCE::contains);
    }

    /// Understands a path; empty when it says too little.
    ///
    /// @param name the source's name, with `!/` before the member of an archive
    static Optional<LeanPath> of(String name) {
        int inside = name.indexOf(INSIDE);
        String file = inside < 0 ? name : name.substring(0, inside);
        String member = inside < 0 ? name : name.substring(inside + INSIDE.length());
        List<String> parts = Arrays.asList(file.split("/", -1));
        for (int i = parts.size() - 4; i >= 0; i--) {
            Optional<LeanClass> assetClass = LeanClass.of(parts.get(i));
            Optional<String> resolution = resolution(parts.get(i + 2));
            if (assetClass.isPresent() && resolution.isPresent()) {
                return of(assetClass.get(), parts.subList(i + 1, parts.size()), member);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> resolution(String folder) {
        return switch (folder) {
            case "tick", "second", "minute", "hour", "daily" -> Optional.of(folder);
            default -> Optional.empty();
        };
    }

    /// @param parts market, resolution, and the path below
    private static Optional<LeanPath> of(LeanClass assetClass, List<String> parts, String member) {
        String market = parts.get(0);
        String resolution = parts.get(1);
        boolean isByDate = !resolution.equals("hour") && !resolution.equals("daily");
        String fileName = parts.getLast();
        int dot = fileName.lastIndexOf('.');
        String[] words = fileName.substring(0, Math.max(dot, 0)).split("_", -1);
        if (isByDate && parts.size() < 4) {
            return Optional.empty();
        }
        String ticker = isByDate ? parts.get(parts.size() - 2) : words[0];
        long day = isByDate ? date(words[0]) : DateParser.NO_DATE;
        if (ticker.isEmpty() || (isByDate && day == DateParser.NO_DATE)) {
            return Optional.empty();
        }
        LeanKind kind = kind(words).orElse(assetClass.isQuoted() ? LeanKind.QUOTE : LeanKind.TRADE);
        return symbol(assetClass, market, ticker, member)
                .map(symbol -> new LeanPath(
                        assetClass, market, timeframe(resolution), ticker.toLowerCase(Locale.ROOT), day, kind, symbol));
    }

    private static Optional<LeanKind> kind(String[] words) {
        return Arrays.stream(words)
                .skip(1)
                .flatMap(word -> LeanKind.of(word).stream())
                .findFirst();
    }

    private static long date(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DateParser.compact(bytes, 0, bytes.length);
    }

    private static Optional<Timeframe> timeframe(String resolution) {
        return switch (resolution) {
            case "minute" -> Optional.of(Timeframe.ofMinutes(1));
            case "hour" -> Optional.of(Timeframe.ofMinutes(60));
            case "daily" -> Optional.of(Timeframe.DAILY);
            default -> Optional.empty();
        };
    }

    /// A future's archive holds many contracts; the member's name ends with the month of expiry.
    private static Optional<String> symbol(LeanClass assetClass, String market, String ticker, String member) {
        String upper = ticker.toUpperCase(Locale.ROOT);
        if (assetClass != LeanClass.FUTURE) {
            return Optional.of(upper);
        }
        Matcher expiry = EXPIRY.matcher(member);
        return expiry.find()
                ? Optional.of(market.toUpperCase(Locale.ROOT) + "." + upper
                        + expiry.group(1).substring(2) + expiry.group(2))
                : Optional.empty();
    }

    /// The zone of the file's times.
    ZoneId zone() {
        return assetClass.zone(market, ticker);
    }

    /// The time between rows, by which a repeated local hour is told.
    Duration interval() {
        return timeframe.map(Timeframe::interval).orElse(Duration.ofSeconds(1));
    }

    boolean isTicks() {
        return timeframe.isEmpty();
    }

    /// The dataset of the rows unless said: prices are as traded, so bars go to the variant `-raw`.
    DatasetName dataset() {
        String member = timeframe.map(Timeframe::text).orElse("");
        return switch (kind) {
            case TRADE ->
                isTicks()
                        ? new DatasetName(TickSchemas.TICKS, "trades")
                        : new DatasetName(BarSchemas.GROUP, member + "-raw");
            case QUOTE -> isTicks() ? new DatasetName(TickSchemas.TICKS, "quotes") : TickSchemas.quotes(member);
            case OPEN_INTEREST ->
                isTicks() ? new DatasetName(TickSchemas.TICKS, "oi") : TickSchemas.openInterest(member);
        };
    }
}
