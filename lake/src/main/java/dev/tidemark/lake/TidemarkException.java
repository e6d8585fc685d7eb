package dev.tidemark.lake;

import org.jspecify.annotations.Nullable;

/// A failure with a stable [ErrorCode]. The message says what was attempted, the offending value with file and line
/// where there is one, and the next step.
public class TidemarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public TidemarkException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public TidemarkException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
