package dev.tidemark.market.match;

import java.util.Locale;

/// International securities identification numbers as lists write them.
public final class Isin {
    private static final int LENGTH = 12;

    private Isin() {}

    /// The number in upper case, or empty when the text is none: `-` and `n/a` stand for a missing number, and two of
    /// them say nothing about each other. The check digit is not verified.
    public static String canonical(String text) {
        String isin = text.strip().toUpperCase(Locale.ROOT);
        return isin.length() == LENGTH && isLetter(isin.charAt(0)) && isLetter(isin.charAt(1)) && isAlphanumeric(isin)
                ? isin
                : "";
    }

    /// Whether both are known and they are different.
    static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    private static boolean isAlphanumeric(String text) {
        return text.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9'));
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z';
    }
}
