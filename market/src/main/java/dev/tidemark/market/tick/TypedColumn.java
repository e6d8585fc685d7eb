package dev.tidemark.market.tick;

/// One column of a schema.
///
/// @param name its name; not empty, without a colon or a comma, which separate names and types in a schema hash
/// @param type what it holds
public record TypedColumn(String name, ValueType type) {
    public TypedColumn {
        if (name.isEmpty() || name.indexOf(':') >= 0 || name.indexOf(',') >= 0) {
            throw new IllegalArgumentException("'" + name + "' is no column name");
        }
    }

    @Override
    public String toString() {
        return name + ":" + type.text();
    }
}
