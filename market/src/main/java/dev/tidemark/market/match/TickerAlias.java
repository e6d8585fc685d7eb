package dev.tidemark.market.match;

import java.util.Locale;
import java.util.regex.Pattern;

/// A ticker that has a new name on one exchange.
///
/// @param from      the old base, such as `FB`
/// @param to        the new base, as the index writes it, such as `META`
/// @param extension where: `.US`
/// @param since     first day of the new name, ISO date, or empty when unknown; for readers, matching has no dates
public record TickerAlias(String from, String to, String extension, String since) {
    private static final Pattern TICKER = Pattern.compile("\\S+");
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})?");

    /// @throws IllegalArgumentException if a ticker is empty or holds white space, `extension` is none, or `since` is
    ///                                  no ISO date
    public TickerAlias {
        from = from.strip().toUpperCase(Locale.ROOT);
        to = to.strip().toUpperCase(Locale.ROOT);
        extension = Extensions.canonical(extension);
        since = since.strip();
        if (!TICKER.matcher(from).matches() || !TICKER.matcher(to).matches()) {
            throw new IllegalArgumentException("'" + from + "' to '" + to + "' is no alias of one ticker to another");
        }
        if (!DAY.matcher(since).matches()) {
            throw new IllegalArgumentException("the alias of '" + from + "' has the day '" + since
                    + "'; expected one such as 2022-06-09, or nothing");
        }
    }

    /// What a table has at most one alias of.
    String key() {
        return from + extension;
    }
}
