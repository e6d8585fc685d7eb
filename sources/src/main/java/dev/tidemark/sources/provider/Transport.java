package dev.tidemark.sources.provider;

import java.io.IOException;

/// Carries one question once. Thread-safe; ends early when its thread is interrupted.
public interface Transport extends AutoCloseable {
    /// Sends a question and waits for whatever comes, be it an error.
    ///
    /// @throws IOException when nothing came, or not all of it
    Reply send(Ask ask) throws IOException, InterruptedException;

    @Override
    default void close() {}
}
