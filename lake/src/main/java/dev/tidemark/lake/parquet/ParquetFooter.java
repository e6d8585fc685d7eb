package dev.tidemark.lake.parquet;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the end of a Parquet file says of it.
///
/// @param rows      rows of the file, which all its row groups together hold
/// @param columns   in file order
/// @param keyValues key-value metadata
record ParquetFooter(int rows, List<FooterColumn> columns, SortedMap<String, String> keyValues) {
    ParquetFooter {
        columns = List.copyOf(columns);
    }

    /// A column of the file.
    ///
    /// @param type         the text of a column type, such as `double`, or the file's own words for a type that no lake
    /// has
    /// @param constantText the text that all rows hold, when the bounds of a string column prove it; else null
    record FooterColumn(String name, String type, @Nullable String constantText) {}
}
