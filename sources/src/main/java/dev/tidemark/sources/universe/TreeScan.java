package dev.tidemark.sources.universe;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The price files of a tree at one time.
///
/// Taken is every regular file whose name ends in `.txt` in any case, below the root and in zip archives below the
/// root. Files and
/// folders whose name begins with a dot, symbolic links, and archives in archives are not looked at; a root that is a
/// link is
/// followed. Where a file and an archive's entry have one path, the file is taken; of two such entries, that of the
/// archive whose
/// name comes first.
///
/// @param scannedNanos when the scan began, nanoseconds since 1970
/// @param files        in the order of their paths' UTF-8 bytes, each path once
/// @param faults       folders that cannot be listed, archives and entries that are refused, by path
public record TreeScan(long scannedNanos, List<TreeFile> files, List<SourceFault> faults) {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public TreeScan {
        files = List.copyOf(files);
        faults = List.copyOf(faults);
    }

    /// Threads that list folders unless said otherwise. More share the locks of the filesystem, and gain nothing.
    public static final int LISTERS = 2;

    /// As [#of(Path, InstantSource, StopSignal, int)] with [#LISTERS].
    public static TreeScan of(Path root, InstantSource clock, StopSignal stop) {
        return of(root, clock, stop, LISTERS);
    }

    /// Looks at every folder and file once; opens archives, but no price file. The result does not depend on the number
    /// of threads.
    ///
    /// @param root    a folder, or one zip archive
    /// @param threads that list folders, at least one
    /// @throws TidemarkException `USAGE` when there is no such folder or archive
    public static TreeScan of(Path root, InstantSource clock, StopSignal stop, int threads) {
        Instant now = clock.instant();
        long nanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS_PER_SECOND), now.getNano());
        TreeWalk walk = new TreeWalk(stop, threads);
        walk.root(root);
        return new TreeScan(nanos, walk.files(), walk.faults());
    }

    /// The position of a path in [#files], or `-(insertion point) - 1`.
    public int indexOf(String path) {
        int low = 0;
        int high = files.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = PathOrder.compare(files.get(middle).path(), path);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    static TidemarkException noSuchTree(Path root) {
        return new TidemarkException(
                ErrorCode.USAGE,
                "cannot scan " + root
                        + ": there is no such folder or zip archive; name the folder that holds the price files");
    }
}
