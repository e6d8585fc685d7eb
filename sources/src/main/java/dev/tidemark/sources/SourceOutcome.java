package dev.tidemark.sources;

/// What became of one source.
public sealed interface SourceOutcome {
    /// Its rows are committed.
    record Imported() implements SourceOutcome {}

    /// The lake holds exactly its rows already.
    record Unchanged() implements SourceOutcome {}

    /// It has no rows, and there is nothing in the lake that it could replace.
    record Empty() implements SourceOutcome {}

    /// It has no rows, and the series that it replaces was removed, as allowed.
    record Removed() implements SourceOutcome {}

    /// Nothing of it was taken.
    ///
    /// @param message what was attempted, the offending value and the next step; names the source
    record Refused(RefusalReason reason, String message) implements SourceOutcome {}

    /// The stable code: `imported`, `unchanged`, `empty`, `removed` or `refused`.
    default String code() {
        return switch (this) {
            case Imported _ -> "imported";
            case Unchanged _ -> "unchanged";
            case Empty _ -> "empty";
            case Removed _ -> "removed";
            case Refused _ -> "refused";
        };
    }
}
