package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds the lake that a command is about.
final class LakeFolder {
    private static final String VARIABLE = "TIDEMARK_LAKE";
    private static final String FORMAT_FILE = ".tidemark/format.json";

    private LakeFolder() {}

    /// `--lake`, else `TIDEMARK_LAKE`, else the nearest folder from the working folder upward that holds a lake.
    ///
    /// @throws TidemarkException `NOT_A_LAKE` saying how to name or make one
    static Path find(Optional<Path> option, Map<String, String> environment, Path workingFolder) {
        if (option.isPresent()) {
            return existing(workingFolder.resolve(option.get()), "--lake");
        }
        String variable = environment.getOrDefault(VARIABLE, "");
        if (!variable.isEmpty()) {
            return existing(workingFolder.resolve(variable), VARIABLE);
        }
        for (Path folder = workingFolder.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (isLake(folder)) {
                return folder;
            }
        }
        throw new TidemarkException(
                ErrorCode.NOT_A_LAKE,
                "there is no lake: no folder from " + workingFolder.toAbsolutePath()
                        + " upward holds a tidemark.yaml; name one with --lake DIR or TIDEMARK_LAKE,"
                        + " make one with `tidemark init DIR`, or look at one with `tidemark demo`");
    }

    static boolean isLake(Path folder) {
        return Files.exists(folder.resolve(FORMAT_FILE)) || Files.exists(folder.resolve(Config.FILE_NAME));
    }

    private static Path existing(Path folder, String origin) {
        Path lake = folder.toAbsolutePath().normalize();
        if (!isLake(lake)) {
            throw new TidemarkException(
                    ErrorCode.NOT_A_LAKE,
                    lake + " (from " + origin + ") holds no lake; make one with `tidemark init " + lake + "`");
        }
        return lake;
    }
}
