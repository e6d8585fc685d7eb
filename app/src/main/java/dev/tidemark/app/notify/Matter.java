package dev.tidemark.app.notify;

/// What a check found of one topic.
///
/// @param topic    the same as long as the matter is: `update/bars/1d/AAPL`
/// @param severity how bad it is
/// @param text     one line for people; empty when fine
public record Matter(String topic, Severity severity, String text) {
    /// A topic that was looked at and found well.
    public static Matter fine(String topic) {
        return new Matter(topic, Severity.FINE, "");
    }
}
