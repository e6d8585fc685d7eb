package dev.tidemark.build;

import dev.tidemark.lake.SeriesKey;

/// A series that could not be planned or made.
///
/// @param code stable
public record SeriesFailure(SeriesKey series, String code, String message) {
    /// The code of a series whose inputs failed their validation.
    public static final String GATED = "gated";
}
