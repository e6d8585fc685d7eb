package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Keys and passwords that the user gives to a run: never on the command line, never in the config.
final class ProcessSecrets {
    private static final String FILE_SUFFIX = "_FILE";

    private ProcessSecrets() {}

    /// A secret: from the environment or the lake's `.env`, else from the file that `VARIABLE_FILE` names.
    ///
    /// @throws TidemarkException `BAD_CONFIG` when that file cannot be read
    static Optional<String> find(String variable, Session session, Config config) {
        Optional<String> direct = direct(variable, session, config);
        if (direct.isPresent()) {
            return direct;
        }
        Optional<String> file = direct(variable + FILE_SUFFIX, session, config);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Path path = session.resolve(Path.of(file.get()));
        try {
            return Optional.of(Files.readString(path).strip());
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.BAD_CONFIG, variable + FILE_SUFFIX + ": cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> direct(String variable, Session session, Config config) {
        String value = session.surroundings().environment().getOrDefault(variable, "");
        return value.isEmpty() ? config.secret(variable) : Optional.of(value);
    }
}
