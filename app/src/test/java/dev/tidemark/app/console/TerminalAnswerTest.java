package dev.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture;
import dev.tidemark.app.cli.CommandLineInterface;
import dev.tidemark.app.wiring.Surroundings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `sql` does when somebody looks at its answer.
class TerminalAnswerTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int onTerminal(String... words) {
        new CommandLineFixture(folder).lake();
        Console console = Console.into(out, err, new Terminal(true, true, 100));
        Surroundings surroundings = new Surroundings(console, Map.of(), folder, Clock.systemUTC(), new Cancellation());
        return new CommandLineInterface(surroundings).run(List.of(words));
    }

    @Test
    void arrowIsNotForATerminal() {
        assertThat(onTerminal("--lake", "lake", "sql", "select 1", "--format", "arrow"))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("-o FILE");
    }

    @Test
    void aLongTableIsCut() {
        assertThat(onTerminal("--lake", "lake", "sql", "select i from range(100) r(i)"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("50 more rows");
    }
}
