package dev.tidemark.market.match;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What matching knows of exchanges: codes and words that name them, renamed tickers, and which folder of a tree a
/// market's files lie in. Immutable; users extend the shipped tables, and an entry of theirs takes the place of the
/// one with the same key.
public final class MatchTables {
    private final Map<String, List<String>> codes;
    private final Map<String, List<String>> phrases;
    private final Map<String, String> folders;
    private final Map<String, TickerAlias> aliases;

    private MatchTables(
            Map<String, List<String>> codes,
            Map<String, List<String>> phrases,
            Map<String, String> folders,
            Map<String, TickerAlias> aliases) {
        this.codes = codes;
        this.phrases = phrases;
        this.folders = folders;
        this.aliases = aliases;
    }

    private static final class Shipped {
        static final MatchTables TABLES = ShippedTables.addTo(new MatchTables(Map.of(), Map.of(), Map.of(), Map.of()));
    }

    /// The tables of the product.
    public static MatchTables shipped() {
        return Shipped.TABLES;
    }

    /// With a code that stands after the colon or last dot of symbols, or is a whole market text.
    ///
    /// @param code       such as `LN` or `NASDAQ (USD)`, in any case
    /// @param extensions such as `.UK`, in order of preference; none takes the code out of the table
    /// @throws IllegalArgumentException if the code is blank or a text is no extension
    public MatchTables withSuffix(String code, List<String> extensions) {
        String key = required(MarketText.normal(code), code);
        return new MatchTables(with(codes, key, Extensions.canonical(extensions)), phrases, folders, aliases);
    }

    /// With a word or phrase that names an exchange wherever it stands in a market text, as whole words.
    ///
    /// @param phrase     such as `NEW YORK`, in any case
    /// @param extensions such as `.US`, in order of preference; none takes the phrase out of the table
    /// @throws IllegalArgumentException if the phrase has no letter or digit or a text is no extension
    public MatchTables withWords(String phrase, List<String> extensions) {
        String key = required(MarketText.words(phrase), phrase);
        return new MatchTables(codes, with(phrases, key, Extensions.canonical(extensions)), folders, aliases);
    }

    /// With a renamed ticker.
    public MatchTables withAlias(TickerAlias alias) {
        Map<String, TickerAlias> changed = new TreeMap<>(aliases);
        changed.put(alias.key(), alias);
        return new MatchTables(codes, phrases, folders, Collections.unmodifiableMap(changed));
    }

    /// Without the renaming of a ticker on an exchange, if there is one.
    ///
    /// @param from the old base, in any case
    /// @throws IllegalArgumentException if `from` is blank or `extension` is no extension
    public MatchTables withoutAlias(String from, String extension) {
        String base = required(from.strip().toUpperCase(Locale.ROOT), from);
        Map<String, TickerAlias> changed = new TreeMap<>(aliases);
        changed.remove(base + Extensions.canonical(extension));
        return new MatchTables(codes, phrases, folders, Collections.unmodifiableMap(changed));
    }

    /// With the first word of the category that a market's files lie in.
    MatchTables withFolder(String market, String folder) {
        Map<String, String> changed = new TreeMap<>(folders);
        changed.put(MarketText.words(market), folder);
        return new MatchTables(codes, phrases, Collections.unmodifiableMap(changed), aliases);
    }

    private static Map<String, List<String>> with(
            Map<String, List<String>> table, String key, List<String> extensions) {
        Map<String, List<String>> changed = new TreeMap<>(table);
        if (extensions.isEmpty()) {
            changed.remove(key);
        } else {
            changed.put(key, extensions);
        }
        return Collections.unmodifiableMap(changed);
    }

    private static String required(String key, String text) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' names no market or ticker");
        }
        return key;
    }

    /// The extensions of a code, none when it is not in the table.
    List<String> ofCode(String code) {
        return codes.getOrDefault(code, List.of());
    }

    /// The extensions of a phrase, none when it is not in the table.
    List<String> ofPhrase(String phrase) {
        return phrases.getOrDefault(phrase, List.of());
    }

    /// All phrases, in alphabetical order.
    Map<String, List<String>> phrases() {
        return phrases;
    }

    /// All markets whose files have a folder of their own, as words, with the first word of its name.
    Map<String, String> folders() {
        return folders;
    }

    Optional<TickerAlias> alias(String from, String extension) {
        return Optional.ofNullable(aliases.get(from + extension));
    }

    /// All entries of all tables, one a line, in an order of their own: equal texts, equal tables.
    public String text() {
        StringBuilder text = new StringBuilder();
        codes.forEach((key, extensions) -> line(text, "suffix", key, String.join(" ", extensions)));
        phrases.forEach((key, extensions) -> line(text, "words", key, String.join(" ", extensions)));
        folders.forEach((key, folder) -> line(text, "category", key, folder));
        aliases.values()
                .forEach(alias ->
                        line(text, "alias", alias.from() + " " + alias.to(), alias.extension() + " " + alias.since()));
        return text.toString();
    }

    private static void line(StringBuilder text, String kind, String key, String value) {
        text.append(kind).append(' ').append(key).append(": ").append(value).append('\n');
    }
}
