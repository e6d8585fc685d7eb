package dev.tidemark.sources.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes that do not belong into a text line, and how to show them.
public final class OddBytes {
    private OddBytes() {}

    /// Whether there is a byte below 0x20 or 0x7f.
    public static boolean hasControl(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isControl(line[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < 0x20) || b == 0x7f;
    }

    public static boolean isUtf8(byte[] line, int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// A line as text. In one that is no UTF-8 or holds control bytes, every byte outside 0x20…0x7e is written `\xHH`;
    /// all others
    /// come as they are.
    public static String printable(byte[] line, int from, int to) {
        if (isUtf8(line, from, to) && !hasControl(line, from, to)) {
            return new String(line, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from + 16);
        for (int i = from; i < to; i++) {
            if (line[i] >= 0x20 && line[i] < 0x7f) {
                text.append((char) line[i]);
            } else {
                text.append("\\x%02x".formatted(line[i] & 0xff));
            }
        }
        return text.toString();
    }

    /// The first characters of a line, printable, with `…` where it goes on.
    public static String preview(byte[] line, int from, int to, int characters) {
        String text = printable(line, from, Math.min(to, from + 4 * characters));
        return text.length() > characters ? text.substring(0, characters) + "…" : text;
    }
}
