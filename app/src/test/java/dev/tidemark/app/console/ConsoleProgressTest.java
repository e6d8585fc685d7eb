package dev.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.into(out, err);
    private final Cancellation cancellation = new Cancellation();
    private long now;
    private final ConsoleProgress progress = new ConsoleProgress(console, cancellation, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysALineAtMostEveryFiveSeconds() {
        progress.begin("importing", 100, "files");
        for (int second = 1; second <= 11; second++) {
            pass(Duration.ofSeconds(1));
            progress.advance(5);
        }
        progress.end();

        assertThat(said().lines())
                .containsExactly(
                        "importing 25 %  25 of 100 files, 5 files/s, 15 s left",
                        "importing 50 %  50 of 100 files, 5 files/s, 10 s left");
        assertThat(out.size()).isZero();
    }

    @Test
    void saysNothingOfShortWork() {
        progress.begin("importing", 3, "files");
        progress.advance(3);
        progress.end();
        assertThat(said()).isEmpty();
    }

    @Test
    void saysNothingBetweenPhases() {
        pass(Duration.ofHours(1));
        progress.advance(0);
        progress.begin("importing", 3, "files");
        progress.end();
        pass(Duration.ofHours(1));
        progress.advance(0);
        assertThat(said()).isEmpty();
    }

    @Test
    void doesWithoutATotal() {
        progress.begin("reading", -1, "bytes");
        pass(Duration.ofSeconds(6));
        progress.advance(12_000_000);
        assertThat(said().strip()).isEqualTo("reading: 12.0 MB, 2.0 MB/s");
    }

    @Test
    void staysQuiet() {
        console.quiet(true);
        progress.begin("importing", 3, "files");
        pass(Duration.ofSeconds(60));
        progress.advance(1);
        assertThat(said()).isEmpty();
    }

    @Test
    void stopsWhenAsked() {
        progress.begin("importing", 3, "files");
        cancellation.request();
        assertThatThrownBy(() -> progress.advance(1))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThatThrownBy(() -> progress.begin("more", 1, "files")).isInstanceOf(TidemarkException.class);
    }
}
