package dev.tidemark.query.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/// The types of columns in a stream, with the bytes of a value; 0 for a bit, -1 for values of any length.
public enum ArrowKind {
    BOOLEAN(0, Type.Bool),
    INT8(1, Type.Int),
    INT16(2, Type.Int),
    INT32(4, Type.Int),
    INT64(8, Type.Int),
    UINT8(1, Type.Int),
    UINT16(2, Type.Int),
    UINT32(4, Type.Int),
    UINT64(8, Type.Int),
    FLOAT32(4, Type.FloatingPoint),
    FLOAT64(8, Type.FloatingPoint),
    /// 128 bits; precision and scale stand in the field.
    DECIMAL(16, Type.Decimal),
    TEXT(-1, Type.Utf8),
    BYTES(-1, Type.Binary),
    /// Days since 1970-01-01.
    DATE(4, Type.Date),
    /// Microseconds of the day.
    TIME(8, Type.Time),
    /// Nanoseconds of the day.
    TIME_NANOS(8, Type.Time),
    /// Microseconds since 1970-01-01, in no zone.
    TIMESTAMP(8, Type.Timestamp),
    /// Nanoseconds since 1970-01-01, in no zone.
    TIMESTAMP_NANOS(8, Type.Timestamp),
    /// Microseconds since 1970-01-01T00:00Z.
    INSTANT(8, Type.Timestamp);

    private final int width;
    private final byte type;

    ArrowKind(int width, int type) {
        this.width = width;
        this.type = (byte) type;
    }

    int width() {
        return width;
    }

    /// The tag of the type in a field.
    byte type() {
        return type;
    }

    /// Writes the type's own table.
    int write(FlatBufferBuilder out, int precision, int scale) {
        return switch (this) {
            case BOOLEAN -> {
                Bool.startBool(out);
                yield Bool.endBool(out);
            }
            case INT8, INT16, INT32, INT64 -> Int.createInt(out, width * Byte.SIZE, true);
            case UINT8, UINT16, UINT32, UINT64 -> Int.createInt(out, width * Byte.SIZE, false);
            case FLOAT32 -> FloatingPoint.createFloatingPoint(out, Precision.SINGLE);
            case FLOAT64 -> FloatingPoint.createFloatingPoint(out, Precision.DOUBLE);
            case DECIMAL -> Decimal.createDecimal(out, precision, scale, width * Byte.SIZE);
            case TEXT -> {
                Utf8.startUtf8(out);
                yield Utf8.endUtf8(out);
            }
            case BYTES -> {
                Binary.startBinary(out);
                yield Binary.endBinary(out);
            }
            case DATE -> Date.createDate(out, DateUnit.DAY);
            case TIME -> Time.createTime(out, TimeUnit.MICROSECOND, width * Byte.SIZE);
            case TIME_NANOS -> Time.createTime(out, TimeUnit.NANOSECOND, width * Byte.SIZE);
            case TIMESTAMP -> Timestamp.createTimestamp(out, TimeUnit.MICROSECOND, 0);
            case TIMESTAMP_NANOS -> Timestamp.createTimestamp(out, TimeUnit.NANOSECOND, 0);
            case INSTANT -> Timestamp.createTimestamp(out, TimeUnit.MICROSECOND, out.createString("UTC"));
        };
    }
}
