package dev.tidemark.sources.update;

import java.io.Serial;

/// An answer shows that the past before it has changed.
final class RestatedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    RestatedException(String message) {
        super(message);
    }
}
