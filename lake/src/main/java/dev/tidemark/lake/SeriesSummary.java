package dev.tidemark.lake;

/// What a snapshot knows of a series without opening its manifest.
///
/// @param manifest   digest of the series' manifest root
/// @param partitions number of partitions
/// @param rows       rows of all partitions
/// @param bytes      bytes of all partition files
/// @param minTime    least time, in the unit of the schema's time column
/// @param maxTime    greatest time
public record SeriesSummary(Digest manifest, int partitions, long rows, long bytes, long minTime, long maxTime) {}
