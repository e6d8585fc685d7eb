package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// The bytes of a list of series whose tree is not finished: one a line, then `end` and a checksum of the lines.
final class PendingList {
    private static final String END = "end ";

    private PendingList() {}

    static byte[] write(Collection<SeriesKey> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach(key -> text.append(key).append('\n'));
        String checksum = checksum(text);
        return (text + END + checksum + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String checksum(CharSequence lines) {
        return Digest.of(lines.toString().getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    /// @throws TidemarkException `DAMAGED`, naming `file`
    static List<SeriesKey> read(byte[] bytes, Path file) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(END);
        if (end < 0 || !text.equals(text.substring(0, end) + END + checksum(text.substring(0, end)) + "\n")) {
            throw new DamagedException(
                    file, file + " is torn; run `tidemark doctor --fix`, which compares the whole tree", null);
        }
        return text.substring(0, end).lines().map(SeriesKey::parse).toList();
    }
}
