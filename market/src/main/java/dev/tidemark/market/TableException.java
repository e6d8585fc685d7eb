package dev.tidemark.market;

/// A table of market facts, such as a calendar, a session file or an instrument registry, that cannot be understood.
/// The
/// message names the source, the line where there is one, the offending value and what is expected.
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TableException(String message) {
        super(message);
    }

    /// An error at a line.
    ///
    /// @param source name of the file or resource
    /// @param line   number of the line, from 1
    public static TableException at(String source, int line, String message) {
        return new TableException(source + ":" + line + ": " + message);
    }
}
