package dev.tidemark.market.rule;

import java.util.Locale;

/// How bad a finding is, mildest first. From [#ERROR] on it keeps builds from reading the partition.
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /// The name in options and reports, such as `warning`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads what [#text] writes.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static Severity parse(String text) {
        return new SettingValue("severity", text).choice(values(), Severity::text);
    }
}
