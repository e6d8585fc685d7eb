package dev.tidemark.lake.parquet;

import dev.tidemark.lake.parquet.ParquetFooter.Place;
import dev.tidemark.lake.parquet.ParquetFooter.RowGroup;

/// Checks that the chunks that a footer names are such as [FlatParquetEncoder] writes: they follow one another without
/// gap from the first magic number to the footer, and are long enough for the pages of their rows, so that a claimed
/// number of rows is at most a multiple of the bytes that are there.
final class ChunkLayout {
    private static final int FIRST_CHUNK = 4;

    /// A page header has at least seven fields or ends of structs, of two bytes on average.
    private static final int SMALLEST_PAGE = 16;

    private ChunkLayout() {}

    /// @param end where the footer begins
    /// @throws IllegalArgumentException when the chunks lie otherwise
    static void check(ParquetFooter footer, long end) {
        long at = FIRST_CHUNK;
        for (RowGroup group : footer.groups()) {
            if (group.rows() < 1 || group.rows() > FlatParquetEncoder.GROUP_ROWS) {
                throw new IllegalArgumentException("a row group has " + group.rows() + " rows");
            }
            long pages = (group.rows() + FlatParquetEncoder.PAGE_ROWS - 1) / FlatParquetEncoder.PAGE_ROWS;
            for (Place place : group.chunks()) {
                boolean codecKnown =
                        place.codec() == ParquetFormat.UNCOMPRESSED || PageDecompressor.knows(place.codec());
                if (!codecKnown || place.offset() != at || place.fileBytes() < pages * SMALLEST_PAGE) {
                    throw new IllegalArgumentException("a column chunk of " + place.fileBytes() + " bytes with codec "
                            + place.codec() + " stands at " + place.offset() + ", expected at " + at);
                }
                at = Math.addExact(at, place.fileBytes());
            }
        }
        if (at != end) {
            throw new IllegalArgumentException("the column chunks end at " + at + " and the footer begins at " + end);
        }
    }
}
