package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The same question to the table in memory and, in SQL, to its file.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbOracleTest {
    private static final int ROWS = 300_000;

    private final Table table = RandomTables.of(ROWS, 11, row -> row % 13 == 0);

    private Path file = Path.of("");

    @BeforeAll
    void write(@TempDir Path folder) throws Exception {
        file = Files.write(folder.resolve("oracle.parquet"), RandomTables.encode(table));
    }

    @Test
    void aggregatesAgree() throws Exception {
        double[] prices = present("price");
        assertThat(DuckDb.query(file, "SELECT count(*), count(price), sum(price), min(price), max(price) FROM FILE"))
                .containsExactly(List.of(
                        (long) ROWS,
                        (long) prices.length,
                        Arrays.stream(prices).sum(),
                        Arrays.stream(prices).min().getAsDouble(),
                        Arrays.stream(prices).max().getAsDouble()));
    }

    @Test
    void extremesAgree() throws Exception {
        Column ids = table.column("id");
        long[] values = ((LongColumn) ids).values();
        assertThat(DuckDb.query(file, "SELECT min(id), max(id) FROM FILE"))
                .containsExactly(List.of(
                        IntStream.range(0, ROWS)
                                .filter(r -> !ids.isNull(r))
                                .mapToLong(r -> values[r])
                                .min()
                                .getAsLong(),
                        IntStream.range(0, ROWS)
                                .filter(r -> !ids.isNull(r))
                                .mapToLong(r -> values[r])
                                .max()
                                .getAsLong()));
    }

    @Test
    void filtersThatPruneRowGroupsAgree() throws Exception {
        for (int row : new int[] {0, 122_879, 122_880, 200_000, ROWS - 1}) {
            long time = table.time(row);
            long expected =
                    IntStream.range(0, ROWS).filter(r -> table.time(r) >= time).count();
            assertThat(DuckDb.query(file, "SELECT count(*) FROM FILE WHERE epoch_us(ts) >= " + time))
                    .containsExactly(List.of(expected));
            assertThat(DuckDb.query(file, "SELECT count(*) FROM FILE WHERE ts >= make_timestamptz(" + time + ")"))
                    .containsExactly(List.of(expected));
        }
    }

    @Test
    void filtersOnValuesAgree() throws Exception {
        double[] noise = present("noise");
        assertThat(DuckDb.query(file, "SELECT count(*) FROM FILE WHERE noise > 1.5 AND symbol = 'AAPL.US'"))
                .containsExactly(
                        List.of(Arrays.stream(noise).filter(v -> v > 1.5).count()));
        assertThat(DuckDb.query(file, "SELECT count(*) FROM FILE WHERE symbol = 'MSFT.US' OR day > DATE '2100-01-01'"))
                .containsExactly(List.of(0L));
    }

    private double[] present(String name) {
        Column column = table.column(name);
        double[] values = ((DoubleColumn) column).values();
        return IntStream.range(0, ROWS)
                .filter(row -> !column.isNull(row))
                .mapToDouble(row -> values[row])
                .toArray();
    }
}
