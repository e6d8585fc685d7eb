package dev.tidemark.sources.provider;

import java.util.Optional;

/// Delivers bars of one symbol at a time. Thread-safe.
///
/// An implementation knows one documented format: how to ask for a window of bars, and how to read the answer strictly.
/// It never guesses: an answer of another content type, shape, unit, zone or symbol is a [Fault#BAD_ANSWER], even with
/// status 200. It does not wait, repeat or count; the caller does.
public interface Provider {
    /// The stable lower-case name, such as `binance`; series record it.
    String name();

    /// What it can deliver.
    Capabilities capabilities();

    /// The bars that begin in a window.
    ///
    /// @param request a window of at most [Capabilities#barsPerCall()] steps of a timeframe that is among the
    ///                capabilities
    /// @param caller  carries questions to the provider, as often as needed
    /// @throws ProviderException when there is no answer, or none that can be trusted
    BarAnswer bars(BarRequest request, Caller caller) throws ProviderException;

    /// The calendar that a symbol of its follows when nobody else says; usually the one of its capabilities.
    default String calendarOf(String symbol) {
        return capabilities().calendar();
    }

    /// What carries its questions, when that is not the network.
    default Optional<Transport> transport() {
        return Optional.empty();
    }
}
