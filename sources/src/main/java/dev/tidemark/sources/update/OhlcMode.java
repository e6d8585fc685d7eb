package dev.tidemark.sources.update;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What becomes of a delivered bar whose high is not the highest or whose low is not the lowest of its prices.
public enum OhlcMode {
    /// The symbol fails.
    STRICT,
    /// The row goes into quarantine, the rest is taken.
    DROP,
    /// The row is taken, and counted.
    WARN;

    /// Parses the lower-case name.
    ///
    /// @throws IllegalArgumentException naming the choices
    public static OhlcMode parse(String text) {
        for (OhlcMode mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no mode; expected "
                + Arrays.stream(values())
                        .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }
}
