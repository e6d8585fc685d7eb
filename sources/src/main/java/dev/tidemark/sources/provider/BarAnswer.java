package dev.tidemark.sources.provider;

import java.time.Instant;

/// A well-formed answer.
///
/// @param bars the bars that begin in the known window, in any order; may be empty
/// @param from first start that the answer speaks for: what is missing after it, the provider does not have. At or
///             after the request's
/// @param to   first start that it does not speak for; at or before the request's, and `from` when it speaks for
/// nothing
public record BarAnswer(BarRows bars, Instant from, Instant to) {
    /// An answer to all of a request.
    public static BarAnswer whole(BarRequest request, BarRows bars) {
        return new BarAnswer(bars, request.from(), request.to());
    }

    /// An answer that says nothing of the window, neither that there are bars nor that there are none.
    public static BarAnswer silent(BarRequest request) {
        return new BarAnswer(new BarRows(), request.from(), request.from());
    }
}
