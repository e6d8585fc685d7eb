package dev.tidemark.app.wiring;

import java.util.List;

/// Runs a command line as if it had been typed, for commands that are made of others.
public interface CommandRunner {
    /// Runs the words after `tidemark`.
    ///
    /// @return the exit code
    int run(List<String> words);
}
