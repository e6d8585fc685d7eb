package dev.tidemark.sources.merge;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.sources.ingest.BatchLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// What to import and how rows unite with those of the lake.
///
/// @param format        the importer's name, such as `ctp`; the default of the series attribute `source`
/// @param paths         folders, archives and files; at least one
/// @param suffixes      endings of file names that are sources, lower case, such as `.csv`
/// @param newDataset    the record of a dataset that the lake lacks; its identity is checked against one that exists
/// @param replaces      whether the chunks that the sources hold are replaced by them, instead of united
/// @param allowsRemoval whether a series may lose more than a tenth of its rows
/// @param threads       sources read, and series merged, at a time
/// @param cells         values held in memory before rows are put aside on disk, all sources together
/// @param batch         when to commit
/// @param message       one line for the log
public record MergeOptions(
        String format,
        List<Path> paths,
        List<String> suffixes,
        Function<DatasetName, DatasetRecord> newDataset,
        boolean replaces,
        boolean allowsRemoval,
        int threads,
        long cells,
        BatchLimits batch,
        String message) {
    /// 16,777,216 values, 128 MB.
    public static final long DEFAULT_CELLS = 1L << 24;

    /// A line for the log: the first paths.
    public static String message(String format, List<Path> paths) {
        String names =
                String.join(", ", paths.stream().limit(3).map(Path::toString).toList());
        String line = ("import " + format + " " + names
                        + (paths.size() > 3 ? " and " + (paths.size() - 3) + " more" : ""))
                .replaceAll("\\p{Cntrl}", "?");
        return line.length() > 200 ? line.substring(0, 199) + "…" : line;
    }

    public MergeOptions {
        paths = List.copyOf(paths);
        suffixes = List.copyOf(suffixes);
    }
}
