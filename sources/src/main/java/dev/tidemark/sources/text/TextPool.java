package dev.tidemark.sources.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Gives the texts of fields that hold few different ones, such as codes, without a new object each time. It remembers
/// up to 1,024 texts, a later one in the place of an earlier. Not thread-safe.
public final class TextPool {
    private static final int SLOTS = 1024;
    private static final byte[] NOTHING = {};

    private final byte[][] bytes = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    public TextPool() {
        Arrays.fill(bytes, NOTHING);
        Arrays.fill(texts, "");
    }

    /// The text of `line[from, to)`, which is UTF-8.
    public String text(byte[] line, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + line[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        if (!Arrays.equals(line, from, to, bytes[slot], 0, bytes[slot].length)) {
            bytes[slot] = Arrays.copyOfRange(line, from, to);
            texts[slot] = new String(bytes[slot], StandardCharsets.UTF_8);
        }
        return texts[slot];
    }
}
