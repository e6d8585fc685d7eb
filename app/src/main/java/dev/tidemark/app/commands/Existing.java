package dev.tidemark.app.commands;

import dev.tidemark.app.console.Typo;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.List;

/// Looks things up in a snapshot and, where they are missing, says what is there.
final class Existing {
    private static final int MOST_LISTED = 12;

    private Existing() {}

    /// @throws TidemarkException `NOT_FOUND` with suggestions
    static DatasetRecord dataset(Snapshot snapshot, DatasetName name) {
        return snapshot.dataset(name).orElseThrow(() -> {
            List<String> known =
                    snapshot.datasets().stream().map(DatasetName::toString).toList();
            String hint = Typo.hint(name.toString(), known);
            return notFound("there is no dataset '" + name + "' in commit " + snapshot.number()
                    + (hint.isEmpty() ? listed(known) : hint));
        });
    }

    private static String listed(List<String> known) {
        return known.isEmpty()
                ? "; the lake is empty, `tidemark import` fills it"
                : "; there are "
                        + String.join(", ", known.subList(0, Math.min(MOST_LISTED, known.size())))
                        + (known.size() > MOST_LISTED ? ", ..." : "");
    }

    /// @throws TidemarkException `NOT_FOUND` with suggestions
    static Series series(Snapshot snapshot, SeriesKey key) {
        dataset(snapshot, key.dataset());
        return snapshot.series(key).orElseThrow(() -> missing(snapshot, key));
    }

    /// A dataset, series or partition that a command is about.
    ///
    /// @throws TidemarkException `NOT_FOUND` with suggestions
    static void target(Snapshot head, Target named) {
        dataset(head, named.dataset());
        named.series().ifPresent(key -> {
            Series series = series(head, key);
            named.chunk().ifPresent(chunk -> chunk(series, chunk));
        });
    }

    private static void chunk(Series series, String chunk) {
        if (!series.chunkSize().isLabel(chunk)) {
            throw notFound("'" + chunk + "' is no chunk of " + series.key() + ", which is cut by "
                    + series.chunkSize().text());
        }
        if (series.partition(chunk).isEmpty()) {
            throw notFound("there is no chunk '" + chunk + "' in " + series.key() + "; `tidemark info " + series.key()
                    + "` shows those there are");
        }
    }

    private static TidemarkException missing(Snapshot snapshot, SeriesKey key) {
        List<String> symbols =
                snapshot.series(key.dataset()).stream().map(SeriesKey::symbol).toList();
        String hint = Typo.hint(key.symbol(), symbols);
        return notFound("there is no series '" + key + "' in commit " + snapshot.number()
                + (hint.isEmpty() ? "; `tidemark list " + key.dataset() + "` shows those there are" : hint));
    }

    private static TidemarkException notFound(String message) {
        return new TidemarkException(ErrorCode.NOT_FOUND, message);
    }
}
