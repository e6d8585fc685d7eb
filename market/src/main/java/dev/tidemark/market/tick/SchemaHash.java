package dev.tidemark.market.tick;

import static java.util.stream.Collectors.joining;

import dev.tidemark.market.ShortHash;
import java.util.List;

/// What a schema is identified by: the names, types and order of its columns.
public final class SchemaHash {
    private SchemaHash() {}

    /// The first 16 hex digits of the SHA-256 over `name:type`, joined by commas.
    public static String of(List<TypedColumn> columns) {
        return ShortHash.of(columns.stream().map(TypedColumn::toString).collect(joining(",")));
    }
}
