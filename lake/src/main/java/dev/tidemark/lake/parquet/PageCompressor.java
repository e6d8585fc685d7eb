package dev.tidemark.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.tidemark.lake.Compression;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/// Compresses pages in one way. Bytes depend on the page alone: not on what was compressed before, not on the
/// processor.
/// Thread-safe.
///
/// Zstandard frames carry a checksum: every reader notices a damaged page. The native library is loaded at the first
/// page
/// that is compressed so. A context costs 9 µs to make, so as many as there are processors are kept for the next
/// caller;
/// they are reset before each frame.
final class PageCompressor {
    private static final Map<Compression, PageCompressor> ALL = new ConcurrentHashMap<>();

    private final Compression compression;
    private final BlockingQueue<ZstdCompressCtx> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private PageCompressor(Compression compression) {
        this.compression = compression;
    }

    /// The compressor of this process for a way to compress.
    static PageCompressor of(Compression compression) {
        return ALL.computeIfAbsent(compression, PageCompressor::new);
    }

    /// The codec's number in a footer, as in [ParquetFormat].
    int codec() {
        return switch (compression.codec()) {
            case NONE -> ParquetFormat.UNCOMPRESSED;
            case SNAPPY -> ParquetFormat.SNAPPY;
            case ZSTD -> ParquetFormat.ZSTD;
        };
    }

    /// Appends the compressed form of `length` bytes of `source` to `target`.
    void compress(byte[] source, int offset, int length, ByteSink target) {
        switch (compression.codec()) {
            case NONE -> target.putBytes(source, offset, length);
            case SNAPPY -> SnappyEncoder.compress(source, offset, length, target);
            case ZSTD -> compressFrame(source, offset, length, target);
        }
    }

    private void compressFrame(byte[] source, int offset, int length, ByteSink target) {
        ZstdCompressCtx context = borrow();
        try {
            int room = Math.toIntExact(Zstd.compressBound(length));
            target.reserve(room);
            target.advance(context.compressByteArray(target.array(), target.size(), room, source, offset, length));
        } finally {
            giveBack(context);
        }
    }

    private ZstdCompressCtx borrow() {
        ZstdCompressCtx kept = idle.poll();
        return kept != null
                ? kept
                : new ZstdCompressCtx()
                        .setLevel(compression.level())
                        .setChecksum(true)
                        .setContentSize(true);
    }

    private void giveBack(ZstdCompressCtx context) {
        if (!idle.offer(context)) {
            context.close();
        }
    }
}
