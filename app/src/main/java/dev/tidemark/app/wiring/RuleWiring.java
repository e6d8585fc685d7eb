package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.RuleOverrides;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.market.instrument.Instrument;
import dev.tidemark.market.rule.AnomalySettings;
import dev.tidemark.market.rule.RuleSettings;
import dev.tidemark.recipes.ValidationSettings;
import dev.tidemark.sources.SeriesMarkets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// What series are checked against: the preset of their asset class, with what the config says of all series, of their
/// dataset, their asset class and of themselves laid over it, in this order; prices below zero are allowed where the
/// registry says so. Thread-safe.
public final class RuleWiring implements ValidationSettings {
    private final RuleOverrides rules;
    private final RuleOverrides anomalies;
    private final SeriesMarkets markets;

    private RuleWiring(RuleOverrides rules, RuleOverrides anomalies, SeriesMarkets markets) {
        this.rules = rules;
        this.anomalies = anomalies;
        this.markets = markets;
    }

    /// Reads what a lake's config, registry and calendars say.
    ///
    /// @throws TidemarkException `BAD_CONFIG` naming file and line of a rule that there is not
    public static RuleWiring of(Lake lake, Config config) {
        RuleWiring wiring = new RuleWiring(
                config.rules(RuleOverrides.VALIDATION), config.rules(RuleOverrides.ANOMALIES), Registry.markets(lake));
        wiring.rules.all(RuleSettings.preset("equity"), RuleWiring::with);
        return wiring;
    }

    public SeriesMarkets markets() {
        return markets;
    }

    @Override
    public RuleSettings rules(SeriesKey key, Map<String, String> attributes) {
        Optional<Instrument> row = markets.registry().find(key.symbol(), LocalDate.MAX);
        String assetClass = assetClass(row, key, attributes);
        RuleSettings settings = rules.all(RuleSettings.preset(preset(assetClass)), RuleWiring::with);
        settings = rules.one("datasets", key.dataset().toString(), settings, RuleWiring::with);
        settings = rules.one("asset_classes", assetClass, settings, RuleWiring::with);
        settings = rules.one("symbols", key.symbol(), settings, RuleWiring::with);
        return row.map(Instrument::allowsNegativePrice).orElse(false)
                ? settings.with("negative_prices", "allowed")
                : settings;
    }

    /// A preset replaces all limits, not what is off or has another severity.
    private static RuleSettings with(RuleSettings settings, String name, String value) {
        return name.equals(RuleOverrides.PRESET) ? settings.withPreset(value) : settings.with(name, value);
    }

    /// How the anomaly detectors look at a series.
    public AnomalySettings anomalies(SeriesKey key, Map<String, String> attributes) {
        Optional<Instrument> row = markets.registry().find(key.symbol(), LocalDate.MAX);
        AnomalySettings settings = anomalies.all(AnomalySettings.DEFAULTS, AnomalySettings::with);
        settings = anomalies.one("datasets", key.dataset().toString(), settings, AnomalySettings::with);
        settings = anomalies.one("asset_classes", assetClass(row, key, attributes), settings, AnomalySettings::with);
        return anomalies.one("symbols", key.symbol(), settings, AnomalySettings::with);
    }

    private String assetClass(Optional<Instrument> row, SeriesKey key, Map<String, String> attributes) {
        String said = row.flatMap(Instrument::assetClass)
                .map(AssetClass::text)
                .orElse(attributes.getOrDefault(SeriesMarkets.ASSET_CLASS, ""));
        if (!said.isEmpty()) {
            return said;
        }
        return market(key, attributes)
                .map(market -> switch (market.calendar().id()) {
                    case "24x7" -> "crypto";
                    case "forex" -> "forex";
                    case "SHFE", "INE", "DCE", "CZCE", "CFFEX", "CME" -> "future";
                    default -> "equity";
                })
                .orElse("equity");
    }

    private static String preset(String assetClass) {
        return switch (assetClass) {
            case "crypto", "forex", "commodity" -> assetClass;
            case "future", "cryptofuture" -> "futures";
            default -> "equity";
        };
    }

    @Override
    public Optional<Market> market(SeriesKey key, Map<String, String> attributes) {
        try {
            return markets.of(key, attributes, "");
        } catch (TableException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String text() {
        return rules.text() + "\n" + markets.tables() + "\n"
                + markets.registry().toCsv();
    }
}
