package dev.tidemark.sources.health;

import dev.tidemark.lake.SeriesKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How one series stands, and what is known of it.
///
/// @param assetClass  empty when nobody said
/// @param provider    who delivers it; of an imported one the importer
/// @param calendar    id of its calendar; `none` without one
/// @param message     why it is not healthy; empty when it is
/// @param first       start of its first row
/// @param last        start of its last row
/// @param missing     missing expected bars at its last update, those that the provider does not have left out; empty
///                    when it was never updated
/// @param failed      stretches of time that have no answer
/// @param lastUpdate  its last update, failed or not
/// @param lastSuccess its last update without an error
/// @param updates     updates on record
public record SeriesHealth(
        SeriesKey key,
        String assetClass,
        String provider,
        String calendar,
        Status status,
        String message,
        Optional<Instant> first,
        Optional<Instant> last,
        long rows,
        Optional<Long> missing,
        int failed,
        Optional<Instant> lastUpdate,
        Optional<Instant> lastSuccess,
        int updates) {
    /// The lower-case name is stable.
    public enum Status {
        HEALTHY,
        STALE,
        ERROR;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
