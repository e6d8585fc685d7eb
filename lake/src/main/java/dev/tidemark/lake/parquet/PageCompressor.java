package dev.tidemark.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Zstandard at a fixed level, with a checksum in each frame: every reader notices a damaged page. The native library
/// is loaded at the first page that is compressed.
///
/// A context costs 9 µs to make, so as many as there are processors are kept for the next caller; threads of any kind
/// may
/// call. Contexts are reset before each frame: bytes do not depend on what was compressed before.
final class PageCompressor {
    /// 1 is the fastest, and smaller than 3 on prices. Levels up to 2 use match finders that no processor feature
    /// selects.
    static final int LEVEL = 1;

    private static final BlockingQueue<ZstdCompressCtx> IDLE =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private PageCompressor() {}

    /// Appends a frame of `length` bytes of `source` to `target`.
    static void compress(byte[] source, int offset, int length, ByteSink target) {
        ZstdCompressCtx context = borrow();
        try {
            int room = Math.toIntExact(Zstd.compressBound(length));
            target.reserve(room);
            target.advance(context.compressByteArray(target.array(), target.size(), room, source, offset, length));
        } finally {
            giveBack(context);
        }
    }

    private static ZstdCompressCtx borrow() {
        ZstdCompressCtx idle = IDLE.poll();
        return idle != null
                ? idle
                : new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true).setContentSize(true);
    }

    private static void giveBack(ZstdCompressCtx context) {
        if (!IDLE.offer(context)) {
            context.close();
        }
    }
}
