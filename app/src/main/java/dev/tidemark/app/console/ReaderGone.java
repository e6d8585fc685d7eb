package dev.tidemark.app.console;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;

/// Nobody reads the output any more, as after `tidemark log | head`. Ends the command without a word.
public final class ReaderGone extends TidemarkException {
    private static final long serialVersionUID = 1L;

    ReaderGone(Throwable cause) {
        super(ErrorCode.CANCELLED, "the reader of the output went away", cause);
    }
}
