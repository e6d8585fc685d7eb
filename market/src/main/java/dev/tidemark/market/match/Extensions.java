package dev.tidemark.market.match;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Extensions of tickers: a dot, then letters and digits.
final class Extensions {
    private Extensions() {}

    /// @throws IllegalArgumentException naming the text
    static String canonical(String text) {
        String extension = text.strip().toUpperCase(Locale.ROOT);
        if (!extension.matches("\\.[A-Z0-9]+")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no extension; expected a dot and letters or digits, such as .US");
        }
        return extension;
    }

    static List<String> canonical(List<String> texts) {
        return texts.stream().map(Extensions::canonical).distinct().toList();
    }

    /// Whether both lists name the same exchanges, in whatever order of preference.
    static boolean agree(List<String> one, List<String> other) {
        return new HashSet<>(one).equals(new HashSet<>(other));
    }
}
