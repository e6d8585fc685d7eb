package dev.tidemark.lake.parquet;

import dev.tidemark.lake.Compression;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Writes flat tables as Parquet files in plain Java: bytes that no library's next version changes, and a file of a few
/// rows in
/// a few microseconds. Keeps nothing between calls; memory is allocated for each call.
///
/// The rules by which it chooses pages, encodings and codecs are a function of the table and of the compression asked
/// for; they stand in
/// `docs/spec/lake-format.md` and at the constants of this package. The time column is `REQUIRED`, every other
/// `OPTIONAL`.
final class FlatParquetEncoder implements PartitionEncoder {
    /// Rows of a row group; the last of a file may have fewer. A multiple of DuckDB's vector of 2,048.
    static final int GROUP_ROWS = 122_880;

    /// Rows of a data page; the last of a row group may have fewer.
    static final int PAGE_ROWS = 20_480;

    static final String CREATED_BY = "tidemark writer " + WRITER_VERSION;

    private final PageCompressor compressor;

    FlatParquetEncoder(Compression compression) {
        this.compressor = PageCompressor.of(compression);
    }

    /// @throws IllegalArgumentException for a table without rows, for values that a lake never stores (NaN, infinities,
    /// -0.0,
    ///     the extremes of a timestamp or date) and for files beyond 2 GiB
    @Override
    public ByteBuffer encode(Table table, SortedMap<String, String> footer) {
        if (table.rows() == 0) {
            throw new IllegalArgumentException("a partition holds at least one row");
        }
        ByteSink file = new ByteSink(firstCapacity(table));
        file.putInt(ParquetFormat.MAGIC);
        List<List<ColumnChunk>> groups = writeGroups(table, file);
        int footerStart = file.size();
        new FooterWriter(file, table.schema()).write(table.rows(), groups, footer);
        file.putInt(file.size() - footerStart);
        file.putInt(ParquetFormat.MAGIC);
        return ByteBuffer.wrap(file.array(), 0, file.size());
    }

    private List<List<ColumnChunk>> writeGroups(Table table, ByteSink file) {
        ChunkEncoder encoder = new ChunkEncoder(file, compressor);
        List<List<ColumnChunk>> groups = new ArrayList<>();
        for (int from = 0; from < table.rows(); from += GROUP_ROWS) {
            groups.add(writeGroup(table, encoder, from, Math.min(table.rows(), from + GROUP_ROWS)));
        }
        return groups;
    }

    private static List<ColumnChunk> writeGroup(Table table, ChunkEncoder encoder, int from, int to) {
        Schema schema = table.schema();
        int time = schema.timeIndex();
        List<ColumnChunk> chunks = new ArrayList<>();
        for (int c = 0; c < schema.fields().size(); c++) {
            chunks.add(encoder.encode(schema.fields().get(c), table.column(c), from, to, c == time));
        }
        return chunks;
    }

    /// Room for headers and a quarter of the plain bytes: growing copies.
    private static int firstCapacity(Table table) {
        long columns = table.schema().fields().size();
        return (int) Math.min(1 << 26, 512 + columns * (128 + 2L * table.rows()));
    }
}
