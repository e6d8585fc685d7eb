package dev.tidemark.market.gap;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where the prices of a missing bar come from. The lower-case name is stable.
public enum FillMethod {
    /// All four are the close of the nearest real bar before.
    FORWARD,
    /// All four are the close of the nearest real bar after.
    BACKWARD,
    /// Each price column on a straight line between the nearest real bars, counted in expected bars.
    INTERPOLATE,
    /// All four are 0.
    ZERO;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Parses what [#text] says.
    ///
    /// @throws IllegalArgumentException naming the text and what is accepted
    public static FillMethod parse(String text) {
        return Arrays.stream(values())
                .filter(method -> method.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no way to fill; expected "
                        + Arrays.stream(values()).map(FillMethod::text).collect(Collectors.joining(", "))));
    }
}
