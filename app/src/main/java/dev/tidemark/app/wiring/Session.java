package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Given;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.console.Cancellation;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.ConsoleProgress;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run of one command: its surroundings, its options, and the lake they lead to. Opens nothing before it is asked.
/// For one thread.
public final class Session {
    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final CommandRunner runner;
    private final List<Given> commandSettings = new ArrayList<>();
    private @Nullable Path lakeFolder;

    public Session(Surroundings surroundings, GlobalOptions options, CommandRunner runner) {
        this.surroundings = surroundings;
        this.options = options;
        this.runner = runner;
    }

    /// Takes over what the options say of the console, once they are known.
    ///
    /// @throws TidemarkException `USAGE` when they contradict each other
    public void begin() {
        if (options.quiet() && options.verbose()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "--quiet and --verbose contradict each other; give one of them");
        }
        console().quiet(options.quiet());
        console().json(options.json());
    }

    public Console console() {
        return surroundings.console();
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Clock clock() {
        return surroundings.clock();
    }

    public CommandRunner runner() {
        return runner;
    }

    /// Whether results are JSON lines.
    public boolean json() {
        return options.json();
    }

    /// Whether more is to be said than usual.
    public boolean verbose() {
        return options.verbose();
    }

    /// Lets an option of the command set a key of the config.
    public void set(Given given) {
        commandSettings.add(given);
    }

    /// A path as typed, seen from the working folder.
    public Path resolve(Path typed) {
        return surroundings.workingFolder().resolve(typed).normalize();
    }

    /// The lake's folder.
    ///
    /// @throws TidemarkException `NOT_A_LAKE` saying how to name or make one
    public Path lakeFolder() {
        if (lakeFolder == null) {
            lakeFolder = LakeFolder.find(options.lake(), surroundings.environment(), surroundings.workingFolder());
        }
        return lakeFolder;
    }

    /// The lake's folder if the command has asked for it and found it.
    public Optional<Path> knownLakeFolder() {
        return Optional.ofNullable(lakeFolder);
    }

    /// The config of the lake under all that overrides it.
    public Config config() {
        return config(Optional.of(lakeFolder()));
    }

    /// The config of the lake, if there is one, for commands that need none.
    public Config configOfAny() {
        try {
            return config();
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.NOT_A_LAKE) {
                return config(Optional.empty());
            }
            throw e;
        }
    }

    /// The config of a folder that may become a lake, or of none.
    public Config config(Optional<Path> folder) {
        List<Given> commandLine = new ArrayList<>(options.settings());
        commandLine.addAll(commandSettings);
        Config config = Config.load(folder, surroundings.environment(), commandLine);
        LogTarget.current().output(console()::error);
        LogTarget.current().level(config.get(Settings.LOG_LEVEL));
        return config;
    }

    /// What this process brings to a lake with that config.
    public LakeOptions lakeOptions(Config config) {
        return LakeWiring.options(config, surroundings.environment(), clock());
    }

    /// Opens the lake; the caller closes it.
    public Lake openLake(Config config) {
        return Lake.open(lakeFolder(), lakeOptions(config));
    }

    /// Progress on stderr that a Ctrl-C stops.
    public Progress progress() {
        return new ConsoleProgress(console(), surroundings.cancellation());
    }

    /// The cancellation of this process.
    public Cancellation cancellation() {
        return surroundings.cancellation();
    }
}
