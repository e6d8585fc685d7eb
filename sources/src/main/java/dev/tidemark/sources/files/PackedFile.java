package dev.tidemark.sources.files;

import dev.tidemark.sources.RefusalReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The only file of a zip archive that is held in memory, such as one that was downloaded. The limits are those of
/// [ZipArchive].
public final class PackedFile {
    private static final int LARGEST = 1 << 30;

    private PackedFile() {}

    /// The bytes of the file.
    ///
    /// @param name its exact name, without a folder
    /// @throws SourceRefusedException when the archive is damaged, holds another or a further file, or one that unpacks
    /// to too much
    public static byte[] only(byte[] archive, String name) throws SourceRefusedException {
        long most = Math.min(LARGEST, Math.max(ZipArchive.RATIO_FROM_BYTES, archive.length * ZipArchive.MAX_RATIO));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            requireNamed(zip.getNextEntry(), name);
            byte[] bytes = read(zip, (int) most, name);
            if (zip.getNextEntry() != null) {
                throw refused(RefusalReason.UNSAFE_ARCHIVE, "it holds more than '" + name + "'");
            }
            return bytes;
        } catch (SourceRefusedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw refused(RefusalReason.DAMAGED_ARCHIVE, "cannot read the archive: " + e.getMessage());
        }
    }

    private static void requireNamed(@Nullable ZipEntry entry, String name) throws SourceRefusedException {
        if (entry == null) {
            throw refused(RefusalReason.DAMAGED_ARCHIVE, "it is no zip archive, or an empty one");
        }
        if (!entry.getName().equals(name)) {
            String other = entry.getName().replaceAll("\\p{Cntrl}", "?");
            throw refused(RefusalReason.UNSAFE_ARCHIVE, "it holds '" + other + "', not '" + name + "'");
        }
    }

    private static byte[] read(InputStream entry, int most, String name) throws IOException {
        byte[] bytes = entry.readNBytes(most);
        if (entry.read() >= 0) {
            throw refused(RefusalReason.UNSAFE_ENTRY, name + " unpacks to more than " + most + " bytes");
        }
        return bytes;
    }

    private static SourceRefusedException refused(RefusalReason reason, String message) {
        return new SourceRefusedException(reason, message);
    }
}
