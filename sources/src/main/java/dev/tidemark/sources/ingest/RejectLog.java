package dev.tidemark.sources.ingest;

import dev.tidemark.lake.Digest;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.RejectedRow;
import dev.tidemark.sources.text.OddBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The rejected rows of one source, on their way to quarantine: CSV files `source,line,reason,raw` with RFC 4180
/// quotes, each named by the
/// first 16 hex digits of its own SHA-256, so that the same rejects always give the same files. For one thread.
///
/// A file takes up to [#FILE_BYTES]; a source with more rejects has several.
public final class RejectLog {
    /// Size from which on the next file begins: 4 MiB.
    public static final int FILE_BYTES = 4 << 20;

    private static final int KEPT_FOR_REPORT = 5;
    private static final int PREVIEW_CHARACTERS = 120;
    private static final byte[] HEADER = "source,line,reason,raw\n".getBytes(StandardCharsets.UTF_8);

    private final Quarantine quarantine;
    private final Supplier<String> folder;
    private final String quotedSource;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(0);
    private final List<RejectedRow> first = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private long count;

    /// @param folder where the files go, below `quarantine/`; asked when a file is written
    /// @param source path of the source inside its dump
    public RejectLog(Quarantine quarantine, Supplier<String> folder, String source) {
        this.quarantine = quarantine;
        this.folder = folder;
        this.quotedSource = quoted(source);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /// Takes the row in `text[from, to)`.
    public void add(long line, RejectReason reason, byte[] text, int from, int to) {
        count++;
        if (first.size() < KEPT_FOR_REPORT) {
            first.add(new RejectedRow(line, reason, OddBytes.preview(text, from, to, PREVIEW_CHARACTERS)));
        }
        if (pending.size() == 0) {
            pending.writeBytes(HEADER);
        }
        String row = quotedSource + "," + line + "," + reason.code() + "," + quoted(OddBytes.printable(text, from, to))
                + "\n";
        pending.writeBytes(row.getBytes(StandardCharsets.UTF_8));
        if (pending.size() >= FILE_BYTES) {
            flush();
        }
    }

    /// Writes what is pending.
    public void flush() {
        if (pending.size() > 0) {
            byte[] content = pending.toByteArray();
            written.add(quarantine.put(folder.get(), Digest.of(content).shortHex() + ".csv", content));
            pending.reset();
        }
    }

    /// Number of rejected rows.
    public long count() {
        return count;
    }

    /// The first few of them.
    public List<RejectedRow> first() {
        return first;
    }

    /// The files written so far, relative to the lake.
    public List<String> files() {
        return written;
    }
}
