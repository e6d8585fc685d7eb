package dev.tidemark.market.match;

import dev.tidemark.market.match.WantedExtensions.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// What a market text says: trimmed, with single spaces, in upper case, without a leading colon.
final class MarketText {
    private static final int COUNTRY = 3;
    private static final int SHORTEST_EXCHANGE = 2;
    private static final int LONGEST_EXCHANGE = 6;

    private final String text;

    MarketText(String raw) {
        String normal = normal(raw);
        text = normal.startsWith(":") ? normal.substring(1).strip() : normal;
    }

    /// A text as the first table keys it.
    static String normal(String raw) {
        return parts(raw, c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c));
    }

    /// A text as the word table keys it: runs of letters and digits with single spaces between.
    static String words(String raw) {
        return parts(raw, Character::isLetterOrDigit);
    }

    /// Whether a text of words has a phrase.
    static boolean holds(String words, String phrase) {
        for (int at = words.indexOf(phrase); at >= 0; at = words.indexOf(phrase, at + 1)) {
            int end = at + phrase.length();
            if ((at == 0 || words.charAt(at - 1) == ' ') && (end == words.length() || words.charAt(end) == ' ')) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /// The exchange this names: as a whole, by a token, or by words. Later ways count only when earlier ones are
    /// silent.
    WantedExtensions wanted(MatchTables tables) {
        List<String> whole = tables.ofCode(text);
        if (!whole.isEmpty()) {
            return new WantedExtensions(whole, Origin.MARKET, text);
        }
        Map<String, List<String>> tokens = tokens(tables);
        return tokens.isEmpty() ? decide(phrases(tables), Origin.WORDS) : decide(tokens, Origin.TOKEN);
    }

    /// What the tokens with a meaning say, by token.
    private Map<String, List<String>> tokens(MatchTables tables) {
        Map<String, List<String>> found = new TreeMap<>();
        for (String token :
                parts(text, c -> c == '-' || Character.isLetterOrDigit(c)).split(" ", -1)) {
            if (isToken(token)) {
                List<String> extensions = ofToken(token, tables);
                if (!extensions.isEmpty()) {
                    found.put(token, extensions);
                }
            }
        }
        return found;
    }

    /// Three letters, a hyphen, two to six letters.
    private static boolean isToken(String text) {
        int exchange = text.length() - COUNTRY - 1;
        if (exchange < SHORTEST_EXCHANGE || exchange > LONGEST_EXCHANGE || text.charAt(COUNTRY) != '-') {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (at != COUNTRY && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static List<String> ofToken(String token, MatchTables tables) {
        List<String> exchange = tables.ofPhrase(token.substring(COUNTRY + 1));
        if (!exchange.isEmpty()) {
            return exchange;
        }
        List<String> country = tables.ofPhrase(token.substring(0, COUNTRY));
        return country.isEmpty() ? tables.ofCode(token) : country;
    }

    private Map<String, List<String>> phrases(MatchTables tables) {
        String words = words(text);
        Map<String, List<String>> found = new TreeMap<>();
        tables.phrases().forEach((phrase, extensions) -> {
            if (holds(words, phrase)) {
                found.put(phrase, extensions);
            }
        });
        return found;
    }

    private static WantedExtensions decide(Map<String, List<String>> found, Origin origin) {
        if (found.isEmpty()) {
            return WantedExtensions.NONE;
        }
        String evidence = String.join(", ", found.keySet());
        List<String> first = found.values().iterator().next();
        boolean isOne = found.values().stream().allMatch(other -> Extensions.agree(first, other));
        return isOne
                ? new WantedExtensions(first, origin, evidence)
                : new WantedExtensions(List.of(), Origin.CONFLICT, evidence);
    }

    /// The runs of characters of a kind, in upper case, joined by single spaces.
    private static String parts(String raw, IntPredicate isPart) {
        StringBuilder parts = new StringBuilder(raw.length());
        boolean isBetween = false;
        for (int at = 0; at < raw.length(); ) {
            int c = raw.codePointAt(at);
            at += Character.charCount(c);
            if (!isPart.test(c)) {
                isBetween = true;
                continue;
            }
            if (isBetween && !parts.isEmpty()) {
                parts.append(' ');
            }
            isBetween = false;
            parts.appendCodePoint(c);
        }
        return parts.toString().toUpperCase(Locale.ROOT);
    }
}
