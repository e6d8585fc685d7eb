package dev.tidemark.sources;

/// A quarantined row, for the report.
///
/// @param line   1-based line of the source, its header being line 1
/// @param reason why
/// @param raw    the start of the line, printable
public record RejectedRow(long line, RejectReason reason, String raw) {}
