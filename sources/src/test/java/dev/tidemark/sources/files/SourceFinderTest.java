package dev.tidemark.sources.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFinderTest {
    @TempDir
    Path folder;

    private Path dump;

    @BeforeEach
    void makeDump() throws IOException {
        dump = Files.createDirectories(folder.resolve("dump"));
    }

    private Path file(String name, byte[] content) throws IOException {
        Path file = dump.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private Path file(String name) throws IOException {
        return file(name, "x".getBytes(StandardCharsets.UTF_8));
    }

    private static FoundSources find(Path... paths) {
        return SourceFinder.find(List.of(paths), List.of(".txt"));
    }

    private static List<String> names(FoundSources found) {
        return found.files().stream().map(SourceFile::pathInDump).toList();
    }

    @Test
    void aFolderGivesItsTextFilesSortedByPathAndThoseOfItsArchives() throws IOException {
        file("data/daily/us/nasdaq stocks/2/b.us.txt");
        file("data/daily/us/nasdaq stocks/1/C.US.TXT");
        file(
                "a.zip",
                Zips.of(
                        "z/y.txt",
                        "1",
                        "z/x.Txt",
                        "2",
                        "z/readme.md",
                        "3",
                        ".hidden/q.txt",
                        "4",
                        "__MACOSX/._y.txt",
                        "5"));
        file("notes.csv");
        file(".hidden.txt");
        file(".git/x.txt");
        Files.createSymbolicLink(dump.resolve("link.txt"), dump.resolve("notes.csv"));
        Files.createSymbolicLink(dump.resolve("linked"), dump.resolve("data"));
        try (FoundSources found = find(dump)) {
            assertThat(names(found))
                    .containsExactly(
                            "a.zip!/z/x.Txt",
                            "a.zip!/z/y.txt",
                            "data/daily/us/nasdaq stocks/1/C.US.TXT",
                            "data/daily/us/nasdaq stocks/2/b.us.txt");
            assertThat(found.files().getLast().name()).isEqualTo(dump + "/data/daily/us/nasdaq stocks/2/b.us.txt");
            assertThat(found.files().getLast().fileName()).isEqualTo("b.us.txt");
            assertThat(found.refused()).isEmpty();
        }
    }

    @Test
    void filesAndLinkedFoldersAreTakenWhenTheyAreGiven() throws IOException {
        Path file = file(".private.txt");
        file("in/a.txt");
        Path link = Files.createSymbolicLink(folder.resolve("link"), dump.resolve("in"));
        try (FoundSources found = find(file, link)) {
            assertThat(names(found)).containsExactly(".private.txt", "a.txt");
            assertThat(found.files().getLast().name()).isEqualTo(link + "/a.txt");
        }
    }

    @Test
    void aPathThatIsNotThereIsAMisuseAndOneOfAnotherKindIsRefused() throws IOException {
        Path other = file("prices.csv");
        assertThatThrownBy(() -> find(dump.resolve("nowhere")))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("nowhere");
        assertThat(find(other).refused())
                .singleElement()
                .satisfies(r -> assertThat(r.outcome().toString()).contains("NOT_A_SOURCE", "prices.csv"));
    }

    @Test
    void anArchiveIsReadAgainAndAgain() throws IOException {
        Path zip = file("a.zip", Zips.of("a.txt", "one", "b.txt", "two"));
        try (FoundSources found = find(zip)) {
            for (int turn = 0; turn < 3; turn++) {
                assertThat(read(found.files().getFirst())).isEqualTo("one");
                assertThat(read(found.files().getLast())).isEqualTo("two");
            }
        }
    }

    static String read(SourceFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
