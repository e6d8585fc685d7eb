package dev.tidemark.sources.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives for tests, good and bad ones.
public final class Zips {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;

    private Zips() {}

    /// An archive of `name, content` pairs.
    public static byte[] of(String... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The archive with the name of its entries changed, to one of the same length.
    public static byte[] renamed(byte[] zip, String from, String to) {
        byte[] changed = zip.clone();
        byte[] search = from.getBytes(StandardCharsets.UTF_8);
        byte[] replacement = to.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + search.length <= changed.length; i++) {
            if (java.util.Arrays.equals(changed, i, i + search.length, search, 0, search.length)) {
                System.arraycopy(replacement, 0, changed, i, replacement.length);
            }
        }
        return changed;
    }

    /// The archive with an int of the list's first entry changed, such as its CRC at 16 or its attributes at 38.
    public static byte[] withCentralInt(byte[] zip, int offset, int value) {
        byte[] changed = zip.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(find(buffer, CENTRAL) + offset, value);
        return changed;
    }

    /// The archive with a short of the list's first entry changed, such as its flags at 8.
    public static byte[] withCentralShort(byte[] zip, int offset, int value) {
        byte[] changed = zip.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(find(buffer, CENTRAL) + offset, (short) value);
        return changed;
    }

    /// The archive with one bit of the first entry's packed bytes flipped.
    public static byte[] withFlippedBit(byte[] zip, int packedByte) {
        byte[] changed = zip.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        int local = find(buffer, LOCAL);
        int data = local + 30 + buffer.getShort(local + 26) + buffer.getShort(local + 28);
        changed[data + packedByte] ^= 1;
        return changed;
    }

    private static int find(ByteBuffer buffer, int signature) {
        for (int i = 0; i + 4 <= buffer.limit(); i++) {
            if (buffer.getInt(i) == signature) {
                return i;
            }
        }
        throw new IllegalStateException("no such record");
    }
}
