package dev.tidemark.build;

import java.util.List;

/// Why a partition is what it is: a tree of causes.
///
/// @param name   `labels/default/SHFE.cu2402/2024-01-02`
/// @param state  what a build would do to it now, such as `keep`; `imported` for what no recipe makes
/// @param reason why; empty when it is kept
/// @param facts  what it was made from beside its inputs: lines such as `recipe labels 1`
/// @param inputs what it was made from; for an imported partition none
public record Explanation(String name, String state, String reason, List<String> facts, List<Input> inputs) {
    public Explanation {
        facts = List.copyOf(facts);
        inputs = List.copyOf(inputs);
    }

    /// One input.
    ///
    /// @param role   `own`, or `near` for what a window reaches over
    /// @param rows   which rows: `first+count`
    /// @param digest of what was read, 16 hex digits
    /// @param cause  the input's own explanation
    public record Input(String role, String rows, String digest, Explanation cause) {}
}
