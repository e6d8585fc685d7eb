package dev.tidemark.sources.parquet;

import dev.tidemark.lake.parquet.ForeignColumn;
import dev.tidemark.lake.parquet.ForeignParquet;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which column of a file is which of the dataset's. Names are matched as written, else in any case.
///
/// @param schema      of the dataset
/// @param wanted      what is read of the file; its place in the list is its place in each table
/// @param places      for each column of the schema its place in a table, or -1
/// @param keys        columns that repeat a folder `name=value`, and their places
/// @param isLocalTime whether times are in a zone that the file does not name
/// @param ignored     number of columns that are left out
@SuppressWarnings("ArrayRecordComponent") // never compared
record AdoptedColumns(
        Schema schema,
        List<ForeignParquet.Wanted> wanted,
        int[] places,
        Map<String, Integer> keys,
        boolean isLocalTime,
        int ignored) {
    /// Matches the columns of a file.
    ///
    /// @throws SourceRefusedException `BAD_COLUMNS` when one is missing or not known
    static AdoptedColumns of(List<ForeignColumn> columns, DatasetShape shape, HivePath path, boolean ignoresExtra)
            throws SourceRefusedException {
        Schema schema = shape.schema();
        List<ForeignParquet.Wanted> wanted = new ArrayList<>();
        int[] places = new int[schema.fields().size()];
        boolean[] used = new boolean[columns.size()];
        boolean isLocalTime = false;
        for (int i = 0; i < places.length; i++) {
            Field field = schema.fields().get(i);
            int source = find(columns, field.name());
            boolean isTime = i == schema.timeIndex();
            if (source < 0 && (isTime || shape.needs(field.name()))) {
                throw new SourceRefusedException(
                        RefusalReason.BAD_COLUMNS, "column '" + field.name() + "' is missing; found " + names(columns));
            }
            places[i] = source < 0 ? -1 : wanted.size();
            if (source >= 0) {
                used[source] = true;
                wanted.add(new ForeignParquet.Wanted(field, source));
                isLocalTime |= isTime && columns.get(source).isLocalTime();
            }
        }
        Map<String, Integer> keys = new HashMap<>();
        int ignored = 0;
        for (int source = 0; source < used.length; source++) {
            String name = columns.get(source).name();
            if (!used[source] && path.key(name).isPresent()) {
                keys.put(name, wanted.size());
                wanted.add(new ForeignParquet.Wanted(new Field("folder_key_" + source, ColumnType.STRING), source));
            } else if (!used[source]) {
                ignored++;
                if (!ignoresExtra) {
                    throw new SourceRefusedException(
                            RefusalReason.BAD_COLUMNS,
                            "column '" + name + "' is none of " + schema.text()
                                    + "; leave such columns out with --ignore-extra");
                }
            }
        }
        return new AdoptedColumns(schema, List.copyOf(wanted), places, Map.copyOf(keys), isLocalTime, ignored);
    }

    private static int find(List<ForeignColumn> columns, String name) {
        int alike = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
            alike = columns.get(i).name().equalsIgnoreCase(name) ? i : alike;
        }
        return alike;
    }

    private static String names(List<ForeignColumn> columns) {
        return columns.stream().map(ForeignColumn::name).collect(Collectors.joining(","));
    }

    /// The place of the time column in a table.
    int time() {
        return places[schema.timeIndex()];
    }
}
