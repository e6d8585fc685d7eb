package dev.tidemark.sources.provider;

/// Reads a provider's own words about a reply before its status is looked at: limits and errors that come with status
/// 200, and answers that come with another one.
@FunctionalInterface
public interface ReplyRule {
    /// The status says it all.
    ReplyRule BY_STATUS = _ -> false;

    /// Whether a reply is an answer, whatever its status; false leaves that to the status.
    ///
    /// @throws ProviderException when the body says that there is no answer; the question is repeated as the fault
    /// allows
    boolean takes(Reply reply) throws ProviderException;
}
