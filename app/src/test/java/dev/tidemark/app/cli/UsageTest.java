package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture.Result;
import dev.tidemark.app.commands.CommandCatalogue;
import dev.tidemark.app.console.Cancellation;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.wiring.GlobalOptions;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.app.wiring.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

class UsageTest {
    static final List<String> COMMANDS = CommandCatalogue.NAMES;

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        stauts            | unknown command 'stauts'; did you mean status?
        status --jsn      | unknown option '--jsn'; did you mean --json?
        import stoq x     | unknown command 'stoq'; did you mean stooq?
        status now        | one word too many: 'now'
        info              | D[/SYMBOL]
        rechunk bars/1d   | --chunk
        log --limit x     | --limit
        remove a/b --before x | --before
        config            | tidemark config show
        import            | tidemark import stooq
        -q -v status      | --quiet and --verbose
        completion fish   | bash or zsh
        --lake            | --lake
        """)
    void wrongUsageEndsWithTwoAndOneLine(String words, String message) {
        Result result = tidemark.expect(2, words.split(" "));

        assertThat(result.err()).startsWith("tidemark: ").contains(message);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void withoutACommandTheMessageSaysWhereTheListIs() {
        assertThat(tidemark.expect(2).err()).contains("a command is missing", "tidemark help");
    }

    @Test
    void withJsonAnErrorIsAlsoAnObject() {
        Result result = tidemark.expect(2, "--json", "status");
        assertThat(result.json().getFirst().get("error").get("code").asString()).isEqualTo("not_a_lake");
        assertThat(result.json().getFirst().get("error").get("blame").asString())
                .isEqualTo("user");
        assertThat(result.json().getFirst().get("error").get("message").asString())
                .contains("there is no lake");
        assertThat(result.err()).startsWith("tidemark: ");

        assertThat(tidemark.expect(2, "stauts", "--json").json()).hasSize(1);
    }

    @Test
    void helpListsEveryCommandAndExitCode() {
        for (String[] words : new String[][] {{"help"}, {"--help"}, {"-h"}}) {
            assertThat(tidemark.expect(0, words).out()).contains(COMMANDS).contains("130", "Examples:", "NO_COLOR");
        }
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void everyCommandHasHelpWithAnExample(String command) {
        String help = tidemark.expect(0, command, "--help").out();

        assertThat(help).contains("Usage: tidemark " + command, "Examples:", "Exit codes:", "--help");
        assertThat(help.lines()).allMatch(line -> line.length() <= CommandHelp.WIDTH);
        assertThat(tidemark.expect(0, "help", command).out()).isEqualTo(help);
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(tidemark.expect(0, "--version").out())
                .startsWith("tidemark ")
                .contains("Java 25");
    }

    @Test
    void onlyTheNamedCommandIsBuilt() {
        GlobalOptions options = new GlobalOptions();
        Session session = session(OutputStream.nullOutputStream(), options);

        CommandLine line = CommandTree.forWords(List.of("--lake", "list", "--json", "status"), options, session);

        assertThat(line.getSubcommands().keySet()).containsExactly("status");
    }

    @Test
    void completionKnowsEveryCommand() {
        String script = tidemark.expect(0, "completion", "bash").out();
        assertThat(script).contains(COMMANDS).contains("--as-of", "complete -F");
        assertThat(tidemark.expect(0, "completion", "zsh").out()).isEqualTo(script);
    }

    @Test
    void aBugLeavesAReport() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = session(err, new GlobalOptions());

        int code = new Failures(session, List.of("status")).execution(new IllegalStateException("impossible"));

        assertThat(code).isEqualTo(70);
        String said = err.toString(StandardCharsets.UTF_8);
        Matcher file = Pattern.compile("a report is in (\\S+\\.txt)").matcher(said);
        assertThat(file.find()).as(said).isTrue();
        Path report = Path.of(file.group(1));
        assertThat(report)
                .content()
                .contains("impossible", "command: status", "UsageTest", "TIDEMARK_API_TOKEN=********");
        Files.delete(report);
    }

    private Session session(OutputStream err, GlobalOptions options) {
        Surroundings surroundings = new Surroundings(
                Console.into(OutputStream.nullOutputStream(), err),
                Map.of("TIDEMARK_API_TOKEN", "abc"),
                folder,
                Clock.systemUTC(),
                new Cancellation());
        return new Session(surroundings, options, words -> 0);
    }
}
