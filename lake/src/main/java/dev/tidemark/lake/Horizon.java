package dev.tidemark.lake;

/// The oldest commits whose state is still whole, by class of data. A tagged commit stays readable whatever its number.
///
/// @param derived  for derived datasets
/// @param rawAll   for raw series in one partition (`all`)
/// @param raw      for all other raw series
public record Horizon(long derived, long rawAll, long raw) {
    /// Nothing was taken away.
    public static final Horizon NONE = new Horizon(0, 0, 0);
}
