package dev.tidemark.lake.table;

import dev.tidemark.lake.Digest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns of a dataset in their stored order, and which of them is the time.
///
/// @param fields     at least one, names unique
/// @param timeColumn the column that rows are sorted by: a `timestamp`, an `int64` of epoch nanoseconds or a `date`,
/// never null in
///     a row; null for a dataset without time
public record Schema(List<Field> fields, @Nullable String timeColumn) {
    public Schema {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a schema has at least one column");
        }
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("column '" + field.name() + "' stands twice in a schema");
            }
        }
        if (timeColumn != null) {
            String wanted = timeColumn;
            ColumnType type = fields.stream()
                    .filter(f -> f.name().equals(wanted))
                    .map(Field::type)
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("time column '" + wanted + "' is not in the schema"));
            if (type != ColumnType.TIMESTAMP && type != ColumnType.INT64 && type != ColumnType.DATE) {
                throw new IllegalArgumentException("time column '" + wanted + "' is a " + type.text());
            }
        }
    }

    /// Parses the text of [#text()].
    public static Schema parse(String text, @Nullable String timeColumn) {
        List<Field> fields = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("'" + part + "' is no column; expected name:type");
            }
            fields.add(new Field(part.substring(0, colon), ColumnType.parse(part.substring(colon + 1))));
        }
        return new Schema(fields, timeColumn);
    }

    /// `name:type` of each column, joined by commas.
    public String text() {
        return fields.stream().map(f -> f.name() + ":" + f.type().text()).collect(Collectors.joining(","));
    }

    /// The schema hash: the first 16 hex digits of the SHA-256 of [#text()].
    public String hash() {
        return Digest.of(text().getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    /// The position of a column, or -1.
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The position of the time column, or -1.
    public int timeIndex() {
        return timeColumn == null ? -1 : indexOf(timeColumn);
    }

    public Optional<Field> field(String name) {
        int i = indexOf(name);
        return i < 0 ? Optional.empty() : Optional.of(fields.get(i));
    }

    /// Some of the columns, in the order named; the time column stays what it was when it is among them.
    ///
    /// @throws IllegalArgumentException for a name that is no column or stands twice, and for no names
    public Schema select(List<String> names) {
        List<Field> selected = names.stream()
                .map(name -> field(name)
                        .orElseThrow(() -> new IllegalArgumentException("no column '" + name + "' in " + text())))
                .toList();
        return new Schema(selected, timeColumn != null && names.contains(timeColumn) ? timeColumn : null);
    }

    /// The unit of the time column; empty without one.
    public Optional<TimeAxis> timeAxis() {
        int i = timeIndex();
        if (i < 0) {
            return Optional.empty();
        }
        return switch (fields.get(i).type()) {
            case TIMESTAMP -> Optional.of(TimeAxis.MICROSECONDS);
            case INT64 -> Optional.of(TimeAxis.NANOSECONDS);
            case DATE -> Optional.of(TimeAxis.DAYS);
            case STRING, INT32, FLOAT64, BOOLEAN -> throw new IllegalStateException("no time type");
        };
    }

    /// The UTC date of a stored value of the time column.
    ///
    /// @throws IllegalStateException when the schema has no time column
    public LocalDate dateOf(long time) {
        return timeAxis()
                .orElseThrow(() -> new IllegalStateException("the schema has no time column"))
                .dateOf(time);
    }
}
