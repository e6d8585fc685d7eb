package dev.tidemark.app.universe;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.recipes.universe.UniverseTables;
import java.util.List;
import java.util.Optional;

/// The datasets of a universe in one state of the lake, as far as they are known without opening a manifest.
///
/// @param head the state
record UniverseHead(Snapshot head) {
    private static final List<DatasetName> DATASETS = List.of(
            UniverseTables.INDEX,
            UniverseTables.INSTRUMENTS,
            UniverseTables.UNITS,
            UniverseTables.ASSIGNMENTS,
            UniverseTables.DIAGNOSTICS,
            UniverseTables.MATCHES,
            UniverseTables.UNMATCHED,
            UniverseTables.EXPORTS);

    private Optional<SeriesSummary> summary(DatasetName dataset) {
        return head.summary(new SeriesKey(dataset, SeriesKey.NO_SYMBOL));
    }

    /// A text that is another one whenever one of the datasets is.
    String text() {
        StringBuilder text = new StringBuilder();
        for (DatasetName dataset : DATASETS) {
            summary(dataset)
                    .ifPresent(summary -> text.append(dataset.member())
                            .append(' ')
                            .append(summary.manifest().hex())
                            .append(' '));
        }
        return text.toString();
    }

    /// The digest of a dataset's manifest in hex; empty when there is none.
    String manifest(DatasetName dataset) {
        return summary(dataset).map(summary -> summary.manifest().hex()).orElse("");
    }

    /// Number of rows.
    long rows(DatasetName dataset) {
        return summary(dataset).map(SeriesSummary::rows).orElse(0L);
    }
}
