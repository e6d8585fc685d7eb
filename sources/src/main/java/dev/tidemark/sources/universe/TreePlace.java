package dev.tidemark.sources.universe;

/// What the folders of a price file say about it.
///
/// The region is the folder behind the first one that names a timeframe (`daily`, `hourly`, `5 min`), else the first
/// folder. The
/// category is what lies between the region and the file, joined by `/`: `nasdaq stocks/1`. Both are as written, and
/// empty when
/// there is no such folder.
public record TreePlace(String region, String category) {
    private static final String MINUTES = "min";

    /// Reads the folders of a path.
    ///
    /// @param path relative, with `/`, ending in the name of the file
    public static TreePlace of(String path) {
        int file = path.lastIndexOf('/') + 1;
        int from = 0;
        while (from < file) {
            int slash = path.indexOf('/', from);
            if (isTimeframe(path, from, slash)) {
                return behind(path, slash + 1, file);
            }
            from = slash + 1;
        }
        return behind(path, 0, file);
    }

    private static TreePlace behind(String path, int from, int file) {
        if (from >= file) {
            return new TreePlace("", "");
        }
        int slash = path.indexOf('/', from);
        String category = slash + 1 < file ? path.substring(slash + 1, file - 1) : "";
        return new TreePlace(path.substring(from, slash), category);
    }

    private static boolean isTimeframe(String path, int from, int to) {
        return isWord(path, from, to, "daily") || isWord(path, from, to, "hourly") || isMinutes(path, from, to);
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
        return digits > from && digits - from <= 4 && isWord(path, word, to, MINUTES);
    }
}
