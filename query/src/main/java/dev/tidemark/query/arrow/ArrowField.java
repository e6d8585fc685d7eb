package dev.tidemark.query.arrow;

import dev.tidemark.lake.table.Field;

/// A column of a stream.
///
/// @param precision digits of a decimal; 0 for others
/// @param scale     digits of a decimal behind the point; 0 for others
public record ArrowField(String name, ArrowKind kind, int precision, int scale) {
    /// A column that is no decimal.
    public static ArrowField of(String name, ArrowKind kind) {
        return new ArrowField(name, kind, 0, 0);
    }

    /// The column of a stored one: `timestamp` is an instant in microseconds UTC; ticks' `datetime` stays the plain
    /// integer that it is.
    public static ArrowField of(Field field) {
        return of(
                field.name(),
                switch (field.type()) {
                    case STRING -> ArrowKind.TEXT;
                    case INT64 -> ArrowKind.INT64;
                    case INT32 -> ArrowKind.INT32;
                    case FLOAT64 -> ArrowKind.FLOAT64;
                    case BOOLEAN -> ArrowKind.BOOLEAN;
                    case TIMESTAMP -> ArrowKind.INSTANT;
                    case DATE -> ArrowKind.DATE;
                });
    }
}
