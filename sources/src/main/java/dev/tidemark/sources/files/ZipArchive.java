package dev.tidemark.sources.files;

import dev.tidemark.sources.RefusalReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A zip archive to read sources from. Thread-safe. It is open while one of its entries is read or still has to be, so
/// a run over
/// thousands of archives holds few of them open.
///
/// Refused as a whole: an archive with an entry whose name is absolute, has `..`, a backslash, a drive letter or a
/// control character,
/// that stands twice, or with more than [#MAX_ENTRIES] entries. Refused alone: an entry that is a link, is encrypted,
/// claims more
/// than [#MAX_ENTRY_BYTES], or more than [#MAX_RATIO] times its packed size above [#RATIO_FROM_BYTES].
public final class ZipArchive implements AutoCloseable {
    /// Most entries in one archive: 1,000,000.
    public static final int MAX_ENTRIES = 1_000_000;
    /// Most bytes of one entry when unpacked: 8 GiB.
    public static final long MAX_ENTRY_BYTES = 8L << 30;
    /// Most bytes that one packed byte may stand for. Price files reach 30; a bomb is near the format's limit of 1032.
    public static final long MAX_RATIO = 250;
    /// The ratio of smaller entries does not matter: 1 MiB.
    public static final long RATIO_FROM_BYTES = 1 << 20;

    private final Path path;
    private final List<CentralDirectory.Entry> entries;
    private int unread;
    private int reading;
    private @Nullable ZipFile zip;

    private ZipArchive(Path path, List<CentralDirectory.Entry> entries) {
        this.path = path;
        this.entries = entries;
    }

    /// The archive's file.
    Path path() {
        return path;
    }

    /// Reads the list of entries and checks the names.
    ///
    /// @throws SourceRefusedException when the archive is refused as a whole
    static ZipArchive list(Path path, String name) throws SourceRefusedException {
        try {
            List<CentralDirectory.Entry> entries = CentralDirectory.read(path);
            checkNames(entries, name);
            try (ZipFile zip = new ZipFile(path.toFile())) {
                if (zip.size() != entries.size()) {
                    throw new ZipException("its two lists of entries differ");
                }
            }
            return new ZipArchive(path, entries);
        } catch (SourceRefusedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new SourceRefusedException(
                    RefusalReason.DAMAGED_ARCHIVE,
                    "cannot read the archive " + name + ": " + e.getMessage() + "; get it again");
        }
    }

    private static void checkNames(List<CentralDirectory.Entry> entries, String archive) throws SourceRefusedException {
        if (entries.size() > MAX_ENTRIES) {
            throw unsafe(archive, "it has more than " + MAX_ENTRIES + " entries");
        }
        Set<String> seen = new HashSet<>();
        for (CentralDirectory.Entry entry : entries) {
            String name = entry.name();
            if (isUnsafe(name)) {
                throw unsafe(archive, "its entry '" + name.replaceAll("\\p{Cntrl}", "?") + "' points outside of it");
            }
            if (!seen.add(name)) {
                throw unsafe(archive, "its entry '" + name + "' stands twice");
            }
        }
    }

    private static boolean isUnsafe(String name) {
        return name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || hasDrive(name)
                || hasControl(name)
                || ("/" + name + "/").contains("/../");
    }

    private static boolean hasDrive(String name) {
        return name.length() > 1
                && name.charAt(1) == ':'
                && name.charAt(0) < 0x80
                && Character.isLetter(name.charAt(0));
    }

    private static boolean hasControl(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static SourceRefusedException unsafe(String archive, String why) {
        return new SourceRefusedException(
                RefusalReason.UNSAFE_ARCHIVE,
                "refused the archive " + archive + ": " + why + "; nothing of it was read");
    }

    List<CentralDirectory.Entry> entries() {
        return entries;
    }

    /// Says how many entries will be read, so that the archive knows when it is done with.
    void expect(int files) {
        unread = files;
    }

    /// Why an entry is refused; empty when it is not.
    static String faultOf(CentralDirectory.Entry entry) {
        if (entry.isLink()) {
            return "it is a symbolic link";
        }
        if (entry.isEncrypted()) {
            return "it is encrypted";
        }
        if (entry.size() > MAX_ENTRY_BYTES || entry.size() < 0) {
            return "it claims " + entry.size() + " bytes, more than " + MAX_ENTRY_BYTES;
        }
        if (entry.size() > RATIO_FROM_BYTES && entry.size() / Math.max(1, entry.packedSize()) > MAX_RATIO) {
            return "it unpacks to more than " + MAX_RATIO + " times its size";
        }
        return "";
    }

    InputStream open(CentralDirectory.Entry entry, String name) throws IOException {
        try {
            ZipFile file = acquire();
            ZipEntry found = file.getEntry(entry.name());
            if (found == null || found.getSize() != entry.size() || found.getCrc() != entry.crc()) {
                throw new ZipException("the archive changed");
            }
            return new EntryStream(file.getInputStream(found), entry, name, this::release);
        } catch (IOException | IllegalStateException e) {
            release();
            boolean isDamaged = e instanceof ZipException;
            throw new SourceRefusedException(
                    isDamaged ? RefusalReason.DAMAGED_ENTRY : RefusalReason.UNREADABLE,
                    "cannot read " + name + ": " + e.getMessage());
        }
    }

    private synchronized ZipFile acquire() throws IOException {
        reading++;
        if (zip == null) {
            zip = new ZipFile(path.toFile());
        }
        return zip;
    }

    private synchronized void release() {
        reading--;
        unread--;
        if (reading == 0 && unread <= 0) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                // It was only read; nothing is lost.
            }
            zip = null;
        }
    }
}
