package dev.tidemark.lake;

import java.util.Optional;

/// What a snapshot knows of a series without opening its manifest.
///
/// @param manifest   digest of the series' manifest root
/// @param contents   digest of what the series holds, see [SeriesState#contents()]
/// @param complete   what the series was last completely built from, see [SeriesState#COMPLETE]
/// @param partitions number of partitions
/// @param rows       rows of all partitions
/// @param bytes      bytes of all partition files
/// @param minTime    least time, in the unit of the schema's time column
/// @param maxTime    greatest time
public record SeriesSummary(
        Digest manifest,
        Digest contents,
        Optional<Digest> complete,
        int partitions,
        long rows,
        long bytes,
        long minTime,
        long maxTime) {
    /// The summary of a series whose manifest has a digest.
    public static SeriesSummary of(Digest manifest, SeriesState state) {
        return new SeriesSummary(
                manifest,
                state.contents(),
                state.complete(),
                state.partitions().size(),
                state.rows(),
                state.bytes(),
                state.minTime(),
                state.maxTime());
    }

    /// The summary of a dataset's record.
    public static SeriesSummary ofRecord(Digest record) {
        return new SeriesSummary(record, record, Optional.empty(), 0, 0, 0, 0, 0);
    }
}
