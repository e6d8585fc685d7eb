package dev.tidemark.market;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The short identity of a text: what schemas, definitions and schedules are compared by.
public final class ShortHash {
    private static final int DIGITS = 16;

    private ShortHash() {}

    /// The first 16 hex digits, in lower case, of the SHA-256 of a text in UTF-8.
    public static String of(String text) {
        return HexFormat.of()
                .formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
