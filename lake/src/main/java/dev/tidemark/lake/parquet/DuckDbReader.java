package dev.tidemark.lake.parquet;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.parquet.ParquetFooter.FooterColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Reads files of any writer through DuckDB's chunks. The footer is read and checked in Java first, so that a file of
/// another
/// schema
/// never reaches the engine and arrays have their final length from the start.
final class DuckDbReader implements PartitionReader {
    static final DuckDbReader INSTANCE = new DuckDbReader();

    private DuckDbReader() {}

    @Override
    public SortedMap<String, String> footer(Path file) {
        return ParquetFile.footer(file).keyValues();
    }

    @Override
    public Table read(Path file, Schema schema, List<String> columns) {
        Path absolute = file.toAbsolutePath();
        ParquetFooter footer = ParquetFile.footer(absolute);
        SchemaCheck.check(absolute, footer, schema);
        Schema wanted = columns.isEmpty() ? schema : schema.select(columns);
        List<Column> found = new Reading(absolute, schema, wanted, footer).columns();
        try {
            return new Table(wanted, found);
        } catch (IllegalArgumentException e) { // a null in the time column
            throw ParquetFile.damaged(absolute, String.valueOf(e.getMessage()), e);
        }
    }

    /// One file being read.
    private static final class Reading {
        private final Path file;
        private final Schema schema;
        private final Schema wanted;
        private final ParquetFooter footer;
        private final List<Integer> queried = new ArrayList<>();

        Reading(Path file, Schema schema, Schema wanted, ParquetFooter footer) {
            this.file = file;
            this.schema = schema;
            this.wanted = wanted;
            this.footer = footer;
        }

        /// Takes texts that the footer proves constant from there, and the rest from one query.
        List<Column> columns() {
            List<@Nullable Column> found = new ArrayList<>();
            for (Field field : wanted.fields()) {
                int position = schema.indexOf(field.name());
                FooterColumn column = footer.columns().get(position);
                if (column.constantText() != null) {
                    found.add(StringColumn.constant(column.constantText(), footer.rows()));
                } else {
                    found.add(null);
                    queried.add(position);
                }
            }
            List<Column> fromEngine = queried.isEmpty() || footer.rows() == 0 ? empty() : query();
            var next = fromEngine.iterator();
            return found.stream()
                    .map(column -> column != null ? column : next.next())
                    .toList();
        }

        private List<Column> empty() {
            return collectors().stream().map(ColumnCollector::column).toList();
        }

        private List<ColumnCollector> collectors() {
            return queried.stream()
                    .map(position ->
                            ColumnCollector.of(schema.fields().get(position).type(), footer.rows()))
                    .toList();
        }

        private List<Column> query() {
            try {
                DuckDbEngine engine = DuckDbEngine.current();
                DuckDBConnection connection = engine.borrow();
                try {
                    List<Column> columns = query(connection);
                    engine.giveBack(connection);
                    return columns;
                } catch (SQLException | RuntimeException e) {
                    engine.discard(connection, e);
                    throw e;
                }
            } catch (TidemarkException e) {
                throw e;
            } catch (SQLException | RuntimeException e) {
                throw failure(e);
            }
        }

        private List<Column> query(DuckDBConnection connection) throws SQLException {
            List<ColumnCollector> collectors = collectors();
            int rows = 0;
            try (DuckDBPreparedStatement statement = connection.prepare(sql());
                    DuckDBChunkedResult result = statement.query()) {
                while (result.nextChunk()) {
                    DuckDBDataChunkReader chunk = result.chunk();
                    int count = Math.toIntExact(chunk.rowCount());
                    if (count > footer.rows() - rows) {
                        throw ParquetFile.damaged(
                                file, "it holds more than the " + footer.rows() + " rows stated", null);
                    }
                    for (int c = 0; c < collectors.size(); c++) {
                        collectors.get(c).take(chunk.vector(c), count, rows);
                    }
                    rows += count;
                }
            }
            if (rows < footer.rows()) {
                throw ParquetFile.damaged(file, "it holds " + rows + " rows of the " + footer.rows() + " stated", null);
            }
            return collectors.stream().map(ColumnCollector::column).toList();
        }

        /// Columns go by position, since the engine does not tell `a` from `A`. The getters of 64-bit numbers serve
        /// neither
        /// timestamps nor dates.
        private String sql() {
            String selected = queried.stream().map(this::expression).collect(Collectors.joining(", "));
            String names = IntStream.range(0, schema.fields().size())
                    .mapToObj(position -> "c" + position)
                    .collect(Collectors.joining(", "));
            return "SELECT " + selected + " FROM read_parquet(" + FileLiteral.of(file)
                    + ", hive_partitioning = false) AS t(" + names + ")";
        }

        private String expression(int position) {
            ColumnType type = schema.fields().get(position).type();
            return switch (type) {
                case TIMESTAMP -> "epoch_us(c" + position + ")";
                case DATE -> "c" + position + " - DATE '1970-01-01'";
                case STRING, INT64, INT32, FLOAT64, BOOLEAN -> "c" + position;
            };
        }

        private TidemarkException failure(Exception e) {
            String message = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (message.toUpperCase(Locale.ROOT).contains("OUT OF MEMORY")) {
                return new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + message, e);
            }
            return ParquetFile.damaged(file, message, e);
        }
    }
}
