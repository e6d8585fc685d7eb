package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.ConfigTemplate;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tidemark init DIR`.
@Command(
        name = "init",
        header = "Make an empty lake with a commented config.",
        exitCodeList = {"0:done", "2:the folder holds a lake already"},
        footer = {"  tidemark init mylake", "  cd mylake && tidemark import stooq ~/d_us_txt.zip"})
final class InitCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "DIR", description = "The lake's folder; made if it is missing.")
    private Path folder = Path.of(".");

    InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path lake = session.resolve(folder);
        Path config = lake.resolve(Config.FILE_NAME);
        LakeOptions options = session.lakeOptions(session.config(Optional.of(lake)));
        Lake.create(lake, options);
        boolean kept = Files.exists(config);
        if (!kept) {
            write(config, ConfigTemplate.yaml());
        }
        write(lake.resolve(ConfigTemplate.SCHEMA_PATH), ConfigTemplate.schema());
        said(lake, kept);
        return LakeCommand.DONE;
    }

    private void said(Path lake, boolean kept) {
        if (session.json()) {
            session.console()
                    .print(new JsonObject().put("lake", lake.toString()).put("config_kept", kept));
            return;
        }
        session.console()
                .print("made a lake in " + lake + (kept ? ", with the " + Config.FILE_NAME + " that was there" : ""));
        session.console().note("next: cd " + lake + " && tidemark import stooq FILE.zip");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
