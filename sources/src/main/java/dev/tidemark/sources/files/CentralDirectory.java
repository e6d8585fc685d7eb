package dev.tidemark.sources.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/// The list of entries at the end of a zip file, with what `java.util.zip` does not tell: file modes and flags.
final class CentralDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int EXTRA64 = 1;
    private static final long ABSENT = 0xffff_ffffL;
    private static final int LARGEST_DIRECTORY = 256 * 1024 * 1024;
    private static final int LINK_TYPE = 0xA000;
    private static final int TYPE_MASK = 0xF000;

    private CentralDirectory() {}

    /// @param name       as written in the archive
    /// @param size       bytes when unpacked, as claimed
    /// @param packedSize bytes in the archive, as claimed
    /// @param crc        CRC-32 of the unpacked bytes
    record Entry(String name, long size, long packedSize, long crc, boolean isEncrypted, boolean isLink) {
        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    private record Extent(long start, int bytes) {}

    /// Reads the entries in their order.
    ///
    /// @throws ZipException when the file is no whole zip file
    static List<Entry> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            Extent extent = find(channel);
            ByteBuffer directory = read(channel, extent.start(), extent.bytes());
            List<Entry> entries = new ArrayList<>();
            while (directory.remaining() >= ENTRY_BYTES && directory.getInt(directory.position()) == ENTRY_SIGNATURE) {
                entries.add(entry(directory));
            }
            if (directory.hasRemaining()) {
                throw new ZipException("its list of entries is broken");
            }
            return entries;
        }
    }

    private static ByteBuffer read(FileChannel channel, long start, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw new EOFException("it ended while it was read");
            }
        }
        return buffer.flip();
    }

    private static Extent find(FileChannel channel) throws IOException {
        long length = channel.size();
        int tailBytes = (int) Math.min(length, END_BYTES + LONGEST_COMMENT);
        ByteBuffer tail = read(channel, length - tailBytes, tailBytes);
        for (int at = tailBytes - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE && (tail.getShort(at + 20) & 0xffff) == tailBytes - at - END_BYTES) {
                long end = length - tailBytes + at;
                long bytes = tail.getInt(at + 12) & ABSENT;
                boolean is64 = bytes == ABSENT
                        || (tail.getInt(at + 16) & ABSENT) == ABSENT
                        || (tail.getShort(at + 10) & 0xffff) == 0xffff;
                return is64 ? find64(channel, end, bytes) : extent(end, bytes);
            }
        }
        throw new ZipException("it has no end record; it was cut short or is no zip file");
    }

    private static Extent find64(FileChannel channel, long end, long bytes) throws IOException {
        if (end < LOCATOR_BYTES) {
            return extent(end, bytes);
        }
        ByteBuffer locator = read(channel, end - LOCATOR_BYTES, LOCATOR_BYTES);
        if (locator.getInt(0) != LOCATOR_SIGNATURE) {
            return extent(end, bytes);
        }
        long end64 = locator.getLong(8);
        if (end64 < 0 || end64 > end - LOCATOR_BYTES - END64_BYTES) {
            throw new ZipException("its end record points outside");
        }
        ByteBuffer record = read(channel, end64, END64_BYTES);
        if (record.getInt(0) != END64_SIGNATURE) {
            throw new ZipException("its end record is broken");
        }
        return extent(end64, record.getLong(40));
    }

    private static Extent extent(long end, long bytes) throws ZipException {
        if (bytes < 0 || bytes > end || bytes > LARGEST_DIRECTORY) {
            throw new ZipException("its list of entries has an impossible length of " + bytes + " bytes");
        }
        return new Extent(end - bytes, (int) bytes);
    }

    private static Entry entry(ByteBuffer directory) throws ZipException {
        int at = directory.position();
        int nameBytes = directory.getShort(at + 28) & 0xffff;
        int extraBytes = directory.getShort(at + 30) & 0xffff;
        int next = at + ENTRY_BYTES + nameBytes + extraBytes + (directory.getShort(at + 32) & 0xffff);
        if (next > directory.limit()) {
            throw new ZipException("its list of entries is broken");
        }
        long packed = directory.getInt(at + 20) & ABSENT;
        long size = directory.getInt(at + 24) & ABSENT;
        ByteBuffer extra = extra64(directory, at + ENTRY_BYTES + nameBytes, extraBytes);
        if (size == ABSENT && extra.remaining() >= Long.BYTES) {
            size = extra.getLong();
        }
        if (packed == ABSENT && extra.remaining() >= Long.BYTES) {
            packed = extra.getLong();
        }
        byte[] name = new byte[nameBytes];
        directory.get(at + ENTRY_BYTES, name).position(next);
        return new Entry(
                new String(name, StandardCharsets.UTF_8),
                size,
                packed,
                directory.getInt(at + 16) & ABSENT,
                (directory.getShort(at + 8) & 1) != 0,
                ((directory.getInt(at + 38) >>> 16) & TYPE_MASK) == LINK_TYPE);
    }

    /// The 64-bit sizes of an entry, empty when it has none.
    private static ByteBuffer extra64(ByteBuffer directory, int from, int bytes) {
        int at = from;
        while (at + 4 <= from + bytes) {
            int length = directory.getShort(at + 2) & 0xffff;
            if (directory.getShort(at) == EXTRA64 && at + 4 + length <= from + bytes) {
                return directory.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + length;
        }
        return ByteBuffer.allocate(0);
    }
}
