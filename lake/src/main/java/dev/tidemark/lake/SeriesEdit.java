package dev.tidemark.lake;

import java.util.Optional;

/// A wanted change of one series.
///
/// @param key    the series
/// @param before digest of the manifest that the change was decided on; empty when the series did not exist
/// @param after  what it shall become; empty removes it
public record SeriesEdit(SeriesKey key, Optional<Digest> before, Optional<SeriesState> after) {}
