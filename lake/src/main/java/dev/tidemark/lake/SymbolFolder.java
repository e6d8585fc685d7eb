package dev.tidemark.lake;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// The folder name of a symbol: percent-encoded where not `[A-Za-z0-9._-]`, and in the first byte of words that Hive
/// readers turn into something else.
final class SymbolFolder {
    private static final int MAX_ENCODED_BYTES = 240;
    private static final Set<String> HIVE_WORDS = Set.of(
            "null",
            "nan",
            "inf",
            "infinity",
            "-inf",
            "-infinity",
            "+inf",
            "+infinity",
            "true",
            "false",
            "epoch",
            "now",
            "today",
            "tomorrow",
            "yesterday",
            "__hive_default_partition__");

    private SymbolFolder() {}

    static String encode(String symbol) {
        boolean hiveWord = HIVE_WORDS.contains(symbol.toLowerCase(Locale.ROOT));
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length + 8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            if (isPlain(c) && !(i == 0 && hiveWord)) {
                out.append(c);
            } else {
                out.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 15));
            }
        }
        if (out.length() > MAX_ENCODED_BYTES) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME,
                    "symbol '" + symbol + "' is refused: its folder name would be longer than " + MAX_ENCODED_BYTES
                            + " bytes");
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }

    private static char hexDigit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }
}
