package dev.tidemark.lake.parquet;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the end of a Parquet file says of it.
///
/// @param rows      rows of the file, which all its row groups together hold
/// @param columns   in file order
/// @param groups    in file order
/// @param keyValues key-value metadata
/// @param createdBy the writer's name for itself; empty when not stated
record ParquetFooter(
        int rows,
        List<FooterColumn> columns,
        List<RowGroup> groups,
        SortedMap<String, String> keyValues,
        String createdBy) {
    ParquetFooter {
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
    }

    /// A column of the file.
    ///
    /// @param type         the text of a column type, such as `double`, or the file's own words for a type that no lake
    /// has
    /// @param required     whether it has no definition levels
    /// @param constantText the text that all rows hold, when the bounds of a string column prove it; else null
    record FooterColumn(
            String name,
            String type,
            boolean required,
            @Nullable String constantText) {}

    /// A row group.
    ///
    /// @param chunks one a column, in file order
    record RowGroup(long rows, List<Place> chunks) {
        RowGroup {
            chunks = List.copyOf(chunks);
        }
    }

    /// Where the pages of one column of a row group stand. Nothing of it has been checked against the file; -1 is what
    /// the footer does not state.
    ///
    /// @param codec             as in [ParquetFormat]
    /// @param nulls             values that are null
    /// @param dictionaryOffset  the header of the dictionary page
    /// @param dataOffset        the header of the first data page
    /// @param fileBytes         page headers and pages in the file
    /// @param uncompressedBytes page headers and pages before compression
    record Place(
            int codec, long nulls, long dictionaryOffset, long dataOffset, long fileBytes, long uncompressedBytes) {
        /// Where the first page header stands.
        long offset() {
            return dictionaryOffset >= 0 ? dictionaryOffset : dataOffset;
        }
    }
}
