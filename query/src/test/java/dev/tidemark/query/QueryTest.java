package dev.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
    @TempDir
    static Path folder;

    private Lake lake;

    @BeforeAll
    void create() {
        lake = QueryLake.create(folder.resolve("la[k]e 'x' %41"));
    }

    @AfterAll
    void close() {
        lake.close();
    }

    private String csv(String sql) {
        return csv(lake.head(), sql, OptionalLong.empty());
    }

    private String csv(Snapshot snapshot, String sql, OptionalLong limit) {
        StringBuilder out = new StringBuilder();
        try (Query query = Query.open(lake, snapshot, sql)) {
            query.run(ResultWriter.csv(out), limit);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString();
    }

    private int files(String sql) {
        try (Query query = Query.open(lake, lake.head(), sql)) {
            return query.files().values().stream().mapToInt(Collection::size).sum();
        }
    }

    @Test
    void everySymbolIsSeenUnderItsOwnName() {
        assertThat(csv("select symbol, count(*) n from bars_1d group by all order by symbol"))
                .isEqualTo("symbol,n\nAAPL.US,500\nKQ.m@SHFE.cu,500\nMSFT.US,500\nNULL,500\nO'B.US,500\n");
    }

    @Test
    void timesAreUtcAndDatesAreDates() {
        assertThat(csv("select min(ts)::date lo, max(ts) hi from bars_1d where symbol = 'AAPL.US'"))
                .isEqualTo("lo,hi\n2024-01-01,2025-05-14 00:00:00+00\n");
    }

    @Test
    void nullsAreEmptyFieldsAndEmptyTextsAreQuoted() {
        assertThat(csv("select null a, '' b, 'x,\"y\"' c, 1.5::double d, true e"))
                .isEqualTo("""
                    a,b,c,d,e
                    ,"","x,""y""\",1.5,true
                    """);
    }

    @Test
    void ticksHaveTradingDayAndPlace() {
        assertThat(csv("select date::varchar d, seq, ts, last_price from ticks_raw where date = '2024-01-02'"
                        + " order by seq limit 2"))
                .isEqualTo("""
                    d,seq,ts,last_price
                    2024-01-02,0,2024-01-02 00:00:05,110.0
                    2024-01-02,1,2024-01-02 00:00:05.5,111.0
                    """);
    }

    @Test
    void monthlyBarsCarryTheirMonth() {
        assertThat(csv("select distinct month from bars_1m order by 1"))
                .isEqualTo("month\n2024-01\n2024-02\n2024-03\n2024-04\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from bars_1d | 5",
                "select * from bars_1d where symbol = 'AAPL.US' | 1",
                "select * from bars_1d where symbol in ('AAPL.US', 'NULL', 'NONE.US') | 2",
                "select * from bars_1d b where b.symbol = 'AAPL.US' and close > 3 | 1",
                "select * from bars_1d where symbol = 'AAPL.US' or symbol = 'NULL' | 5",
                "select * from bars_1d where not symbol = 'AAPL.US' | 5",
                "select * from bars_1d where symbol like 'A%' | 5",
                "select * from bars_1d where symbol = '../x' | 0",
                "select * from bars_1d where ts < '2023-01-01' | 0",
                "select * from bars_1m where month = '2024-02' | 5",
                "select * from bars_1m where symbol = 'NULL' and month >= '2024-03' | 2",
                "select * from bars_1m where symbol = 'NULL' and ts between '2024-02-10' and timestamp '2024-03-01"
                        + " 00:00:00' | 2",
                "select * from bars_1m where symbol = 'NULL' and ts >= date '2024-04-01' | 1",
                "select * from bars_1m where symbol = 'NULL' and '2024-04-01' <= ts | 1",
                "select * from bars_1m where symbol = 'NULL' and ts::date = '2024-04-01' | 4",
                "select * from ticks_raw where date = '2024-01-02' | 1",
                "select * from ticks_raw where date between date '2024-01-02' and date '2024-01-03' | 2",
                "select * from ticks_raw where trading_day in ('2024-01-02') | 1",
                "with x as (select * from bars_1d where symbol = 'NULL') select * from x | 1",
                "with bars_1m as (select 1 a) select * from bars_1m | 0",
                "select * from bars_1d a join bars_1d b using (ts) where a.symbol = 'NULL' and b.symbol = 'AAPL.US' |"
                        + " 2",
                "select * from bars_1d a join bars_1d b using (ts) where a.symbol = 'NULL' | 5",
                "select * from bars_1d a asof join bars_1d b on a.ts >= b.ts where b.symbol = 'NULL' and a.symbol ="
                        + " 'NULL' | 5",
                "select * from bars_1d where symbol = (select 'NULL') | 5",
                "select (select max(close) from bars_1d where symbol = 'NULL') | 1",
                "select * from bars_1d where symbol = 'NULL' union all select * from bars_1d where symbol = 'AAPL.US'"
                        + " | 2",
                "explain select * from bars_1d where symbol = 'NULL' | 1",
                "select 1 | 0",
            })
    void onlyTheFilesThatCanMatterAreRead(String sql, int expected) {
        assertThat(files(sql)).isEqualTo(expected);
        csv(sql);
    }

    @Test
    void aQueryThatNamesASymbolOpensOneManifest() throws IOException {
        Path manifests = lake.folder().resolve(".tidemark/manifests");
        Path hidden = lake.folder().resolve(".tidemark/hidden");
        Files.createDirectories(hidden);
        List<Path> moved = new ArrayList<>();
        String kept = lake.head()
                .summary(new dev.tidemark.lake.SeriesKey(QueryLake.DAILY, "NULL"))
                .orElseThrow()
                .manifest()
                .hex();
        String record = Pattern.quote("\"kind\":\"dataset\"");
        try (var all = Files.walk(manifests)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                boolean isRecord =
                        Pattern.compile(record).matcher(Files.readString(file)).find();
                if (!file.endsWith(kept) && !isRecord) {
                    Files.move(file, hidden.resolve(file.getFileName()));
                    moved.add(file);
                }
            }
        }
        try {
            assertThat(csv("select count(*) n from bars_1d where symbol = 'NULL'"))
                    .isEqualTo("n\n500\n");
        } finally {
            for (Path file : moved) {
                Files.move(hidden.resolve(file.getFileName()), file);
            }
        }
    }

    /// The same question with conditions that pruning understands and, doubled as texts that it does not, without.
    @Test
    void pruningNeverChangesAnAnswer() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            String symbol = QueryLake.SYMBOLS.get(random.nextInt(5)).replace("'", "''");
            String day = "2024-0" + (1 + random.nextInt(5)) + "-1" + random.nextInt(10);
            String comparison = List.of("<", "<=", "=", ">", ">=").get(random.nextInt(5));
            String table = random.nextBoolean() ? "bars_1d" : "bars_1m";
            String join = random.nextBoolean() ? "and" : "or";
            String select = "select count(*), sum(close), min(ts), max(symbol) from " + table + " where ";
            String pruned = "symbol = '" + symbol + "' " + join + " ts " + comparison + " '" + day + "'";
            String plain = "concat(symbol, '') = '" + symbol + "' " + join + " ts + interval 0 day " + comparison + " '"
                    + day + "'";
            assertThat(csv(select + pruned)).as(pruned).isEqualTo(csv(select + plain));
        }
    }

    @Test
    void aPastStateAnswersFromItsOwnFiles() {
        Snapshot first = lake.at("1");
        assertThat(csv(first, "select distinct symbol from bars_1d", OptionalLong.empty()))
                .isEqualTo("symbol\nAAPL.US\n");
        assertThatThrownBy(() -> csv(first, "select * from bars_1m", OptionalLong.empty()))
                .hasMessageContaining("bars_1m");
    }

    @Test
    void aLimitIsALimitAndOrderStays() {
        assertThat(csv(
                                lake.head(),
                                "select close from bars_1d where symbol = 'NULL' order by ts desc;",
                                OptionalLong.of(2))
                        .lines())
                .hasSize(3);
        assertThat(csv("select ts::date d from bars_1d where symbol = 'NULL' order by ts desc -- newest first")
                        .lines()
                        .skip(1)
                        .findFirst())
                .contains("2025-05-14");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy (select 1) to '/tmp/never.csv'",
                "with x as (copy (select 1) to '/tmp/never.csv') select * from x",
                "select 1; select 2",
                "attach '/tmp/never.db'",
                "create table t as select 1",
                "drop view bars_1d",
                "prepare p as select 1",
                "set threads = 99",
                "pragma database_list",
                "insert into bars_1d values (1)",
                "explain copy (select 1) to '/tmp/never.csv'",
                "explain analyze copy (select 1) to '/tmp/never.csv'",
                "",
                ";",
                "selec 1",
                "select * from nothing_here",
                "select * from '/etc/hostname'",
                "select nothing from bars_1d",
            })
    void whatIsNoQueryIsRefused(String sql) {
        assertThatThrownBy(() -> csv(sql))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_QUERY));
        assertThat(Path.of("/tmp/never.csv")).doesNotExist();
        assertThat(Path.of("/tmp/never.db")).doesNotExist();
    }

    @Test
    void anUnknownTableIsNamedWithItsLikes() {
        assertThatThrownBy(() -> csv("select * from bars_1dd"))
                .hasMessageContaining("bars_1dd")
                .hasMessageContaining("did you mean bars_1d?");
    }

    @Test
    void datasetsAndDescriptionsAreThere() {
        assertThat(csv("select dataset, series, \"rows\" from datasets order by 1"))
                .isEqualTo("dataset,series,rows\nbars/1d,5,2500\nbars/1m,5,600\nticks/raw,1,40\n");
        assertThat(csv("describe bars_1d")).contains("close,DOUBLE");
        assertThat(csv("show tables")).contains("bars_1d");
        assertThat(csv("summarize bars_1d")).contains("close");
        assertThat(csv("explain select * from bars_1d")).contains("PARQUET");
    }

    @Test
    void jsonHasTypes() throws IOException {
        StringBuilder out = new StringBuilder();
        try (Query query = Query.open(
                lake,
                lake.head(),
                "select 1 i, 2.5::double d, 'a\"\n"
                        + "' t, null n, false b, date '2024-01-02' dd, 'nan'::double x, 7::hugeint h")) {
            query.run(ResultWriter.json(out), OptionalLong.empty());
        }
        assertThat(out.toString())
                .isEqualTo("{\"i\":1,\"d\":2.5,\"t\":\"a\\\"\\n"
                        + "\",\"n\":null,\"b\":false,\"dd\":\"2024-01-02\",\"x\":null,\"h\":7}\n");
    }

    @Test
    void aTableShowsWhatItIsAllowedToAndCountsTheRest() throws IOException {
        StringBuilder out = new StringBuilder();
        try (Query query =
                Query.open(lake, lake.head(), "select symbol, ts::date d, close from bars_1d order by 1, 2")) {
            assertThat(query.run(ResultWriter.table(out, 2), OptionalLong.empty()))
                    .isEqualTo(2500);
        }
        assertThat(out.toString().lines()).hasSize(5).last().asString().contains("2498 more rows");
    }

    /// The driver ends such an answer as if it were complete.
    @Test
    void aQueryThatFailsInTheMiddleFails() {
        String sql = "select case when i = 1000000 then error('boom') else i end i from range(2000000) r(i)";
        assertThatThrownBy(() -> csv(sql))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_QUERY))
                .hasMessageContaining("boom");
        assertThat(csv(sql.replace("1000000", "-1"))).endsWith("\n1999999\n");
    }

    @Test
    void anExplanationIsNoArrowStream() {
        try (Query query = Query.open(lake, lake.head(), "explain select 1")) {
            assertThatThrownBy(() -> query.writeArrow(OutputStream.nullOutputStream(), OptionalLong.empty()))
                    .hasMessageContaining("an explanation is text");
        }
    }

    @Test
    void aParquetFileAppearsWhole() throws IOException {
        Path target = folder.resolve("out 'q'.parquet");
        try (Query query = Query.open(lake, lake.head(), "select * from bars_1d where symbol = 'NULL'")) {
            assertThat(query.writeParquet(target, OptionalLong.empty())).isEqualTo(500);
        }
        assertThat(csv("select count(*) n from read_parquet('"
                        + target.toString().replace("'", "''") + "')"))
                .isEqualTo("n\n500\n");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(p -> p.getFileName().toString().startsWith(".")))
                    .isEmpty();
        }
    }
}
