package dev.tidemark.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Undoes [PageCompressor]; the checksums of Zstandard frames are checked. As many contexts are kept as there are
/// processors; threads of any kind may call.
final class PageDecompressor {
    private static final BlockingQueue<ZstdDecompressCtx> IDLE =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private PageDecompressor() {}

    /// Whether pages of a codec, as in [ParquetFormat], can be decompressed.
    static boolean knows(int codec) {
        return codec == ParquetFormat.ZSTD || codec == ParquetFormat.SNAPPY;
    }

    /// The length that a compressed page states for its content.
    ///
    /// @throws IllegalArgumentException when it states none
    static long contentLength(int codec, byte[] frame, int offset, int length) {
        if (codec == ParquetFormat.SNAPPY) {
            return SnappyDecoder.contentLength(frame, offset, length);
        }
        long content = Zstd.getFrameContentSize(frame, offset, length);
        if (content < 0) {
            throw new IllegalArgumentException("a page is no Zstandard frame with a length");
        }
        return content;
    }

    /// Fills the first `length` bytes of `target` from one compressed page.
    ///
    /// @throws IllegalArgumentException when the page is damaged or holds another number of bytes
    static void decompress(int codec, byte[] frame, int offset, int frameLength, byte[] target, int length) {
        if (codec == ParquetFormat.SNAPPY) {
            SnappyDecoder.decompress(frame, offset, frameLength, target, length);
        } else {
            decompressFrame(frame, offset, frameLength, target, length);
        }
    }

    private static void decompressFrame(byte[] frame, int offset, int frameLength, byte[] target, int length) {
        ZstdDecompressCtx context = borrow();
        try {
            int filled = context.decompressByteArray(target, 0, length, frame, offset, frameLength);
            if (filled != length) {
                throw new IllegalArgumentException("a page has " + filled + " bytes, its header says " + length);
            }
        } catch (ZstdException e) {
            throw new IllegalArgumentException("a page cannot be decompressed: " + e.getMessage(), e);
        } finally {
            giveBack(context);
        }
    }

    private static ZstdDecompressCtx borrow() {
        ZstdDecompressCtx idle = IDLE.poll();
        return idle != null ? idle : new ZstdDecompressCtx();
    }

    private static void giveBack(ZstdDecompressCtx context) {
        if (!IDLE.offer(context)) {
            context.close();
        }
    }
}
