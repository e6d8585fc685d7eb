package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Settings;
import dev.tidemark.lake.Compression;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FaultFileOps;
import dev.tidemark.lake.io.FileOps;
import java.time.Clock;
import java.util.Map;

/// Turns a config into the options of a lake.
final class LakeWiring {
    /// Asks for injected faults in file operations; a testing aid.
    private static final String FAULT_VARIABLE = "TIDEMARK_FAULT";

    private LakeWiring() {}

    static LakeOptions options(Config config, Map<String, String> environment, Clock clock) {
        return new LakeOptions(
                files(environment.getOrDefault(FAULT_VARIABLE, "")),
                clock,
                config.get(Settings.LOCK_TIMEOUT),
                config.get(Settings.TREE),
                Product.version(),
                name -> config.compressionOf(name).orElse(Compression.STANDARD));
    }

    private static FileOps files(String fault) {
        try {
            return fault.isEmpty() ? FileOps.system() : FaultFileOps.from(fault, FileOps.system());
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        }
    }
}
