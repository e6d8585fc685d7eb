package dev.tidemark.sources.files;

import dev.tidemark.sources.RefusalReason;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/// The bytes of an archive's entry, held to the size and the CRC that the archive claims; `ZipFile` checks neither.
final class EntryStream extends FilterInputStream {
    private final CentralDirectory.Entry entry;
    private final String name;
    private final Runnable onClose;
    private final CRC32 crc = new CRC32();
    private long read;
    private boolean isClosed;

    EntryStream(InputStream in, CentralDirectory.Entry entry, String name, Runnable onClose) {
        super(in);
        this.entry = entry;
        this.name = name;
        this.onClose = onClose;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int got;
        try {
            got = super.read(bytes, offset, length);
        } catch (ZipException | EOFException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        if (got > 0) {
            read += got;
            crc.update(bytes, offset, got);
        }
        if (read > entry.size()) {
            throw damaged("it holds more than the " + entry.size() + " bytes it claims");
        }
        if (got < 0) {
            checkWhole();
        }
        return got;
    }

    private void checkWhole() throws SourceRefusedException {
        if (read < entry.size()) {
            throw damaged("it ends after " + read + " of " + entry.size() + " bytes");
        }
        if (crc.getValue() != entry.crc()) {
            throw damaged("its checksum is not the one in the archive");
        }
    }

    private SourceRefusedException damaged(String why) {
        return new SourceRefusedException(
                RefusalReason.DAMAGED_ENTRY, "cannot read " + name + ": " + why + "; get the archive again");
    }

    /// Skipping would hide bytes from the checksum.
    @Override
    public long skip(long bytes) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            try {
                super.close();
            } finally {
                onClose.run();
            }
        }
    }
}
