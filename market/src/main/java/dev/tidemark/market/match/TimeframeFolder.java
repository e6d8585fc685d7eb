package dev.tidemark.market.match;

import java.util.Optional;

/// The folder of a bulk tree that says how long the bars of its files are: `daily`, `hourly`, `5 min`.
///
/// @param isIntraday whether bars are shorter than a day
/// @param end        where its name ends in the path: the place of the slash
public record TimeframeFolder(boolean isIntraday, int end) {
    private static final String MINUTES = "min";
    private static final int MOST_DIGITS = 4;

    /// The first such folder of a path; empty when no folder is one.
    ///
    /// @param path with `/`, ending in the name of the file
    public static Optional<TimeframeFolder> of(String path) {
        int file = path.lastIndexOf('/') + 1;
        for (int from = 0; from < file; ) {
            int slash = path.indexOf('/', from);
            boolean isDaily = isWord(path, from, slash, "daily");
            if (isDaily || isWord(path, from, slash, "hourly") || isMinutes(path, from, slash)) {
                return Optional.of(new TimeframeFolder(!isDaily, slash));
            }
            from = slash + 1;
        }
        return Optional.empty();
    }

    private static boolean isWord(String path, int from, int to, String word) {
        return to - from == word.length() && path.regionMatches(true, from, word, 0, word.length());
    }

    /// One to four digits, perhaps a space, `min`.
    private static boolean isMinutes(String path, int from, int to) {
        int digits = from;
        while (digits < to && path.charAt(digits) >= '0' && path.charAt(digits) <= '9') {
            digits++;
        }
        int word = digits < to && path.charAt(digits) == ' ' ? digits + 1 : digits;
        return digits > from && digits - from <= MOST_DIGITS && isWord(path, word, to, MINUTES);
    }
}
