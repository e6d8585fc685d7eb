package dev.tidemark.market.instrument;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What the text of a symbol says.
public final class Symbols {
    /// The most bytes a symbol has in UTF-8.
    public static final int MOST_BYTES = 160;

    private static final String MAIN = "KQ.m@";
    private static final String INDEX = "KQ.i@";

    private Symbols() {}

    /// A symbol without white space around it.
    ///
    /// @throws IllegalArgumentException if it is empty, `.`, `..`, longer than 160 bytes, or has a control character, a
    ///                                  backslash or half a surrogate pair
    public static String requireValid(String text) {
        String symbol = text.strip();
        if (symbol.isEmpty() || symbol.equals(".") || symbol.equals("..")) {
            throw new IllegalArgumentException("'" + symbol + "' is no symbol");
        }
        if (symbol.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
            throw new IllegalArgumentException("the symbol '" + symbol + "' has a control character or a backslash");
        }
        if (symbol.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("the symbol '" + symbol + "' is no valid Unicode");
        }
        if (symbol.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("the symbol '" + symbol + "' is longer than " + MOST_BYTES + " bytes");
        }
        return symbol;
    }

    /// The product: what follows the last `@` and then the last `.`, without trailing digits. `SHFE.cu2602` and
    /// `KQ.m@SHFE.cu` have `cu`. A product is compared as a whole: `c` is not `cu`.
    ///
    /// @return empty if nothing is left
    public static String productOf(String symbol) {
        String code = withoutPrefix(symbol);
        int start = code.lastIndexOf('.') + 1;
        int end = code.length();
        while (end > start && isDigit(code.charAt(end - 1))) {
            end--;
        }
        return code.substring(start, end);
    }

    /// The exchange a symbol names before its last dot: `SHFE` of `SHFE.cu2602` and `KQ.m@SHFE.cu`.
    ///
    /// @return empty if there is no dot, as in `AAPL`
    public static String exchangeOf(String symbol) {
        String code = withoutPrefix(symbol);
        return code.substring(0, Math.max(0, code.lastIndexOf('.')));
    }

    /// Whether this is a continuous series of main contracts, such as `KQ.m@SHFE.cu`.
    public static boolean isContinuousMain(String symbol) {
        return symbol.startsWith(MAIN);
    }

    /// Whether this is a continuous index series, such as `KQ.i@SHFE.cu`, which is never rolled.
    public static boolean isContinuousIndex(String symbol) {
        return symbol.startsWith(INDEX);
    }

    /// The upper-cased text after the last dot of a Stooq ticker: `US` of `BRK-B.US`.
    ///
    /// @return empty if there is no dot
    public static String extensionOf(String ticker) {
        int dot = ticker.lastIndexOf('.');
        return dot < 0 ? "" : ticker.substring(dot + 1).toUpperCase(Locale.ROOT);
    }

    private static String withoutPrefix(String symbol) {
        return symbol.substring(symbol.lastIndexOf('@') + 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
