package dev.tidemark.lake.parquet;

import dev.tidemark.lake.parquet.ParquetFooter.Place;
import java.util.BitSet;

/// Reads the pages that [ChunkEncoder] writes. One object serves all chunks of a file, one after another, so that its
/// buffers are allocated once. Everything that a page header or the footer claims is checked before it is used; what
/// does not fit ends in an [IllegalArgumentException]. Not thread-safe.
final class ChunkDecoder {
    private final ParquetFile file;
    private final int[] indices = new int[FlatParquetEncoder.PAGE_ROWS];
    private byte[] pages = {};
    private byte[] page = {};

    ChunkDecoder(ParquetFile file) {
        this.file = file;
    }

    /// Decodes the chunk at `place`, which lies in the file, as rows `at` to `at + rows` of a column.
    ///
    /// @param nulls collects the null rows
    void decode(Place place, boolean required, int at, int rows, ColumnDecoder column, BitSet nulls) {
        int length = Math.toIntExact(place.fileBytes());
        pages = withRoom(pages, length);
        file.read(pages, place.offset(), length);
        int done = 0;
        int entries = 0;
        int position = 0;
        int missing = 0;
        while (done < rows) {
            ThriftCompactReader thrift = new ThriftCompactReader(pages, position, length);
            PageHeader header = PageHeader.read(thrift);
            position = thrift.position();
            ByteSource content = content(header, place, position, length);
            position += header.fileBytes();
            if (header.dictionary()) {
                require(done == 0 && entries == 0 && header.values() <= rows, "a dictionary in the wrong place");
                entries = header.values();
                column.dictionary(content, entries);
            } else {
                require(header.values() <= Math.min(rows - done, indices.length), "a page with too many rows");
                require(!header.indexed() || entries > 0, "indices without a dictionary");
                missing += dataPage(header, content, required, at + done, column, nulls, entries);
                done += header.values();
            }
            require(content.remaining() == 0, "a page with " + content.remaining() + " bytes too many");
        }
        require(position == length, "pages that end at " + position + " of " + length);
        require(missing == place.nulls(), missing + " nulls where the footer says " + place.nulls());
    }

    /// The content of a page, decompressed where the chunk is.
    private ByteSource content(PageHeader header, Place place, int from, int end) {
        int stored = header.fileBytes();
        int plain = header.uncompressedBytes();
        require(stored <= end - from && plain <= place.uncompressedBytes(), "a page larger than its chunk");
        if (place.codec() == ParquetFormat.UNCOMPRESSED) {
            require(stored == plain, "an uncompressed page of two lengths");
            return new ByteSource(pages, from, from + stored);
        }
        require(PageDecompressor.contentLength(place.codec(), pages, from, stored) == plain, "a page of two lengths");
        page = withRoom(page, plain);
        PageDecompressor.decompress(place.codec(), pages, from, stored, page, plain);
        return new ByteSource(page, 0, plain);
    }

    /// Decodes a data page and returns its number of nulls.
    private int dataPage(
            PageHeader header,
            ByteSource content,
            boolean required,
            int at,
            ColumnDecoder column,
            BitSet nulls,
            int entries) {
        int rows = header.values();
        int present = rows;
        if (!required) {
            ByteSource levels = content.slice(content.readInt());
            present = HybridDecoder.decodeLevels(levels, nulls, at, rows);
            require(levels.remaining() == 0, "too many definition levels");
        }
        if (header.indexed()) {
            readIndices(content, present, entries);
            column.indexed(indices, at, present);
        } else {
            column.plain(content, at, present);
        }
        if (present < rows) {
            column.spread(nulls, at, rows, present);
        }
        return rows - present;
    }

    private void readIndices(ByteSource content, int count, int entries) {
        int width = content.readByte();
        require(width == Hybrid.width(entries), "indices of " + width + " bits into " + entries + " entries");
        HybridDecoder.decode(content, indices, count, width);
        int greatest = 0;
        for (int i = 0; i < count; i++) {
            greatest = Math.max(greatest, indices[i]);
        }
        require(greatest < entries, "an index of " + greatest + " into " + entries + " entries");
    }

    private static byte[] withRoom(byte[] buffer, int length) {
        int needed = Math.addExact(length, ByteSource.SLACK);
        return buffer.length >= needed ? buffer : new byte[needed];
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException("a column chunk holds " + otherwise);
        }
    }
}
