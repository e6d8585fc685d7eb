package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitAndLookupTest {
    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder);
    }

    @Test
    void initMakesALakeWithACommentedConfig() {
        Result made = tidemark.expect(0, "init", "new/lake");

        Path lake = folder.resolve("new/lake");
        assertThat(made.out()).contains("made a lake in " + lake);
        assertThat(lake.resolve("tidemark.yaml")).content().contains("version: 1", "# How");
        assertThat(lake.resolve(".tidemark/tidemark.schema.json")).content().contains("additionalProperties");
        assertThat(tidemark.expect(0, "--lake", "new/lake", "status").out()).contains("no commits yet");
    }

    @Test
    void initOnALakeIsRefused() throws IOException {
        tidemark.lake();
        Files.writeString(tidemark.lakeFolder().resolve("tidemark.yaml"), "jobs: 3\n");

        assertThat(tidemark.expect(2, "init", "lake").err())
                .startsWith("tidemark: ")
                .contains("lake");
        assertThat(tidemark.lakeFolder().resolve("tidemark.yaml")).hasContent("jobs: 3");
    }

    @Test
    void initKeepsAConfigThatIsThere() {
        tidemark.file("lake/tidemark.yaml", "jobs: 3\n");

        assertThat(tidemark.expect(0, "init", "lake").out()).contains("that was there");
        assertThat(tidemark.lakeFolder().resolve("tidemark.yaml")).hasContent("jobs: 3");
    }

    @Test
    void initWithABrokenConfigMakesNothing() {
        tidemark.file("lake/tidemark.yaml", "jbos: 3\n");

        assertThat(tidemark.expect(2, "init", "lake").err()).contains("tidemark.yaml:1", "did you mean jobs?");
        assertThat(tidemark.lakeFolder().resolve(".tidemark")).doesNotExist();
    }

    @Test
    void initAnswersInJson() {
        assertThat(tidemark.expect(0, "--json", "init", "lake")
                        .json()
                        .getFirst()
                        .get("lake")
                        .asString())
                .isEqualTo(tidemark.lakeFolder().toString());
    }

    @Test
    void withoutALakeTheMessageSaysHowToMakeOne() {
        assertThat(tidemark.expect(2, "status").err())
                .contains("there is no lake", "--lake", "TIDEMARK_LAKE", "tidemark init");
        assertThat(tidemark.expect(2, "--lake", "nowhere", "status").err())
                .contains(folder.resolve("nowhere").toString(), "(from --lake)", "tidemark init");
        assertThat(tidemark.with("TIDEMARK_LAKE", "elsewhere")
                        .expect(2, "status")
                        .err())
                .contains(folder.resolve("elsewhere").toString(), "TIDEMARK_LAKE");
    }

    @Test
    void theLakeIsFoundFromItsFoldersUpward() throws IOException {
        tidemark.lake();
        Path deep = Files.createDirectories(tidemark.lakeFolder().resolve("data/bars"));

        Result status = tidemark.run(deep, List.of("status"));

        assertThat(status.code()).isZero();
        assertThat(status.out()).contains("lake " + tidemark.lakeFolder());
    }

    @Test
    void theOptionWinsOverTheEnvironmentAndThatOverTheFolder() {
        tidemark.lake();
        tidemark.expect(0, "init", "second");
        tidemark.expect(0, "init", "third");
        tidemark.with("TIDEMARK_LAKE", folder.resolve("second").toString());

        assertThat(tidemark.run(tidemark.lakeFolder(), List.of("status")).out())
                .contains("lake " + folder.resolve("second"));
        assertThat(tidemark.on("status").out()).contains("lake " + tidemark.lakeFolder());
        assertThat(tidemark.expect(0, "status", "--lake", "third").out()).contains("lake " + folder.resolve("third"));
    }

    @Test
    void configShowsValuesAndOrigins() {
        tidemark.lake().file("lake/.env", "TIDEMARK_TREE=copy\n");
        tidemark.with("TIDEMARK_JOBS", "2");

        String shown = tidemark.expectOn(0, "config", "show", "--origin", "--lock-timeout", "5s")
                .out();

        assertThat(shown.lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "KEY VALUE ORIGIN",
                        "tree copy .env:1",
                        "jobs 2 env TIDEMARK_JOBS",
                        "lock_timeout 5s --lock-timeout")
                .anyMatch(line -> line.startsWith("gc.keep_raw 30d tidemark.yaml:"));
        assertThat(tidemark.expectOn(0, "--json", "config", "show").json())
                .anyMatch(o -> o.get("key").asString().equals("jobs")
                        && o.get("value").asString().equals("2"));
    }

    @Test
    void aFaultThatIsNotUnderstoodIsRefused() {
        tidemark.lake().with("TIDEMARK_FAULT", "explode:3");
        assertThat(tidemark.expectOn(2, "status").err()).contains("TIDEMARK_FAULT", "pause:20ms");
    }
}
