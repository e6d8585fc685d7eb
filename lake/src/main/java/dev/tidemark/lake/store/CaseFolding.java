package dev.tidemark.lake.store;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// On a filesystem that folds case two symbols that differ only by case would share a folder.
final class CaseFolding {
    private CaseFolding() {}

    /// Refuses edits that would make two such symbols.
    ///
    /// @throws TidemarkException `BAD_NAME`, naming both
    static void refuse(Snapshot head, Collection<SeriesEdit> edits) {
        Map<String, SeriesKey> folded = new HashMap<>();
        edits.stream()
                .map(e -> e.key().dataset())
                .distinct()
                .forEach(dataset -> head.series(dataset).forEach(key -> folded.put(fold(key), key)));
        for (SeriesEdit edit : edits) {
            SeriesKey other = folded.putIfAbsent(fold(edit.key()), edit.key());
            if (other != null && !other.equals(edit.key())) {
                throw new TidemarkException(
                        ErrorCode.BAD_NAME,
                        edit.key() + " is refused: " + other
                                + " differs only by case, and this filesystem keeps no such difference");
            }
        }
    }

    private static String fold(SeriesKey key) {
        return key.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
