package dev.tidemark.query.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/// Writes the Arrow IPC stream format: a schema, record batches, an end mark. Rows are collected by column, some at a
/// time: each column gets at most [#room()] values, then [#endRows()] is called. A batch is written when it is full, so
/// memory is bounded by a batch. For one thread.
final class ArrowStreamWriter {
    /// Most rows of a batch.
    static final int BATCH_ROWS = 65_536;

    /// A batch with more bytes than that is written, however few its rows.
    private static final long BATCH_BYTES = 64L << 20;

    /// Most rows between two looks at the bytes.
    private static final int STEP_ROWS = 256;

    private static final int CONTINUATION = 0xffffffff;
    private static final int ALIGNMENT = 8;
    private static final int PREFIX_BYTES = 8;

    private final OutputStream out;
    private final List<ArrowVector> columns;
    private long rows;

    /// Writes the schema.
    ArrowStreamWriter(OutputStream out, List<ArrowField> fields) throws IOException {
        this.out = out;
        this.columns = fields.stream().map(ArrowVector::new).toList();
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int schema = schema(builder, fields);
        message(builder, MessageHeader.Schema, schema, 0);
    }

    private static int schema(FlatBufferBuilder builder, List<ArrowField> fields) {
        int[] offsets = new int[fields.size()];
        for (int i = 0; i < offsets.length; i++) {
            ArrowField field = fields.get(i);
            int name = builder.createString(field.name());
            int type = field.kind().write(builder, field.precision(), field.scale());
            int children = Field.createChildrenVector(builder, new int[0]);
            Field.startField(builder);
            Field.addName(builder, name);
            Field.addNullable(builder, true);
            Field.addTypeType(builder, field.kind().type());
            Field.addType(builder, type);
            Field.addChildren(builder, children);
            offsets[i] = Field.endField(builder);
        }
        int vector = Schema.createFieldsVector(builder, offsets);
        Schema.startSchema(builder);
        Schema.addEndianness(builder, Endianness.Little);
        Schema.addFields(builder, vector);
        return Schema.endSchema(builder);
    }

    /// The columns, in the order of the schema.
    List<ArrowVector> columns() {
        return columns;
    }

    /// How many values each column may get before [#endRows()]; at least one.
    int room() {
        return Math.min(STEP_ROWS, BATCH_ROWS - columns.getFirst().rows());
    }

    /// Ends the rows that were begun: every column got equally many values.
    void endRows() throws IOException {
        if (columns.getFirst().rows() == BATCH_ROWS
                || columns.stream().mapToLong(ArrowVector::bytes).sum() >= BATCH_BYTES) {
            writeBatch();
        }
    }

    /// Writes what is left, and the end mark.
    ///
    /// @return the number of rows
    long end() throws IOException {
        if (columns.getFirst().rows() > 0) {
            writeBatch();
        }
        out.write(ByteBuffer.allocate(PREFIX_BYTES).putInt(CONTINUATION).array());
        out.flush();
        return rows;
    }

    private void writeBatch() throws IOException {
        List<ByteBuffer> buffers = new ArrayList<>();
        columns.forEach(column -> buffers.addAll(column.buffers()));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        long[] starts = new long[buffers.size()];
        long body = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = body;
            body += padded(buffers.get(i).remaining());
        }
        int batch = batch(builder, buffers, starts);
        message(builder, MessageHeader.RecordBatch, batch, body);
        for (ByteBuffer buffer : buffers) {
            out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            pad(buffer.remaining());
        }
        rows += columns.getFirst().rows();
        columns.forEach(ArrowVector::clear);
    }

    /// Vectors of structs are written from the last to the first.
    private int batch(FlatBufferBuilder builder, List<ByteBuffer> buffers, long[] starts) {
        RecordBatch.startNodesVector(builder, columns.size());
        for (ArrowVector column : columns.reversed()) {
            FieldNode.createFieldNode(builder, column.rows(), column.nulls());
        }
        int nodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (int i = buffers.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, starts[i], buffers.get(i).remaining());
        }
        int vector = builder.endVector();
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, columns.getFirst().rows());
        RecordBatch.addNodes(builder, nodes);
        RecordBatch.addBuffers(builder, vector);
        return RecordBatch.endRecordBatch(builder);
    }

    private void message(FlatBufferBuilder builder, byte type, int header, long body) throws IOException {
        Message.startMessage(builder);
        Message.addVersion(builder, MetadataVersion.V5);
        Message.addHeaderType(builder, type);
        Message.addHeader(builder, header);
        Message.addBodyLength(builder, body);
        builder.finish(Message.endMessage(builder));
        byte[] metadata = builder.sizedByteArray();
        int length = (int) padded(metadata.length);
        out.write(ByteBuffer.allocate(PREFIX_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(length)
                .array());
        out.write(metadata);
        pad(metadata.length);
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void pad(long bytes) throws IOException {
        out.write(new byte[(int) (padded(bytes) - bytes)]);
    }
}
