package dev.tidemark.sources.files;

import dev.tidemark.sources.RefusalReason;
import java.io.IOException;

/// A source that is refused, with the reason for the report.
public final class SourceRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    /// Refuses with a message that names the source.
    public SourceRefusedException(RefusalReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RefusalReason reason() {
        return reason;
    }

    /// The message, never null.
    public String text() {
        return String.valueOf(getMessage());
    }
}
