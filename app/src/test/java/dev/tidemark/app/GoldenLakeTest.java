package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A lake of every format number there has been opens, is whole, and is what this version would build.
///
/// A derived partition that would be built again means that a recipe's output or a key has changed: raise the recipe's
/// version, and then allow for it here.
class GoldenLakeTest {
    @TempDir
    Path folder;

    private CommandLineFixture unpacked(String name) throws IOException {
        CommandLineFixture tidemark = new CommandLineFixture(folder);
        try (InputStream bytes = GoldenLakeTest.class.getResourceAsStream("/golden/" + name + ".zip");
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = tidemark.lakeFolder().resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
        return tidemark;
    }

    @ParameterizedTest
    @ValueSource(strings = "format-1")
    void aLakeOfThatFormatIsWhole(String name) throws IOException {
        CommandLineFixture tidemark = unpacked(name);
        tidemark.expectOn(0, "doctor", "--fix");
        assertThat(tidemark.expectOn(0, "verify", "--full").out()).contains("all is well");
        assertThat(tidemark.expectOn(0, "status").out()).doesNotContain("tree_");
        assertThat(tidemark.expectOn(0, "build").out()).startsWith("nothing to do");
        assertThat(tidemark.expectOn(0, "verify", "--rebuild", "all").out()).contains("all equal");
        String close = "SELECT close FROM bars_1d WHERE symbol = 'MSFT.US' ORDER BY ts";
        assertThat(tidemark.expectOn(0, "sql", "--format", "csv", close).lines())
                .containsExactly("close", "370.5", "371.0", "368.0", "367.75");
        assertThat(tidemark.expectOn(0, "sql", "--format", "csv", close, "--as-of", "first")
                        .lines())
                .containsExactly("close", "370.5", "370.75", "368.0");
        String ticks =
                "SELECT segment_id, count(*) AS n, count(return_10) AS r FROM features_default GROUP BY 1 ORDER BY 1";
        assertThat(tidemark.expectOn(0, "sql", "--format", "csv", ticks).lines())
                .hasSize(3);
    }
}
