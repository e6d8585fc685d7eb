package dev.tidemark.lake.store;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file of the lake is missing or is not what it should be; knows which, so that a report can name it.
final class DamagedException extends TidemarkException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    DamagedException(Path file, String message, @Nullable Throwable cause) {
        super(ErrorCode.DAMAGED, message, cause);
        this.file = file;
    }

    Path file() {
        return file;
    }
}
