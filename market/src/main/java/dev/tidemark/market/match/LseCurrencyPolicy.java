package dev.tidemark.market.match;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Which currency counts when a broker states another one than that of London for a London listing. The lower-case name
/// is stable.
public enum LseCurrencyPolicy {
    /// The broker's, with the status `override`.
    BROKER,
    /// That of the tree's region, with the status `mismatch`.
    STOOQ,
    /// None, with the status `error:lse_currency_override`.
    STRICT;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The policy that [#text] names.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static LseCurrencyPolicy of(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is no policy for currencies of London; expected "
                        + Arrays.stream(values()).map(LseCurrencyPolicy::text).collect(Collectors.joining(", "))));
    }
}
