package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/python.md` says, as far as it can be tried here: its SQL with DuckDB, its plain Python with Python.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile("duckdb\\.sql\\(\"\"\"(.*?)\"\"\"\\)", Pattern.DOTALL);
    private static final String TICKS =
            "TradingDay,InstrumentID,LastPrice,HighestPrice,LowestPrice,Volume,Turnover,OpenInterest,UpdateTime,UpdateMillisec,BidPrice1,BidVolume1,AskPrice1,AskVolume1,AveragePrice,ActionDay\n";
    private static final String DAY_BARS = "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,1.5,7\n";

    @TempDir
    static Path folder;

    private String guide;
    private String data;

    @BeforeAll
    void makeLake() throws IOException {
        CommandLineFixture tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("in/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.expectOn(0, "import", "stooq", "in");
        tidemark.file("ticks/cu2403.csv", TICKS + day("20240104") + day("20240105"));
        tidemark.expectOn(0, "import", "ctp", "ticks", "--exchange", "SHFE");
        String bars = tidemark.file("bars.csv", DAY_BARS);
        for (String symbol : List.of("600000", "KQ.m@SHFE.cu", "NULL")) {
            tidemark.expectOn(
                    0, "import", "csv", bars, "--preset", "kaggle", "--symbol", symbol, "--dataset", "bars/1d-kaggle");
        }
        data = tidemark.lakeFolder().resolve("data").toString();
        Path docs = Path.of("").toAbsolutePath();
        while (!Files.exists(docs.resolve("docs/python.md"))) {
            docs = docs.getParent();
        }
        guide = Files.readString(docs.resolve("docs/python.md"));
    }

    private static String day(String day) {
        return "%s,cu2403,65100,70000,60000,5,0,100,09:00:01,500,65000,1,65200,2,65000,%s%n".formatted(day, day);
    }

    private List<String> sqlOfTheGuide() {
        List<String> found = new ArrayList<>();
        Matcher matcher = SQL.matcher(guide);
        while (matcher.find()) {
            found.add(matcher.group(1).replace("mylake/data", data));
        }
        return found;
    }

    /// The rows of an answer, cells joined by spaces, after the types of its columns.
    private static List<String> ask(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(rows.getMetaData().getColumnTypeName(i));
                }
                lines.add(String.join(" ", cells));
                while (rows.next()) {
                    cells.clear();
                    for (int i = 1; i <= columns; i++) {
                        cells.add(rows.getString(i));
                    }
                    lines.add(String.join(" ", cells));
                }
            }
        }
        return lines;
    }

    @Test
    void itsQueriesOfBarsAndTicksRun() throws SQLException {
        List<String> queries = sqlOfTheGuide();
        assertThat(queries).hasSize(2);
        assertThat(ask(queries.get(0)))
                .containsExactly(
                        "VARCHAR TIMESTAMP WITH TIME ZONE DOUBLE",
                        "AAPL.US 2024-01-02T00:00Z 1.0",
                        "AAPL.US 2024-01-03T00:00Z 2.0",
                        "AAPL.US 2024-01-04T00:00Z 3.0");
        assertThat(ask(queries.get(1)))
                .hasSize(3)
                .startsWith("TIMESTAMP_NS DATE DOUBLE")
                .contains("2024-01-05 01:00:01.5 2024-01-05 65100.0");
    }

    @Test
    void aLoneNumberForASymbolNeedsItsType() throws SQLException {
        String one = "read_parquet('" + data + "/bars/timeframe=1d-kaggle/symbol=600000/part.parquet'";
        assertThat(ask("select symbol from " + one + ")")).containsExactly("BIGINT", "600000");
        assertThat(ask("select symbol from " + one + ", hive_types = {'symbol': VARCHAR})"))
                .containsExactly("VARCHAR", "600000");
        assertThat(ask("select symbol from " + one + ", hive_partitioning = false)"))
                .containsExactly("VARCHAR", "600000");
    }

    @Test
    void encodedSymbolsAreReadAsTheyAreNamed() throws SQLException {
        assertThat(Path.of(data, "bars/timeframe=1d-kaggle/symbol=KQ.m%40SHFE.cu/part.parquet"))
                .exists();
        assertThat(Path.of(data, "bars/timeframe=1d-kaggle/symbol=%4EULL/part.parquet"))
                .exists();
        for (String option : List.of("hive_partitioning = false", "hive_types = {'symbol': VARCHAR}")) {
            assertThat(ask("select symbol from read_parquet('" + data + "/bars/timeframe=1d-kaggle/*/part.parquet', "
                            + option + ") order by 1"))
                    .containsExactly("VARCHAR", "600000", "KQ.m@SHFE.cu", "NULL");
        }
    }

    @Test
    void conditionsOnThePathLeaveFilesUnopened() throws SQLException {
        String plan = String.join(
                "\n", ask("explain analyze " + sqlOfTheGuide().get(1).replace("between '2024-01-04' and", "=")));
        assertThat(plan).contains("Total Files Read: 1");
    }

    @Test
    void itsPythonIsPython() throws IOException, InterruptedException {
        assumeTrue(hasPython(), "python3 is not here");
        Matcher blocks = BLOCK.matcher(guide);
        int count = 0;
        while (blocks.find()) {
            Path file = Files.writeString(folder.resolve("block" + count++ + ".py"), blocks.group(1));
            assertThat(python("import ast, pathlib, sys; ast.parse(pathlib.Path(sys.argv[1]).read_text())", file))
                    .isEmpty();
        }
        assertThat(count).isGreaterThanOrEqualTo(5);
    }

    @Test
    void itsCheckOfASeriesFindsAForeignFile() throws IOException, InterruptedException {
        assumeTrue(hasPython(), "python3 is not here");
        Matcher blocks = BLOCK.matcher(guide);
        String code = "";
        while (blocks.find()) {
            code = blocks.group(1).contains("def files_of") ? blocks.group(1) : code;
        }
        Path series = folder.resolve("copy");
        for (String name : List.of("manifest.json", "date=2024-01-04/part.parquet", "date=2024-01-05/part.parquet")) {
            Files.createDirectories(series.resolve(name).getParent());
            Files.copy(Path.of(data, "ticks/series=raw/symbol=SHFE.cu2403", name), series.resolve(name));
        }
        String check = code + "\nimport sys\nprint(len(files_of(sys.argv[1])))";
        assertThat(python(check, series)).isEqualTo("2");

        Path part = series.resolve("date=2024-01-05/part.parquet");
        Files.delete(part);
        Files.copy(series.resolve("date=2024-01-04/part.parquet"), part);
        assertThat(python(check, series)).contains("ValueError", "date=2024-01-05/part.parquet is of another commit");
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String python(String code, Path argument) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", "-c", code, argument.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return out.strip();
    }
}
