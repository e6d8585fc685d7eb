package dev.tidemark.sources.universe;

/// The order of paths: that of their UTF-8 bytes, which is the order of code points. `String.compareTo` differs from it
/// where
/// surrogates are involved.
public final class PathOrder {
    private PathOrder() {}

    /// Compares two paths.
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean isOneSurrogate = Character.isSurrogate(x) != Character.isSurrogate(y);
                return isOneSurrogate && Math.min(x, y) >= Character.MIN_SURROGATE ? y - x : x - y;
            }
        }
        return a.length() - b.length();
    }
}
