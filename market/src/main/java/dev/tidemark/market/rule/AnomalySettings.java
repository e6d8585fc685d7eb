package dev.tidemark.market.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How the detectors of [Anomalies] work. Callers lay the settings of an asset class and of a symbol over the base
/// with [#with]. Immutable.
///
/// @param enabled                 whether anything is looked for
/// @param method                  how returns that stand out are told
/// @param threshold               the score above which returns and volumes stand out; above 0. It does not hold for
///                                [OutlierMethod#IQR], where it is 3
/// @param window                  volumes before a volume that it is compared with, 2 to 1000
/// @param minSamples              returns that are needed to tell outliers, at least 1
/// @param minVolume               only volumes above it can stand out
/// @param maxUnchangedDays        most steps without a change of price, at least 1
/// @param checkCloseOnly          whether staleness looks at the close alone
/// @param reportSeverityThreshold the mildest severity that is told
public record AnomalySettings(
        boolean enabled,
        OutlierMethod method,
        double threshold,
        int window,
        int minSamples,
        double minVolume,
        int maxUnchangedDays,
        boolean checkCloseOnly,
        Severity reportSeverityThreshold) {
    /// What holds unless said otherwise.
    public static final AnomalySettings DEFAULTS =
            new AnomalySettings(true, OutlierMethod.MAD, 3.0, 20, 20, 0, 5, false, Severity.INFO);

    private static final int MOST = 1_000_000;
    private static final int MOST_WINDOW = 1000;

    public AnomalySettings {
        threshold = new SettingValue("threshold", Double.toString(threshold)).above(0);
        window = new SettingValue("window", Integer.toString(window)).within(2, MOST_WINDOW);
        minSamples = new SettingValue("min_samples", Integer.toString(minSamples)).within(1, MOST);
        minVolume = new SettingValue("min_volume", Double.toString(minVolume)).atLeast(0);
        maxUnchangedDays = new SettingValue("max_unchanged_days", Integer.toString(maxUnchangedDays)).within(1, MOST);
    }

    /// These settings with another value of one.
    ///
    /// @param key `enabled`, `method` (`mad`, `zscore`, `iqr`), `threshold`, `window`, `min_samples`, `min_volume`,
    ///            `max_unchanged_days`, `check_close_only` or `report_severity_threshold`
    /// @throws IllegalArgumentException naming the key or value and the choices
    public AnomalySettings with(String key, String value) {
        Map<String, String> changed = values();
        if (changed.replace(key, value) == null) {
            throw new SettingValue("setting of anomalies", key).refused(String.join(", ", changed.keySet()));
        }
        return new AnomalySettings(
                value(changed, "enabled").truth(),
                value(changed, "method").choice(OutlierMethod.values(), OutlierMethod::text),
                value(changed, "threshold").above(0),
                value(changed, "window").within(2, MOST_WINDOW),
                value(changed, "min_samples").within(1, MOST),
                value(changed, "min_volume").atLeast(0),
                value(changed, "max_unchanged_days").within(1, MOST),
                value(changed, "check_close_only").truth(),
                value(changed, "report_severity_threshold").choice(Severity.values(), Severity::text));
    }

    /// All settings as one line, equal exactly when all settings are equal.
    public String text() {
        return values().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static SettingValue value(Map<String, String> values, String key) {
        return new SettingValue(key, values.getOrDefault(key, ""));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("enabled", Boolean.toString(enabled));
        values.put("method", method.text());
        values.put("threshold", Double.toString(threshold));
        values.put("window", Integer.toString(window));
        values.put("min_samples", Integer.toString(minSamples));
        values.put("min_volume", Double.toString(minVolume));
        values.put("max_unchanged_days", Integer.toString(maxUnchangedDays));
        values.put("check_close_only", Boolean.toString(checkCloseOnly));
        values.put("report_severity_threshold", reportSeverityThreshold.text());
        return values;
    }
}
