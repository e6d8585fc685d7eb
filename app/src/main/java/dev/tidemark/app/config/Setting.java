package dev.tidemark.app.config;

import java.util.Locale;

/// One key of the config.
///
/// @param key          path in `tidemark.yaml`, such as `gc.keep_commits`
/// @param type         how its text is read
/// @param defaultValue what holds when nobody says anything
/// @param fileOnly     whether only `tidemark.yaml` may set it
/// @param about        one line for people
public record Setting<T>(String key, Quantity<T> type, T defaultValue, boolean fileOnly, String about) {
    static <T> Setting<T> of(String key, Quantity<T> type, T defaultValue, String about) {
        return new Setting<>(key, type, defaultValue, false, about);
    }

    /// The environment variable that sets it, such as `TIDEMARK_GC_KEEP_COMMITS`.
    public String variable() {
        return "TIDEMARK_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// The default as it would stand in the config.
    public String defaultText() {
        return type.write().apply(defaultValue);
    }
}
