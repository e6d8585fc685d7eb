package dev.tidemark.sources.provider;

/// Carries a question to a provider and brings the answer: within its limits, with patience, and with status 200 unless
/// the question's rule takes another.
public interface Caller {
    /// Asks, and waits for the whole answer.
    ///
    /// @throws ProviderException when none came, or one with another status
    Reply get(Ask ask) throws ProviderException;
}
