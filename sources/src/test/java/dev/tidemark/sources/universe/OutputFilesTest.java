package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputFilesTest {
    private static final FileTime OLD = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsWrittenWithItsFolders() throws IOException {
        Path file = folder.resolve("a/b/report.csv");

        assertThat(Trees.OUT.write(file, bytes("x"))).isEqualTo(OutputFiles.Outcome.WRITTEN);

        assertThat(file).hasContent("x");
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    void aFileThatHoldsTheBytesIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("report.csv"), "x");
        Files.setLastModifiedTime(file, OLD);

        assertThat(Trees.OUT.write(file, bytes("x"))).isEqualTo(OutputFiles.Outcome.UNCHANGED);

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(OLD);
    }

    @ParameterizedTest
    @CsvSource({"xy, ''", "xy, xz", "'', xy", "xy, xyz"})
    void aFileThatHoldsOthersIsReplaced(String before, String after) throws IOException {
        Path file = Files.writeString(folder.resolve("report.csv"), before);

        assertThat(Trees.OUT.write(file, bytes(after))).isEqualTo(OutputFiles.Outcome.WRITTEN);

        assertThat(file).hasContent(after);
    }

    @Test
    void whatCannotBeReplacedStaysAndNothingIsLeftBehind() throws IOException {
        Path file = Files.createDirectory(folder.resolve("report.csv"));
        Files.writeString(file.resolve("inside"), "x");

        assertThatThrownBy(() -> Trees.OUT.write(file, bytes("x"))).isInstanceOf(IOException.class);

        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    void aFileIsRemovedOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("report.csv"), "x");

        assertThat(Trees.OUT.remove(file)).isTrue();
        assertThat(Trees.OUT.remove(file)).isFalse();
    }

    @Test
    void aRowIsWrittenAfterRfc4180() {
        StringBuilder text = new StringBuilder();

        CsvText.appendRow(text, List.of("a", "", "b,c", "say \"hi\"", "x\ny", " z", "ż;"));

        assertThat(text).hasToString("a,,\"b,c\",\"say \"\"hi\"\"\",\"x\ny\",\" z\",ż;\n");
    }

    @Test
    void abandonedDraftsAreSweptAndNothingElse() throws IOException {
        String id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        Path draft = Files.writeString(folder.resolve(".a.csv." + id), "half");
        Path young = Files.writeString(folder.resolve(".b.csv." + id), "half");
        Path foreign = Files.writeString(folder.resolve(".c.csv." + id), "half");
        Path other = Files.writeString(folder.resolve(".a.csv." + id.substring(1)), "no draft");
        Path nested = Files.createDirectory(folder.resolve(".a.txt." + id));
        for (Path file : List.of(draft, foreign, other, nested)) {
            Files.setLastModifiedTime(file, OLD);
        }
        Instant before = OLD.toInstant().plusSeconds(1);

        assertThat(Trees.OUT.sweep(folder, name -> !name.startsWith("c"), before))
                .isEqualTo(1);

        assertThat(draft).doesNotExist();
        assertThat(List.of(young, foreign, other, nested)).allMatch(Files::exists);
        assertThat(Trees.OUT.sweep(folder.resolve("missing"), _ -> true, before))
                .isZero();
    }
}
