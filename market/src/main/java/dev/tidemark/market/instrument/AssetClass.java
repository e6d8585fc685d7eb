package dev.tidemark.market.instrument;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What kind of thing an instrument is.
public enum AssetClass {
    EQUITY,
    ETF,
    INDEX,
    FUTURE,
    CRYPTO,
    FOREX,
    COMMODITY,
    RATE,
    FUND;

    /// Long names of older universes, in lower case.
    private static final Map<String, AssetClass> ALIASES = Map.of(
            "us_equity_index", INDEX,
            "us_equity", EQUITY,
            "us_mega_cap", EQUITY,
            "fx", FOREX,
            "commodities", COMMODITY,
            "fixed income", RATE);

    /// The lower-case name, as the registry writes it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Parses a name or an alias, in upper or lower case.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static AssetClass parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        AssetClass alias = ALIASES.get(wanted);
        if (alias != null) {
            return alias;
        }
        for (AssetClass assetClass : values()) {
            if (assetClass.text().equals(wanted)) {
                return assetClass;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no asset class; expected "
                + Arrays.stream(values()).map(AssetClass::text).collect(Collectors.joining(", ")));
    }
}
