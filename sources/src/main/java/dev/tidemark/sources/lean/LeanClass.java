package dev.tidemark.sources.lean;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An asset class, by the name of its folder.
enum LeanClass {
    EQUITY,
    INDEX,
    FUTURE,
    CRYPTO,
    FOREX,
    CFD;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    /// Zones of times in files that are not UTC, by class, market and, where one instrument differs, ticker.
    private static final Map<String, ZoneId> ZONES = Map.ofEntries(
            Map.entry("equity/usa", NEW_YORK),
            Map.entry("equity/india", KOLKATA),
            Map.entry("index/usa", NEW_YORK),
            Map.entry("index/usa/spx", CHICAGO),
            Map.entry("index/usa/vix", CHICAGO),
            Map.entry("index/usa/ndx", NEW_YORK),
            Map.entry("index/usa/rut", CHICAGO),
            Map.entry("index/cboe", NEW_YORK),
            Map.entry("index/india", KOLKATA),
            Map.entry("index/eurex", ZoneId.of("Europe/Berlin")),
            Map.entry("index/hkfe", ZoneId.of("Asia/Hong_Kong")),
            Map.entry("index/ose", ZoneId.of("Asia/Tokyo")),
            Map.entry("index/krx", ZoneId.of("Asia/Seoul")),
            Map.entry("future/eurex", ZoneId.of("Europe/Berlin")),
            Map.entry("future/hkfe", ZoneId.of("Asia/Hong_Kong")),
            Map.entry("future/india", KOLKATA),
            Map.entry("future/krx", ZoneId.of("Asia/Seoul")),
            Map.entry("forex/fxcm", ZoneOffset.ofHours(-5)));

    /// The class of a folder's name.
    static Optional<LeanClass> of(String folder) {
        for (LeanClass each : values()) {
            if (each.text().equals(folder)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The zone of times in a file.
    ZoneId zone(String market, String ticker) {
        String byMarket = text() + "/" + market;
        ZoneId zone = ZONES.get(byMarket + "/" + ticker);
        return zone != null ? zone : ZONES.getOrDefault(byMarket, ZoneOffset.UTC);
    }

    /// What prices are divided by.
    double priceScale() {
        return this == EQUITY ? 10_000 : 1;
    }

    /// Whether a bar file that does not say so holds quotes.
    boolean isQuoted() {
        return this == FOREX || this == CFD;
    }
}
