package dev.tidemark.app.config;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;

/// A value that somebody gave to a key.
///
/// @param key    path of the key, such as `gc.keep_commits` or `datasets.bars/5m.chunk`
/// @param text   the value as written
/// @param origin where it stands, for `config show`: `tidemark.yaml:7`, `.env:3`, `env TIDEMARK_JOBS`, `--jobs`,
/// `default`
/// @param place  the same for error messages, with the whole path of a file
public record Given(String key, String text, String origin, String place) {
    /// The value in its type.
    ///
    /// @throws TidemarkException `BAD_CONFIG` naming place, key and what is expected
    <T> T as(Quantity<T> type) {
        try {
            return type.read().apply(text);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(
                    ErrorCode.BAD_CONFIG,
                    place + ": '" + text + "' is no value for " + key + "; expected " + type.expected(),
                    e);
        }
    }
}
