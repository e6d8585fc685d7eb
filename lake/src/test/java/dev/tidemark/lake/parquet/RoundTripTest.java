package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the encoder wrote, the reader returns: every value, every null.
class RoundTripTest {
    private static final Map<String, IntPredicate> PATTERNS = Map.of(
            "none", row -> false,
            "all", row -> true,
            "alternating", row -> row % 2 == 0,
            "runs", row -> row / 100 % 2 == 0,
            "first", row -> row == 0,
            "all but first", row -> row != 0);

    private static final List<Integer> SMALL = List.of(1, 2, 7, 8, 9, 127, 128, 129, 2047, 2048, 2049);

    private static final List<Integer> LARGE =
            List.of(20_479, 20_481, 65_535, 65_537, 122_879, 122_880, 122_881, 250_000);

    @TempDir
    private Path folder;

    static Stream<Arguments> smallTables() {
        return SMALL.stream().flatMap(rows -> PATTERNS.keySet().stream().map(nulls -> Arguments.of(rows, nulls)));
    }

    static Stream<Arguments> largeTables() {
        List<String> nulls = PATTERNS.keySet().stream().sorted().toList();
        return Stream.iterate(0, i -> i < LARGE.size(), i -> i + 1)
                .map(i -> Arguments.of(LARGE.get(i), nulls.get(i % nulls.size())));
    }

    @ParameterizedTest(name = "{0} rows, nulls: {1}")
    @MethodSource({"smallTables", "largeTables"})
    void everyValueReturns(int rows, String nulls) throws IOException {
        assertReturns(RandomTables.of(rows, rows * 31L + nulls.hashCode(), PATTERNS.get(nulls)));
    }

    @Test
    void aNullInTheLastRowReturns() throws IOException {
        assertReturns(RandomTables.of(1000, 5, row -> row == 999));
    }

    @Test
    void longTextsReturn() throws IOException {
        TableBuilder builder = new TableBuilder(Schema.parse("text:string", null));
        for (int length : new int[] {0, 1, 64, 65, 1000, 300_000, 5_000_000}) {
            builder.setString(0, "ß".repeat(length));
            builder.endRow();
        }
        assertReturns(builder.build());
    }

    @Test
    void allIndexWidthsReturn() throws IOException {
        for (int distinct : new int[] {1, 2, 3, 4, 5, 255, 256, 257, 4096, 4097, 20_000}) {
            TableBuilder builder = new TableBuilder(Schema.parse("l:int64,i:int32,d:double,s:string", null));
            for (int row = 0; row < 100_000; row++) {
                int value = (int) (row * 7919L % distinct);
                builder.setLong(0, value);
                builder.setInt(1, -value);
                builder.setDouble(2, value / 8.0);
                builder.setString(3, "s" + value);
                builder.endRow();
            }
            assertReturns(builder.build());
        }
    }

    @Test
    void columnsReturnInTheOrderAskedFor() throws IOException {
        Table table = RandomTables.of(500, 1, row -> row % 3 == 0);
        Table read = PartitionReader.standard()
                .read(write(table, "order.parquet"), table.schema(), List.of("day", "symbol", "price"));
        assertThat(read.schema()).isEqualTo(Schema.parse("day:date,symbol:string,price:double", null));
        assertSame(read.column(0), table.column("day"));
        assertSame(read.column(1), table.column("symbol"));
        assertSame(read.column(2), table.column("price"));
    }

    @Test
    void aProjectionKeepsTheTimeColumn() throws IOException {
        Table table = RandomTables.of(50, 1, row -> false);
        Table read =
                PartitionReader.standard().read(write(table, "time.parquet"), table.schema(), List.of("price", "ts"));
        assertThat(read.schema().timeColumn()).isEqualTo("ts");
        assertThat(read.time(7)).isEqualTo(table.time(7));
    }

    @Test
    void namesThatDifferOnlyInCaseStayApart() throws IOException {
        TableBuilder builder = new TableBuilder(Schema.parse("a:int64,A:double,select:int32", null));
        builder.setLong(0, 1);
        builder.setDouble(1, 2);
        builder.setInt(2, 3);
        builder.endRow();
        assertReturns(builder.build());
    }

    @Test
    void aTimeOfDaysOrNanosecondsReturns() throws IOException {
        for (String type : new String[] {"date", "int64"}) {
            Schema schema = Schema.parse("t:" + type + ",v:double", "t");
            TableBuilder builder = new TableBuilder(schema);
            for (int row = 0; row < 300; row++) {
                if (type.equals("date")) {
                    builder.setInt(0, row - 100);
                } else {
                    builder.setLong(0, (row - 100) * 1_000_000_007L);
                }
                builder.setDouble(1, row);
                builder.endRow();
            }
            assertReturns(builder.build());
        }
    }

    @Test
    void keyValuesReturn() throws IOException {
        Table table = RandomTables.of(3, 1, row -> false);
        assertThat(PartitionReader.standard().footer(write(table, "kv.parquet")))
                .isEqualTo(RandomTables.FOOTER);
    }

    private void assertReturns(Table table) throws IOException {
        Path file = write(table, "part.parquet");
        Table read = PartitionReader.standard().read(file, table.schema(), List.of());
        assertThat(read.schema()).isEqualTo(table.schema());
        for (int c = 0; c < table.columns().size(); c++) {
            assertSame(read.column(c), table.column(c));
        }
        assertThat(ContentDigest.of(read)).isEqualTo(ContentDigest.of(table));
    }

    private Path write(Table table, String name) throws IOException {
        return Files.write(folder.resolve(name), RandomTables.encode(table));
    }

    private static void assertSame(Column read, Column written) {
        assertThat(read.nulls()).isEqualTo(written.nulls());
        assertThat(arrayOf(read)).isEqualTo(arrayOf(written));
    }

    static Object arrayOf(Column column) {
        return switch (column) {
            case LongColumn c -> c.values();
            case IntColumn c -> c.values();
            case DoubleColumn c ->
                Arrays.stream(c.values()).mapToLong(Double::doubleToRawLongBits).toArray();
            case BooleanColumn c -> c.values();
            case StringColumn c ->
                Stream.iterate(0, row -> row < c.size(), row -> row + 1)
                        .map(c::text)
                        .toArray();
        };
    }
}
