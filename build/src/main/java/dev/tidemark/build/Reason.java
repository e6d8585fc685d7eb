package dev.tidemark.build;

import java.util.Locale;

/// Why something is done to a partition.
///
/// @param code   which kind of change
/// @param detail the input, field or version, old → new; for people
public record Reason(Code code, String detail) {
    /// The kinds of change. The lower-case name is stable.
    public enum Code {
        /// There is no output yet.
        NEW_INPUT,
        /// What the output is made for changed.
        INPUT_CHANGED,
        /// What the output is made for is gone.
        INPUT_REMOVED,
        /// What a window reaches over changed, came or went.
        NEIGHBOUR_CHANGED,
        /// The partition belongs to another segment.
        SEGMENT_CHANGED,
        /// The partition's row of the schedule changed.
        SCHEDULE_CHANGED,
        /// Another configuration, which may overwrite.
        CONFIG_CHANGED,
        /// Another version of the recipe.
        RECIPE_CHANGED,
        /// Another declared fact.
        FACT_CHANGED,
        /// Other columns.
        SCHEMA_CHANGED,
        /// The output's file has vanished.
        OUTPUT_MISSING,
        /// The output's file is not what the manifest says.
        OUTPUT_DAMAGED,
        /// It was asked for.
        OVERWRITE,
        /// A stage below has work to do first.
        UPSTREAM;

        static Code ofFact(String name) {
            return switch (name) {
                case "segment_id" -> SEGMENT_CHANGED;
                case "main_contract" -> SCHEDULE_CHANGED;
                default -> FACT_CHANGED;
            };
        }

        /// The stable code.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? code.code() : code.code() + ": " + detail;
    }
}
