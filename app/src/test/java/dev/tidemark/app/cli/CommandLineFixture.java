package dev.tidemark.app.cli;

import dev.tidemark.app.console.Cancellation;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.wiring.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs command lines in this process, in a folder and an environment of their own, and keeps what they print.
public final class CommandLineFixture {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";

    /// What a command left behind.
    public record Result(int code, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }

        /// Each line of stdout, parsed.
        public List<JsonNode> json() {
            return out.lines().map(JSON::readTree).toList();
        }
    }

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Cancellation cancellation = new Cancellation();
    private Clock clock = Clock.systemUTC();

    public CommandLineFixture(Path folder) {
        this.folder = folder;
    }

    public CommandLineFixture with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Stops the clock at an instant.
    public CommandLineFixture at(String instant) {
        clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        return this;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    public Path folder() {
        return folder;
    }

    /// The lake that [#lake()] made.
    public Path lakeFolder() {
        return folder.resolve("lake");
    }

    /// Makes a lake in `lake`.
    public CommandLineFixture lake() {
        expect(0, "init", "lake");
        return this;
    }

    /// Runs in the folder itself.
    public Result run(String... words) {
        return run(folder, List.of(words));
    }

    /// Runs in a folder.
    public Result run(Path workingFolder, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings =
                new Surroundings(Console.into(out, err), environment, workingFolder, clock, cancellation);
        int code = new CommandLineInterface(surroundings).run(words);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// Runs on the lake.
    public Result on(String... words) {
        List<String> all = new ArrayList<>(List.of("--lake", "lake"));
        all.addAll(Arrays.asList(words));
        return run(folder, all);
    }

    /// Runs and insists on an exit code.
    public Result expect(int code, String... words) {
        return checked(code, run(words), words);
    }

    /// Runs on the lake and insists on an exit code.
    public Result expectOn(int code, String... words) {
        return checked(code, on(words), words);
    }

    private static Result checked(int code, Result result, String... words) {
        if (result.code() != code) {
            throw new AssertionError(
                    String.join(" ", words) + " ended with " + result.code() + ", expected " + code + "\n" + result);
        }
        return result;
    }

    /// Writes a Stooq file of daily bars, one a close, from 2024-01-02 on, weekends and all.
    ///
    /// @return its path from the folder
    public String stooq(String name, String ticker, double... closes) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < closes.length; i++) {
            String date = "202401%02d".formatted(2 + i);
            text.append("%s,D,%s,000000,%s,%s,%s,%s,100,0\n"
                    .formatted(ticker, date, closes[i], closes[i] + 1, closes[i] - 1, closes[i]));
        }
        return file(name, text.toString());
    }

    /// Writes a file below the folder.
    ///
    /// @return its path from the folder
    public String file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
