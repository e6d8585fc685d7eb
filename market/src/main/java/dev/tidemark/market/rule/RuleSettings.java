package dev.tidemark.market.rule;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The limits of the rules: a preset's, each of which can be set on its own. What is exactly at a limit is within it.
/// Immutable.
///
/// @param preset         where the limits come from, such as `equity`
/// @param maxReturn      largest change of the close from bar to bar, as a fraction: 0.2 is 20 %
/// @param staleBars      most steps without a change of price, 1 to [#MOST_STALE_BARS]
/// @param volumeFactor   largest multiple of the mean volume of the 20 bars before
/// @param openGap        largest distance of the open from the close before, as a fraction of it
/// @param negativePrices what prices below zero are
/// @param checksWeekends whether bars of week-ends and outside the sessions are found
/// @param off            codes that are never found
/// @param severities     severities that differ from the usual ones; none of a code that is off
public record RuleSettings(
        String preset,
        double maxReturn,
        int staleBars,
        double volumeFactor,
        double openGap,
        NegativePrices negativePrices,
        boolean checksWeekends,
        Set<RuleCode> off,
        Map<RuleCode, Severity> severities) {
    /// The largest [#staleBars()]: a run has to fit into [BarRules#LOOKBACK].
    public static final int MOST_STALE_BARS = 60;

    private static final String SEVERITY = "severity.";
    private static final String OFF = "off";

    public RuleSettings {
        positive("max_return", maxReturn);
        positive("volume_factor", volumeFactor);
        positive("open_gap", openGap);
        staleBars = new SettingValue("stale_bars", Integer.toString(staleBars)).within(1, MOST_STALE_BARS);
        off = Set.copyOf(off);
        severities = Map.copyOf(severities);
        for (RuleCode code : off) {
            if (severities.containsKey(code)) {
                throw new IllegalArgumentException(
                        "rule " + code.text() + " is off and has a severity; expected one of them");
            }
        }
    }

    /// The limits of an asset class: `equity`, `crypto`, `forex`, `commodity`, `futures`, or `strict` and `relaxed`.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static RuleSettings preset(String name) {
        return new SettingValue("preset", name)
                .choice(Preset.values(), Preset::text)
                .settings();
    }

    /// These settings with the limits of an asset class: all numbers, what prices below zero are, and whether week-ends
    /// are checked. Codes that are off or have a severity of their own stay so.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public RuleSettings withPreset(String name) {
        RuleSettings limits = preset(name);
        return new RuleSettings(
                limits.preset,
                limits.maxReturn,
                limits.staleBars,
                limits.volumeFactor,
                limits.openGap,
                limits.negativePrices,
                limits.checksWeekends,
                off,
                severities);
    }

    /// These settings with another value of one.
    ///
    /// @param key   `max_return`, `stale_bars`, `volume_factor`, `open_gap`, `negative_prices` (`error`, `warning`,
    ///              `allowed`), `weekend_checks` (`true`, `false`) or `severity.CODE` (a [Severity], or `off`)
    /// @throws IllegalArgumentException naming the key or value and the choices
    public RuleSettings with(String key, String value) {
        Map<String, String> changed = values();
        if (key.startsWith(SEVERITY)) {
            RuleCode.parse(key.substring(SEVERITY.length()));
        } else if (!changed.containsKey(key)) {
            throw new SettingValue("setting of rules", key)
                    .refused("max_return, stale_bars, volume_factor, open_gap, negative_prices, weekend_checks"
                            + " or severity.CODE");
        }
        changed.put(key, value);
        return of(preset, changed);
    }

    /// The severity of a code's findings; empty when it is not to be found.
    public Optional<Severity> severity(RuleCode code) {
        if (off.contains(code)) {
            return Optional.empty();
        }
        Severity own = severities.get(code);
        return own != null ? Optional.of(own) : usual(code);
    }

    private Optional<Severity> usual(RuleCode code) {
        boolean isAllowed = negativePrices == NegativePrices.ALLOWED
                && (code == RuleCode.NEGATIVE_PRICES
                        || code == RuleCode.NEGATIVE_PRICE
                        || code == RuleCode.NON_POSITIVE_PRICE);
        boolean isUnchecked = !checksWeekends && (code == RuleCode.WEEKEND_TRADING || code == RuleCode.OUTSIDE_HOURS);
        if (isAllowed || isUnchecked) {
            return Optional.empty();
        }
        boolean isMild = negativePrices == NegativePrices.WARNING && code == RuleCode.NEGATIVE_PRICES;
        return Optional.of(isMild ? Severity.WARNING : code.severity());
    }

    /// All settings as one line, equal exactly when all settings are equal.
    public String text() {
        return "preset=" + preset + " "
                + values().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static RuleSettings of(String preset, Map<String, String> values) {
        Set<RuleCode> off = EnumSet.noneOf(RuleCode.class);
        Map<RuleCode, Severity> severities = new EnumMap<>(RuleCode.class);
        values.forEach((key, value) -> {
            if (key.startsWith(SEVERITY)) {
                RuleCode code = RuleCode.parse(key.substring(SEVERITY.length()));
                severityOf(key, value).ifPresentOrElse(severity -> severities.put(code, severity), () -> off.add(code));
            }
        });
        return new RuleSettings(
                preset,
                value(values, "max_return").above(0),
                value(values, "stale_bars").within(1, MOST_STALE_BARS),
                value(values, "volume_factor").above(0),
                value(values, "open_gap").above(0),
                value(values, "negative_prices").choice(NegativePrices.values(), NegativePrices::text),
                value(values, "weekend_checks").truth(),
                off,
                severities);
    }

    private static Optional<Severity> severityOf(String key, String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        for (Severity severity : Severity.values()) {
            if (severity.text().equals(text)) {
                return Optional.of(severity);
            }
        }
        throw new SettingValue(key, text).refused("info, warning, error, critical, off");
    }

    private static SettingValue value(Map<String, String> values, String key) {
        return new SettingValue(key, values.getOrDefault(key, ""));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("max_return", Double.toString(maxReturn));
        values.put("stale_bars", Integer.toString(staleBars));
        values.put("volume_factor", Double.toString(volumeFactor));
        values.put("open_gap", Double.toString(openGap));
        values.put("negative_prices", negativePrices.text());
        values.put("weekend_checks", Boolean.toString(checksWeekends));
        for (RuleCode code : RuleCode.values()) {
            Severity own = severities.get(code);
            if (own != null) {
                values.put(SEVERITY + code.text(), own.text());
            } else if (off.contains(code)) {
                values.put(SEVERITY + code.text(), OFF);
            }
        }
        return values;
    }

    private static void positive(String key, double number) {
        new SettingValue(key, Double.toString(number)).above(0);
    }
}
