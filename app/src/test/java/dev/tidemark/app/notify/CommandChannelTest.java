package dev.tidemark.app.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real processes.
@Timeout(60)
class CommandChannelTest {
    @TempDir
    private Path folder;

    private void run(Message message, Duration limit, String... words) throws IOException {
        new CommandChannel(List.of(words), folder, limit).send(message);
    }

    private void run(Message message, String... words) throws IOException {
        run(message, Duration.ofSeconds(20), words);
    }

    @Test
    void theProgramReadsTheMessageInTheLakesFolder() throws IOException {
        run(Messages.of("Ä failed"), "sh", "-c", "cat > said.json; pwd > where.txt");

        assertThat(Files.readString(folder.resolve("said.json")))
                .isEqualTo(Messages.of("Ä failed").json().text() + "\n");
        assertThat(Files.readString(folder.resolve("where.txt")).strip())
                .isEqualTo(folder.toRealPath().toString());
    }

    @Test
    void aProgramThatReadsNothingIsFine() throws IOException {
        run(Messages.many(5000), "true");
        run(Messages.many(5000), "sh", "-c", "exec <&-; echo done > done.txt");
        assertThat(folder.resolve("done.txt")).exists();
    }

    @Test
    void aFailureIsToldWithItsWords() {
        assertThatThrownBy(() -> run(Messages.of("x"), "sh", "-c", "echo oh no >&2; exit 3"))
                .isInstanceOf(IOException.class)
                .hasMessage("sh ended with 3: oh no");
        assertThatThrownBy(() -> run(Messages.of("x"), folder.resolve("gone").toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void aProgramThatDoesNotEndIsEnded() throws Exception {
        assertThatThrownBy(() ->
                        run(Messages.of("x"), Duration.ofMillis(300), "sh", "-c", "echo $$ > pid.txt; exec sleep 60"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was ended");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid.txt")).strip());
        for (int i = 0; i < 100 && isAlive(pid); i++) {
            Thread.sleep(20);
        }
        assertThat(isAlive(pid)).isFalse();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void wordsMayBeQuoted() {
        assertThat(CommandChannel.words("/bin/tell  --to 'a b' \"c 'd'\" e"))
                .containsExactly("/bin/tell", "--to", "a b", "c 'd'", "e");
        assertThat(CommandChannel.words("  ")).isEmpty();
        assertThat(CommandChannel.words("x ''")).containsExactly("x", "");
    }
}
