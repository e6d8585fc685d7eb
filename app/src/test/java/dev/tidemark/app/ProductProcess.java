package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the product as a process of its own.
///
/// @param output file for what it prints
record ProductProcess(Path output) {
    private static final int MINUTES = 2;

    /// Starts a command on a lake.
    ///
    /// @param fault text of `TIDEMARK_FAULT`, or an empty one
    Process start(Path lake, String fault, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--lake",
                lake.toString()));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        if (!fault.isEmpty()) {
            builder.environment().put("TIDEMARK_FAULT", fault);
        }
        return builder.start();
    }

    /// Runs a command to its end and expects its exit code.
    void run(Path lake, List<String> words, int exit) throws IOException, InterruptedException {
        expect(start(lake, "", words), exit);
    }

    /// Waits for a process and expects its exit code.
    void expect(Process process, int exit) throws IOException, InterruptedException {
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(exit);
    }
}
