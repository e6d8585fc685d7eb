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
import org.jspecify.annotations.Nullable;

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
        List<ArrowVector> vectors = writer.columns();
        byte[][][] texts = new byte[vectors.size()][][];
        for (int c = 0; c < texts.length; c++) {
            texts[c] = table.column(c) instanceof StringColumn strings ? encoded(strings.dictionary()) : new byte[0][];
        }
        for (int row = 0; row < table.rows(); row++) {
            for (int c = 0; c < texts.length; c++) {
                add(vectors.get(c), table.column(c), texts[c], row);
            }
            writer.endRow();
        }
    }

    private static byte[][] encoded(@Nullable String[] texts) {
        byte[][] encoded = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            encoded[i] = String.valueOf(texts[i]).getBytes(StandardCharsets.UTF_8);
        }
        return encoded;
    }

    private static void add(ArrowVector vector, Column column, byte[][] texts, int row) {
        if (column.isNull(row)) {
            vector.addNull();
            return;
        }
        switch (column) {
            case DoubleColumn c -> vector.addDouble(c.values()[row]);
            case LongColumn c -> vector.addLong(c.values()[row]);
            case IntColumn c -> vector.addLong(c.values()[row]);
            case BooleanColumn c -> vector.addBoolean(c.values()[row]);
            case StringColumn c -> vector.addBytes(texts[c.codes()[row]]);
        }
    }
}
