package dev.tidemark.query.arrow;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Tables as an Arrow IPC stream, which every Arrow implementation reads (`pyarrow.ipc.open_stream`).
public final class ArrowStream {
    private ArrowStream() {}

    /// Writes tables of one schema, such as those of a [dev.tidemark.lake.read.TableStream], one after another. Memory
    /// is
    /// bounded by a batch of 65,536 rows beside the table at hand.
    ///
    /// Bars' `ts` is `timestamp[us, UTC]`, ticks' `datetime` the int64 that it is, texts are utf8, a null is a null.
    ///
    /// @param schema of every table; at least one column
    /// @param out    is flushed, not closed
    /// @return the number of rows written
    /// @throws IllegalArgumentException for a table of other columns
    public static long write(Schema schema, Iterable<Table> tables, OutputStream out) throws IOException {
        ArrowStreamWriter writer = new ArrowStreamWriter(
                out, schema.fields().stream().map(ArrowField::of).toList());
        for (Table table : tables) {
            if (!table.schema().fields().equals(schema.fields())) {
                throw new IllegalArgumentException(
                        "a table of " + table.schema().text() + " in a stream of " + schema.text());
            }
            write(table, writer);
        }
        return writer.end();
    }

    private static void write(Table table, ArrowStreamWriter writer) throws IOException {
        List<Taking> takings = table.columns().stream().map(ArrowStream::taking).toList();
        for (int from = 0; from < table.rows(); ) {
            int to = Math.min(table.rows(), from + writer.room());
            for (int c = 0; c < takings.size(); c++) {
                takings.get(c).take(from, to, writer.columns().get(c));
            }
            writer.endRows();
            from = to;
        }
    }

    /// Copies rows of one column.
    private interface Taking {
        void take(int from, int to, ArrowVector target);
    }

    private static Taking taking(Column column) {
        return switch (column) {
            case LongColumn c -> (from, to, target) -> target.addLongs(c.values(), c.nulls(), from, to);
            case IntColumn c -> (from, to, target) -> target.addInts(c.values(), c.nulls(), from, to);
            case DoubleColumn c -> (from, to, target) -> target.addDoubles(c.values(), c.nulls(), from, to);
            case BooleanColumn c -> (from, to, target) -> booleans(c, from, to, target);
            case StringColumn c -> {
                byte[][] texts = encoded(c.dictionary());
                yield (from, to, target) -> texts(c.codes(), texts, from, to, target);
            }
        };
    }

    private static void booleans(BooleanColumn column, int from, int to, ArrowVector target) {
        for (int row = from; row < to; row++) {
            if (column.isNull(row)) {
                target.addNull();
            } else {
                target.addBoolean(column.values()[row]);
            }
        }
    }

    private static void texts(int[] codes, byte[][] texts, int from, int to, ArrowVector target) {
        for (int row = from; row < to; row++) {
            if (codes[row] == StringColumn.NULL) {
                target.addNull();
            } else {
                target.addBytes(texts[codes[row]]);
            }
        }
    }

    private static byte[][] encoded(String[] texts) {
        byte[][] encoded = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            encoded[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        return encoded;
    }
}
