package dev.tidemark.market.tick;

/// The type of a column, as it is spelled in a schema hash.
public enum ValueType {
    STRING("string"),
    INT64("int64"),
    DOUBLE("double"),
    INT32("int32"),
    BOOLEAN("boolean");

    private final String text;

    ValueType(String text) {
        this.text = text;
    }

    /// The name in hashes and documents: `string`, `int64`, `double`, `int32` or `boolean`.
    public String text() {
        return text;
    }
}
