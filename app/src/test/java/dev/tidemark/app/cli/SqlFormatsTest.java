package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.console.Cancellation;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.wiring.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sql --format`: what goes to a file, to a program, and what fails.
class SqlFormatsTest {
    private static final String BARS = "select symbol, ts, close from bars_1d order by symbol, ts";
    private static final String FAILS_LATE =
            "select case when i = 1000000 then error('boom') else i end as i from range(2000000) r(i)";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("in/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.stooq("in/msft.us.txt", "MSFT.US", 4, 5);
        tidemark.expectOn(0, "import", "stooq", "in");
    }

    private byte[] stdout(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = Console.into(out, new ByteArrayOutputStream());
        Surroundings surroundings = new Surroundings(console, Map.of(), folder, Clock.systemUTC(), new Cancellation());
        List<String> all = new ArrayList<>(List.of("--lake", "lake"));
        all.addAll(Arrays.asList(words));
        assertThat(new CommandLineInterface(surroundings).run(all)).isZero();
        return out.toByteArray();
    }

    /// The columns of a stream, and the rows of its batches; fails unless it ends with an end mark.
    private static List<Object> outline(byte[] stream) {
        List<Object> found = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        while (true) {
            assertThat(bytes.getInt()).isEqualTo(-1);
            int length = bytes.getInt();
            if (length == 0) {
                assertThat(bytes.hasRemaining()).isFalse();
                return found;
            }
            Message message = Message.getRootAsMessage(
                    bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            if (message.headerType() == MessageHeader.Schema) {
                Schema schema = (Schema) message.header(new Schema());
                for (int i = 0; i < schema.fieldsLength(); i++) {
                    found.add(schema.fields(i).name());
                }
            } else {
                found.add(((RecordBatch) message.header(new RecordBatch())).length());
            }
            bytes.position(bytes.position() + length + (int) message.bodyLength());
        }
    }

    private List<String> filesLike(String part) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(part))
                    .toList();
        }
    }

    @Test
    void arrowGoesToAFileOrAProgram() throws IOException {
        tidemark.expectOn(0, "sql", BARS, "--format", "arrow", "-o", "bars.arrows");
        byte[] file = Files.readAllBytes(folder.resolve("bars.arrows"));

        assertThat(outline(file)).containsExactly("symbol", "ts", "close", 5L);
        assertThat(stdout("sql", BARS, "--format", "arrow")).isEqualTo(file);
        assertThat(outline(stdout("sql", BARS, "--format", "ARROW", "--limit", "2")))
                .containsExactly("symbol", "ts", "close", 2L);
        assertThat(outline(stdout("sql", BARS, "--format", "arrow", "--limit", "0")))
                .containsExactly("symbol", "ts", "close");
    }

    @Test
    void whatArrowDoesNotHoldIsRefusedAndNoFileAppears() throws IOException {
        assertThat(tidemark.expectOn(2, "sql", "select [1] as many", "--format", "arrow", "-o", "many.arrows")
                        .err())
                .contains("column 'many' is a INTEGER[]");
        assertThat(filesLike("many")).isEmpty();
    }

    @Test
    void parquetWantsAFile() {
        assertThat(tidemark.expectOn(2, "sql", BARS, "--format", "parquet").err())
                .contains("-o FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "table", "arrow", "parquet"})
    void anAnswerThatFailsInTheMiddleLeavesNoFile(String format) throws IOException {
        assertThat(tidemark.expectOn(2, "sql", FAILS_LATE, "--format", format, "-o", "late.out")
                        .err())
                .contains("boom");
        assertThat(filesLike("late")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "arrow"})
    void anAnswerThatFailsInTheMiddleEndsWithTwo(String format) {
        assertThat(tidemark.expectOn(2, "sql", FAILS_LATE, "--format", format).err())
                .contains("boom");
    }
}
