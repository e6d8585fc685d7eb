package dev.tidemark.lake;

import dev.tidemark.lake.read.DatasetReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The lake as one commit left it. Immutable; safe for any number of threads; stays readable until `gc` takes its
/// objects.
public interface Snapshot {
    /// Number of the commit; 0 for a lake without commits.
    long number();

    /// Id of the commit; empty for a lake without commits.
    String commitId();

    /// Time of the commit; the epoch for a lake without commits.
    Instant time();

    /// All datasets, sorted.
    List<DatasetName> datasets();

    Optional<DatasetRecord> dataset(DatasetName name);

    /// A dataset by the text of its name, `bars/1d`, for reading.
    ///
    /// @throws TidemarkException `NOT_FOUND`, or `BAD_NAME` for a text that no dataset can have as name
    DatasetReader dataset(String name);

    /// The series of a dataset, sorted by symbol.
    List<SeriesKey> series(DatasetName dataset);

    /// Number of series in the lake.
    int seriesCount();

    /// The size of a series, without opening its manifest.
    Optional<SeriesSummary> summary(SeriesKey key);

    /// A series, its manifest opened.
    ///
    /// @throws TidemarkException `DAMAGED` when the manifest is missing or is not what its name says
    Optional<Series> series(SeriesKey key);
}
