package dev.tidemark.lake;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 value. Its text form is 64 lower-case hex digits.
public record Digest(long a, long b, long c, long d) implements Comparable<Digest> {
    /// Length in bytes.
    public static final int BYTES = 32;

    public static Digest of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /// The digest of `length` bytes from `offset`.
    public static Digest of(byte[] bytes, int offset, int length) {
        MessageDigest sha = sha256();
        sha.update(bytes, offset, length);
        return wrap(sha.digest());
    }

    /// Takes the 32 bytes of a finished SHA-256.
    public static Digest wrap(byte[] sha256) {
        if (sha256.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.length);
        }
        return read(ByteBuffer.wrap(sha256));
    }

    /// Reads 32 bytes at the buffer's position.
    public static Digest read(ByteBuffer buffer) {
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /// Parses 64 hex digits.
    ///
    /// @throws IllegalArgumentException when the text is anything else
    public static Digest parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("'" + hex + "' is no SHA-256 in hex");
        }
        return wrap(HexFormat.of().parseHex(hex));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /// The first 16 hex digits, for people.
    public String shortHex() {
        return hex().substring(0, 16);
    }

    @Override
    public int compareTo(Digest o) {
        int r = Long.compareUnsigned(a, o.a);
        r = r != 0 ? r : Long.compareUnsigned(b, o.b);
        r = r != 0 ? r : Long.compareUnsigned(c, o.c);
        return r != 0 ? r : Long.compareUnsigned(d, o.d);
    }

    @Override
    public String toString() {
        return hex();
    }
}
