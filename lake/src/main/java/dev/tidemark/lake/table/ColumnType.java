package dev.tidemark.lake.table;

/// The types that a lake stores.
public enum ColumnType {
    /// UTF-8 text.
    STRING("string"),
    /// 64-bit signed integer; as a time column, nanoseconds since 1970-01-01T00:00Z.
    INT64("int64"),
    /// 32-bit signed integer.
    INT32("int32"),
    /// IEEE-754 double; never NaN or infinite.
    FLOAT64("double"),
    BOOLEAN("boolean"),
    /// Microseconds since 1970-01-01T00:00Z, as a 64-bit integer.
    TIMESTAMP("timestamp"),
    /// Days since 1970-01-01, as a 32-bit integer.
    DATE("date");

    private final String text;

    ColumnType(String text) {
        this.text = text;
    }

    /// The name used in schema texts, such as `double`.
    public String text() {
        return text;
    }

    public static ColumnType parse(String text) {
        for (ColumnType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no column type");
    }
}
