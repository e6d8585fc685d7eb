package dev.tidemark.sources.ingest;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.sources.RowCounts;
import java.util.Optional;

/// What one source wants a series to become, and what that was decided on.
///
/// @param key          the series
/// @param dataset      the dataset's record that the rows were cut by
/// @param before       the series as it was; empty when it did not exist
/// @param after        what it shall become; empty removes it
/// @param isChanged    whether there is anything to commit, be it a lost file
/// @param rows         where the good rows go
/// @param encodedBytes bytes of the partitions written
public record SeriesDraft(
        SeriesKey key,
        DatasetRecord dataset,
        Optional<SeriesSummary> before,
        Optional<SeriesState> after,
        boolean isChanged,
        RowCounts rows,
        long encodedBytes) {
    /// The edit to commit.
    SeriesEdit edit() {
        return new SeriesEdit(key, before.map(SeriesSummary::manifest), after);
    }

    /// Whether another draft wants the same rows.
    public boolean hasSameContent(SeriesDraft other) {
        return contents().equals(other.contents());
    }

    private Object contents() {
        return after.map(state -> state.partitions().stream()
                .map(p -> p.chunk() + " " + p.content().content())
                .toList());
    }

    /// Whether the series would keep less than nine tenths of its rows.
    public boolean wouldShrink() {
        return wouldShrink(0);
    }

    /// As [#wouldShrink()], without some rows that it had and that nobody misses.
    public boolean wouldShrink(long expendable) {
        long old = before.map(SeriesSummary::rows).orElse(0L) - expendable;
        return after.map(SeriesState::rows).orElse(0L) * 10 < old * 9;
    }
}
