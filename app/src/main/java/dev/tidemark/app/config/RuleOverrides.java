package dev.tidemark.app.config;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/// Rules that the config sets: for all series under `rules`, and for some under `datasets`, `asset_classes` and
/// `symbols`. Later ones win over earlier ones.
///
/// @param section `validation` or `anomalies`
/// @param given   keys such as `validation.rules.max_return` and `validation.symbols[BTC-USD].preset`
public record RuleOverrides(String section, List<Given> given) {
    public static final String VALIDATION = "validation";
    public static final String ANOMALIES = "anomalies";

    /// The setting that stands for many others: in one map it is laid first, wherever it is written.
    public static final String PRESET = "preset";

    static final String RULES = "rules";
    static final Set<String> GROUPS = Set.of("datasets", "asset_classes", "symbols");

    public RuleOverrides {
        given = List.copyOf(given);
    }

    /// Takes a rule's name and value.
    ///
    /// @param <S> the settings of the rules
    public interface Setter<S> {
        /// The settings with one more value.
        ///
        /// @throws IllegalArgumentException naming what is wrong and the choices
        S with(S settings, String name, String value);
    }

    /// Lays what holds for all series over settings.
    public <S> S all(S settings, Setter<S> setter) {
        return lay(section + "." + RULES + ".", settings, setter);
    }

    /// Lays what holds for a dataset, an asset class or a symbol over settings.
    ///
    /// @param group `datasets`, `asset_classes` or `symbols`
    public <S> S one(String group, String name, S settings, Setter<S> setter) {
        return lay(section + "." + group + "[" + name + "].", settings, setter);
    }

    private <S> S lay(String prefix, S settings, Setter<S> setter) {
        List<Given> own = given.stream()
                .filter(each -> each.key().startsWith(prefix))
                .sorted(Comparator.comparing(each -> !each.key().equals(prefix + PRESET)))
                .toList();
        S now = settings;
        for (Given each : own) {
            try {
                now = setter.with(now, each.key().substring(prefix.length()), each.text());
            } catch (IllegalArgumentException e) {
                throw new TidemarkException(ErrorCode.BAD_CONFIG, each.place() + ": " + e.getMessage(), e);
            }
        }
        return now;
    }

    /// All of it on lines, for a digest.
    public String text() {
        BinaryOperator<String> lines = (a, b) -> a + "\n" + b;
        return given.stream()
                .map(each -> each.key() + "=" + each.text())
                .sorted()
                .reduce("", lines);
    }
}
