package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the pages of one column in one row group: a dictionary page where one pays, then data pages of version 1.
///
/// One object serves all chunks of a table, one after another, so that its buffers are allocated once. Not thread-safe.
final class ChunkEncoder {
    /// Chunks with fewer bytes of pages than this are not compressed: the frame and the call would cost more than they
    /// save.
    static final int SMALLEST_COMPRESSED = 512;

    private final ByteSink file;
    private final PageCompressor compressor;
    private final ByteSink raw = new ByteSink(1024);
    private final ByteSink frames = new ByteSink(1024);
    private final List<Page> pages = new ArrayList<>();
    private final NumberValues numbers = new NumberValues();

    /// @param file       where the pages go
    /// @param compressor for the chunks that it pays for
    ChunkEncoder(ByteSink file, PageCompressor compressor) {
        this.file = file;
        this.compressor = compressor;
    }

    /// Appends rows `from` to `to` of a column.
    ///
    /// @param required whether the column has no definition levels
    ColumnChunk encode(Field field, Column column, int from, int to, boolean required) {
        ChunkValues values = values(field, column, from, to);
        ChunkValues.Bounds bounds = values.bounds();
        int rows = to - from;
        raw.clear();
        pages.clear();
        collectPages(values, required ? null : Levels.of(column, from, to), rows);
        boolean compressed = compress();
        long start = file.size();
        long dataOffset = start;
        long headerBytes = 0;
        for (Page page : pages) {
            headerBytes += write(page, compressed);
            if (page.dictionary()) {
                dataOffset = file.size();
            }
        }
        return new ColumnChunk(
                rows,
                rows - values.count(),
                compressed ? compressor.codec() : ParquetFormat.UNCOMPRESSED,
                headerBytes + raw.size(),
                file.size() - start,
                start,
                dataOffset,
                bounds);
    }

    private ChunkValues values(Field field, Column column, int from, int to) {
        return switch (column) {
            case LongColumn c -> numbers.load(field, c, from, to);
            case IntColumn c -> numbers.load(field, c, from, to);
            case DoubleColumn c -> numbers.load(field, c, from, to);
            case BooleanColumn c -> new BooleanValues(c, from, to);
            case StringColumn c -> new TextValues(c, from, to);
        };
    }

    private void collectPages(ChunkValues values, @Nullable Levels levels, int rows) {
        Dictionary dictionary = values.dictionary();
        if (dictionary != null) {
            raw.putBytes(dictionary.entries());
            pages.add(new Page(true, dictionary.size(), ParquetFormat.PLAIN, 0, raw.size()));
        }
        int value = 0;
        for (int from = 0; from < rows; from += FlatParquetEncoder.PAGE_ROWS) {
            int to = Math.min(rows, from + FlatParquetEncoder.PAGE_ROWS);
            int present = levels == null ? to - from : levels.present(from, to);
            int start = raw.size();
            if (levels != null) {
                levels.write(raw, from, to);
            }
            if (dictionary == null) {
                values.plain(raw, value, value + present);
            } else {
                raw.putByte(dictionary.width());
                Hybrid.encode(raw, dictionary.indices(), value, value + present, dictionary.width());
            }
            int encoding = dictionary == null ? ParquetFormat.PLAIN : ParquetFormat.RLE_DICTIONARY;
            pages.add(new Page(false, to - from, encoding, start, raw.size()));
            value += present;
        }
    }

    /// Compresses the pages into [#frames], in order, and says whether to keep the frames. Gives up after the first
    /// data page
    /// up to which they save less than a tenth.
    private boolean compress() {
        if (compressor.codec() == ParquetFormat.UNCOMPRESSED || raw.size() < SMALLEST_COMPRESSED) {
            return false;
        }
        frames.clear();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            int start = frames.size();
            compressor.compress(raw.array(), page.from(), page.to() - page.from(), frames);
            pages.set(i, page.withFrame(start, frames.size()));
            if (!page.dictionary() && frames.size() > page.to() / 10 * 9) {
                return false;
            }
        }
        return true;
    }

    /// Appends header and content of a page and returns the length of the header.
    private int write(Page page, boolean compressed) {
        int start = file.size();
        page.writeHeader(new ThriftCompactWriter(file), compressed);
        int headerBytes = file.size() - start;
        if (compressed) {
            file.putBytes(frames.array(), page.frameFrom(), page.frameTo() - page.frameFrom());
        } else {
            file.putBytes(raw.array(), page.from(), page.to() - page.from());
        }
        return headerBytes;
    }

    /// A page: where its content stands before and after compression.
    private record Page(boolean dictionary, int values, int encoding, int from, int to, int frameFrom, int frameTo) {
        Page(boolean dictionary, int values, int encoding, int from, int to) {
            this(dictionary, values, encoding, from, to, 0, 0);
        }

        Page withFrame(int start, int end) {
            return new Page(dictionary, values, encoding, from, to, start, end);
        }

        void writeHeader(ThriftCompactWriter thrift, boolean compressed) {
            thrift.beginStruct();
            thrift.int32(1, dictionary ? ParquetFormat.DICTIONARY_PAGE : ParquetFormat.DATA_PAGE);
            thrift.int32(2, to - from);
            thrift.int32(3, compressed ? frameTo - frameFrom : to - from);
            thrift.beginStruct(dictionary ? 7 : 5);
            thrift.int32(1, values);
            thrift.int32(2, encoding);
            if (!dictionary) {
                thrift.int32(3, ParquetFormat.RLE);
                thrift.int32(4, ParquetFormat.RLE);
            }
            thrift.endStruct();
            thrift.endStruct();
        }
    }
}
