package dev.tidemark.market.rule;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The limits that come with the product, a row an asset class.
enum Preset {
    EQUITY(0.2, 5, 10, 0.05, NegativePrices.ERROR, true),
    CRYPTO(0.5, 3, 20, 0.15, NegativePrices.ERROR, false),
    FOREX(0.1, 10, 5, 0.02, NegativePrices.ERROR, true),
    COMMODITY(0.15, 5, 8, 0.05, NegativePrices.WARNING, true),
    FUTURES(0.15, 5, 8, 0.05, NegativePrices.WARNING, true),
    STRICT(0.1, 3, 5, 0.02, NegativePrices.ERROR, true),
    RELAXED(1.0, 10, 50, 0.25, NegativePrices.ERROR, true);

    private final double maxReturn;
    private final int staleBars;
    private final double volumeFactor;
    private final double openGap;
    private final NegativePrices negativePrices;
    private final boolean checksWeekends;

    Preset(
            double maxReturn,
            int staleBars,
            double volumeFactor,
            double openGap,
            NegativePrices negativePrices,
            boolean checksWeekends) {
        this.maxReturn = maxReturn;
        this.staleBars = staleBars;
        this.volumeFactor = volumeFactor;
        this.openGap = openGap;
        this.negativePrices = negativePrices;
        this.checksWeekends = checksWeekends;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    RuleSettings settings() {
        return new RuleSettings(
                text(),
                maxReturn,
                staleBars,
                volumeFactor,
                openGap,
                negativePrices,
                checksWeekends,
                Set.of(),
                Map.of());
    }
}
