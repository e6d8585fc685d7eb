package dev.tidemark.sources.universe;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The instrument lists of brokers: all `*.csv` of one folder.
///
/// A list is UTF-8, with or without a byte order mark, after RFC 4180; fields are separated by commas, semicolons or
/// tabs, whichever
/// gives the header a column `symbol`, or by what Excel's first line `sep=;` says. Read are the columns `symbol`,
/// `isin`, `market`, `name` and `currency`, in any
/// case and order;
/// others are passed over, and may be missing at the end of a row. A row with more fields than the header has is read
/// when the rest is blank, or when all that
/// is read of it
/// stands before numbers whose decimal comma made two fields of one and its currency is one or missing. Rows of nothing
/// but separators are blank. A broken
/// row or file
/// stops no other; each is named with its line.
public final class InstrumentLists {
    /// Largest list: 64 MiB.
    public static final int MAX_BYTES = 64 << 20;
    /// Longest field: 64 KiB.
    public static final int MAX_FIELD_BYTES = 64 << 10;

    private static final String CSV = ".csv";

    private InstrumentLists() {}

    /// The lists of a folder by name, in the order of its UTF-8 bytes. Hidden files and folders are none.
    ///
    /// @throws TidemarkException `USAGE` when the folder cannot be listed
    public static List<ListFile> find(Path folder) {
        List<ListFile> lists = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(CSV)) {
                    addStat(lists, file, name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot list " + folder + ": " + e + "; name the folder that holds the instrument lists",
                    e);
        }
        lists.sort(Comparator.comparing(ListFile::name, PathOrder::compare));
        return lists;
    }

    private static void addStat(List<ListFile> lists, Path file, String name) {
        try {
            BasicFileAttributes stat = Files.readAttributes(file, BasicFileAttributes.class);
            if (stat.isRegularFile()) {
                long modified = stat.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                lists.add(new ListFile(file, name, stat.size(), modified));
            }
        } catch (IOException e) {
            // It vanished, or is a link to nothing: reading it will say so.
            lists.add(new ListFile(file, name, 0, 0));
        }
    }

    /// Reads one list.
    public static ListReading read(ListFile file) {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? unread(file, ListReason.TOO_LARGE, "it is larger than " + MAX_BYTES + " bytes")
                    : new ListParser(file, bytes).read();
        } catch (IOException e) {
            return unread(file, ListReason.UNREADABLE, e.toString());
        }
    }

    private static ListReading unread(ListFile file, ListReason reason, String why) {
        String text = "cannot read the list " + file.name() + ": " + why;
        return new ListReading.Unread(file, new SourceFault(file.name(), 0, reason.code(), text));
    }
}
