package dev.tidemark.lake.archive;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A folder of partitions that were taken out of a lake: `<series folder>/<chunk folder>/part.parquet` as in `data/`,
/// compressed with [dev.tidemark.lake.Compression#ARCHIVAL], a `series.json` beside each series, and `archive.json`,
/// which
/// says whose it is.
///
/// At every moment each row is in the lake, in the archive, or in both: whatever dies, a second run finishes. A chunk
/// stands in an archive once; nothing in it is ever replaced by other rows, and nothing is deleted. Not thread-safe.
public final class LakeArchive {
    private final ArchiveFiles files;

    private LakeArchive(ArchiveFiles files) {
        this.files = files;
    }

    /// The archive in a folder, which need not be there before the first [#archive].
    public static LakeArchive in(Path folder, FileOps files) {
        return new LakeArchive(new ArchiveFiles(folder, files));
    }

    /// Moves partitions of a lake into the archive. Derived datasets are refused: a recipe can make them again. The
    /// objects stay in the lake until its `gc`.
    ///
    /// @return with what was refused because the archive holds other rows of its chunk, or other columns of its series
    /// @throws TidemarkException `NOT_FOUND` when there is no such series; `USAGE` for a derived dataset, or a folder
    /// that
    ///     lies in the lake, belongs to another one, or holds something else; `DAMAGED` when a file of the lake is;
    ///     `CONFLICT` or `COMMIT_UNKNOWN`; `IO`
    public ArchiveReport archive(Lake lake, ArchiveSelection what, Progress progress) {
        try {
            return new Archiving(lake, files, what, progress).run();
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.IO,
                    "cannot archive " + what + " to " + files.root() + ": " + e
                            + "; nothing is lost: what was not committed is still in the lake; run it again",
                    e);
        }
    }

    /// Brings archived partitions back into a lake, which need not be the one that they came from. The archive stays.
    ///
    /// @param dataset empty for all of the archive
    /// @param symbol  empty for all series of the dataset
    /// @return with what was refused: chunks of which the lake holds other rows, series that do not fit, damaged files
    /// @throws TidemarkException `NOT_FOUND` when there is no archive, or nothing of that name in it; `DAMAGED` for an
    ///     index; `CONFLICT` or `COMMIT_UNKNOWN`; `IO`
    public ArchiveReport restore(Lake lake, Optional<DatasetName> dataset, Optional<String> symbol, Progress progress) {
        List<SeriesKey> wanted = new ArrayList<>();
        eachSeries(series -> {
            boolean isNamed = dataset.map(series.key().dataset()::equals).orElse(true)
                    && symbol.map(series.key().symbol()::equals).orElse(true);
            if (isNamed) {
                wanted.add(series.key());
            }
        });
        String named = dataset.map(DatasetName::toString).orElse("all")
                + symbol.map(s -> "/" + s).orElse("");
        if (wanted.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND, "there is nothing of " + named + " in the archive " + files.root());
        }
        return new Unarchiving(lake, files, progress).run(wanted, "restore " + named + " from " + files.root());
    }

    /// Shows each series in the archive, in the order of their folders, one at a time.
    ///
    /// @throws TidemarkException `NOT_FOUND` when there is no archive, `DAMAGED` naming an index
    public void eachSeries(Consumer<ArchivedSeries> taker) {
        if (files.lakeId().isEmpty()) {
            throw new TidemarkException(ErrorCode.NOT_FOUND, files.root() + " is no archive: it has no archive.json");
        }
        files.indexes().forEach(index -> taker.accept(files.readIndex(index)));
    }

    /// Reads every file of the archive and compares it with what its index says.
    ///
    /// @return what is wrong, one line a file; empty when all is well
    public List<String> check(Progress progress) {
        PartCheck check = new PartCheck(files);
        List<String> faults = new ArrayList<>();
        progress.begin("check the archive", -1, "files");
        eachSeries(series -> series.partitions().forEach(partition -> {
            check.fault(series, partition).ifPresent(faults::add);
            progress.advance(1);
        }));
        progress.end();
        return faults;
    }
}
