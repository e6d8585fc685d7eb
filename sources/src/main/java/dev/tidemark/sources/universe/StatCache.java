package dev.tidemark.sources.universe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an earlier run knew of a tree's files: their stats, and the digests of those that it hashed. One file, replaced
/// as a whole.
/// Immutable.
///
/// Like git, it takes a file for unchanged while size, time of change in nanoseconds, inode and (of an archive's entry)
/// CRC are the
/// same. A digest is believed on the strength of a stat only if the file had been left alone for [#RACY_NANOS] when it
/// was looked
/// at; a file that was changed just then is hashed again by the next run. So a change goes unseen only when a file's
/// bytes are
/// replaced in place by as many others and its time of change is set back to the nanosecond.
///
/// A cache from another machine, or of a tree that was copied or unpacked again, keeps its worth: its stats differ, its
/// digests say
/// that nothing changed.
public final class StatCache {
    /// A time of change this near to the scan does not vouch for anything: 2 s, the coarsest clock of a filesystem.
    public static final long RACY_NANOS = 2_000_000_000;

    private final Path file;
    private final StatTable table;
    private final String warning;

    private StatCache(Path file, StatTable table, String warning) {
        this.file = file;
        this.table = table;
        this.warning = warning;
    }

    /// Reads the file. One that is missing gives an empty cache; so does one that cannot be used, with a [#warning].
    public static StatCache read(Path file) {
        try {
            return new StatCache(file, StatTable.decode(Files.readAllBytes(file)), "");
        } catch (NoSuchFileException e) {
            return forgotten(file);
        } catch (StatTable.UnusableException e) {
            return unusable(file, String.valueOf(e.getMessage()));
        } catch (IOException | OutOfMemoryError e) {
            return unusable(file, String.valueOf(e));
        }
    }

    private static StatCache unusable(Path file, String why) {
        return new StatCache(
                file, StatTable.EMPTY, "cannot use the stat cache " + file + ": " + why + "; it is made anew");
    }

    /// A cache that knows nothing, and will be written to the file.
    public static StatCache forgotten(Path file) {
        return new StatCache(file, StatTable.EMPTY, "");
    }

    /// Why the file could not be used; names it.
    public Optional<String> warning() {
        return warning.isEmpty() ? Optional.empty() : Optional.of(warning);
    }

    /// Compares what it knows with a scan, in one pass.
    public TreeState compare(TreeScan scan) {
        List<TreeFile> files = scan.files();
        int[] known = new int[files.size()];
        List<String> removed = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < known.length; i++) {
            byte[] path = files.get(i).path().getBytes(StandardCharsets.UTF_8);
            int order = order(path, next);
            while (order > 0) {
                removed.add(table.path(next));
                order = order(path, ++next);
            }
            known[i] = order == 0 ? next++ : TreeState.UNKNOWN;
        }
        while (next < table.count()) {
            removed.add(table.path(next++));
        }
        return new TreeState(this, scan, known, removed);
    }

    /// Below 0 when the path comes before the one at a position of the table, or that is behind its end.
    private int order(byte[] path, int position) {
        return position < table.count() ? table.compare(path, position) : -1;
    }

    StatTable table() {
        return table;
    }

    /// Puts the table into the place of the file.
    void replace(StatTable newer, OutputFiles out) throws IOException {
        out.replace(file, newer.encode());
    }
}
