package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Long files of other writers are read to their end or refused.
class ForeignParquetTest {
    private static final int ROWS = 1_000_000;

    @TempDir
    Path folder;

    /// A file of time stamps in whole microseconds, but for one row.
    private Path file(int exception) throws SQLException {
        Path file = folder.resolve("times.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            duckdb.createStatement()
                    .execute("COPY (SELECT make_timestamp_ns(i * 1000 + CASE WHEN i = " + exception
                            + " THEN 1 ELSE 0 END) AS t FROM range(" + ROWS + ") r(i)) TO '" + file
                            + "' (FORMAT parquet)");
        }
        return file;
    }

    private static long rows(Path file) throws IOException {
        AtomicLong count = new AtomicLong();
        ForeignParquet.open(file)
                .read(
                        List.of(new ForeignParquet.Wanted(new Field("t", ColumnType.TIMESTAMP), 0)),
                        (rows, nonFinite) -> count.addAndGet(rows.rows()));
        return count.get();
    }

    @Test
    void everyRowIsRead() throws SQLException, IOException {
        assertThat(rows(file(-1))).isEqualTo(ROWS);
    }

    @Test
    void aValueThatDoesNotFitIsRefusedHoweverLateItComes() throws SQLException {
        Path file = file(ROWS - 10);

        assertThatThrownBy(() -> rows(file))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH))
                .hasMessageContaining(file.toString());
    }
}
