package dev.tidemark.lake.table;

import java.util.regex.Pattern;

/// A named, typed column of a [Schema].
public record Field(String name, ColumnType type) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,79}");

    public Field {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no column name");
        }
    }
}
