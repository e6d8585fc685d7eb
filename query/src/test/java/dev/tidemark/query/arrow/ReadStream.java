package dev.tidemark.query.arrow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.Text;

/// What Arrow's own reader finds in a stream.
///
/// @param schema  as Arrow's text
/// @param rows    the values; texts as strings, bytes as hex digits
/// @param batches number of rows of each
record ReadStream(String schema, List<List<Object>> rows, List<Integer> batches) {
    static ReadStream of(byte[] stream) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        List<Integer> batches = new ArrayList<>();
        try (BufferAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), memory)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                batches.add(root.getRowCount());
                for (int row = 0; row < root.getRowCount(); row++) {
                    rows.add(row(root, row));
                }
            }
            return new ReadStream(root.getSchema().toString(), rows, batches);
        }
    }

    /// The sizes of the batches of a file too large to hold.
    static List<Integer> batches(Path file) throws IOException {
        List<Integer> batches = new ArrayList<>();
        try (BufferAllocator memory = new RootAllocator();
                InputStream in = Files.newInputStream(file);
                ArrowStreamReader reader = new ArrowStreamReader(in, memory)) {
            while (reader.loadNextBatch()) {
                batches.add(reader.getVectorSchemaRoot().getRowCount());
            }
        }
        return batches;
    }

    private static List<Object> row(VectorSchemaRoot root, int row) {
        List<Object> values = new ArrayList<>();
        for (FieldVector vector : root.getFieldVectors()) {
            Object value = vector.getObject(row);
            values.add(
                    value instanceof Text text
                            ? text.toString()
                            : value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
        }
        return values;
    }
}
