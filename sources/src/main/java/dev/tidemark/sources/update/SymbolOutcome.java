package dev.tidemark.sources.update;

import dev.tidemark.lake.SeriesKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What became of one series in a run.
///
/// @param status      what happened
/// @param rows        rows by what became of them
/// @param windows     windows that were asked for
/// @param failed      windows without an answer
/// @param gapsFilled  bars that had been missing inside the series and came
/// @param missing     expected bars up to now that are missing and that the provider is not known to lack
/// @param isRestated  whether the provider had changed the past, so that all was fetched again
/// @param reason      what went wrong first, with its code; empty when nothing did
/// @param quarantine  files with rejected rows, relative to the lake
public record SymbolOutcome(
        SeriesKey key,
        Status status,
        Rows rows,
        int windows,
        int failed,
        long gapsFilled,
        long missing,
        boolean isRestated,
        Optional<Reason> reason,
        List<String> quarantine) {
    public SymbolOutcome {
        quarantine = List.copyOf(quarantine);
    }

    /// What happened. The lower-case name is stable.
    public enum Status {
        /// It is new.
        LOADED,
        /// Something changed.
        UPDATED,
        /// Asked, and nothing changed.
        UNCHANGED,
        /// Nothing to ask.
        UP_TO_DATE,
        /// Answered, but there is no bar in all of the range.
        EMPTY,
        /// Some times have no answer; what came is kept.
        PARTIAL,
        /// Nothing came.
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What went wrong.
    ///
    /// @param code    stable
    /// @param message what was attempted and what came
    public record Reason(String code, String message) {}

    /// Counts of rows.
    ///
    /// @param fresh     whose time was not held
    /// @param changed   whose time was held with another value
    /// @param unchanged that were held
    /// @param removed   that were held, and that the provider's restated past does not have
    public record Rows(long fresh, long changed, long unchanged, long removed, long quarantined) {
        public static final Rows NONE = new Rows(0, 0, 0, 0, 0);

        /// New or changed rows: what derived work depends on.
        public long inserted() {
            return fresh + changed;
        }

        Rows plus(Rows other) {
            return new Rows(
                    fresh + other.fresh,
                    changed + other.changed,
                    unchanged + other.unchanged,
                    removed + other.removed,
                    quarantined + other.quarantined);
        }
    }

    static SymbolOutcome failed(SeriesKey key, int windows, String code, String message) {
        return new SymbolOutcome(
                key,
                Status.FAILED,
                Rows.NONE,
                windows,
                windows,
                0,
                0,
                false,
                Optional.of(new Reason(code, message)),
                List.of());
    }

    /// Whether something of it went wrong.
    public boolean isProblem() {
        return reason.isPresent() || rows.quarantined() > 0;
    }
}
