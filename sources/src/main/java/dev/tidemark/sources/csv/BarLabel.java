package dev.tidemark.sources.csv;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;

/// Which end of a bar its time names; a lake holds the start.
public enum BarLabel {
    START,
    /// The bar of 09:30 to 09:31 is named 09:31.
    END;

    /// Parses `start` or `end`.
    ///
    /// @throws TidemarkException `USAGE`
    public static BarLabel parse(String text) {
        return switch (text) {
            case "start" -> START;
            case "end" -> END;
            default ->
                throw new TidemarkException(
                        ErrorCode.USAGE, "'" + text + "' is no label of bars; expected start or end");
        };
    }
}
