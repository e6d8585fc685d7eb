package dev.tidemark.market.match;

import java.util.List;
import java.util.Locale;

/// The extensions that an instrument's file may have, and what said so.
///
/// @param extensions in order of preference, such as `.PA` before `.FR`; empty when nothing names an exchange
/// @param origin     which part of the row decided
/// @param evidence   the words that decided, such as `LN` or `LONDON, NASDAQ`; empty for [Origin#NONE]
public record WantedExtensions(List<String> extensions, Origin origin, String evidence) {
    /// Nothing names an exchange.
    static final WantedExtensions NONE = new WantedExtensions(List.of(), Origin.NONE, "");

    /// Which part of a row names the exchange.
    public enum Origin {
        /// The suffix of the symbol.
        SYMBOL,
        /// The whole market text.
        MARKET,
        /// A token such as `DEU-XETRA` in the market text.
        TOKEN,
        /// Whole words in the market text.
        WORDS,
        /// Words or tokens of the market text that name different exchanges, so that none is wanted.
        CONFLICT,
        /// Nothing.
        NONE
    }

    public WantedExtensions {
        extensions = List.copyOf(extensions);
    }

    /// Whether no exchange is known.
    public boolean isEmpty() {
        return extensions.isEmpty();
    }

    /// The column `market_rule`: `symbol LN`, `market LSE`, `token DEU-XETRA`, `words NEW YORK`,
    /// `conflict LONDON, NASDAQ`, `none`.
    public String rule() {
        String name = origin.name().toLowerCase(Locale.ROOT);
        return evidence.isEmpty() ? name : name + " " + evidence;
    }
}
