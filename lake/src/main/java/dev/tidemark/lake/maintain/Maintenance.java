package dev.tidemark.lake.maintain;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Snapshot;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The housekeeping of a lake: checks, repairs, clean-up, and the changes that need no new data.
public interface Maintenance {
    /// Compares `data/` with the head. Reads file attributes; hashes only what is not known to be unchanged. Writes
    /// nothing
    /// but its cache.
    StatusReport status(Progress progress);

    /// Checks the commit chain, every manifest of the head and of the tags, and that objects are there with their
    /// length;
    /// `full` also hashes each object and each foreign tree file, and recomputes each content digest from the decoded
    /// values.
    VerifyReport verify(boolean full, Progress progress);

    /// Looks for what crashed writers left behind and for a tree that differs from the head; with `fix`, puts it right.
    /// Never
    /// makes a commit.
    DoctorReport doctor(boolean fix, Progress progress);

    /// Deletes what no retained state needs.
    GcReport gc(GcOptions options, Progress progress);

    /// Makes a commit with the content of a past state.
    Optional<Commit> restore(Snapshot state);

    /// Removes a dataset, a series or a partition, or everything of it before a date, by a commit.
    ///
    /// @param symbol empty for all series of the dataset
    /// @param chunk  empty for all chunks
    /// @param before removes partitions that end before this date; empty for no limit
    Optional<Commit> remove(
            DatasetName dataset, Optional<String> symbol, Optional<String> chunk, Optional<LocalDate> before);

    /// Cuts all series of a dataset anew; contents stay equal, files differ.
    ///
    /// @return the commits made
    List<Commit> rechunk(DatasetName dataset, ChunkSize chunkSize, Progress progress);

    /// Writes all files of a dataset with the compression that the lake's options say; contents stay equal, files
    /// differ.
    ///
    /// @return the commits made; none when all files are so already
    List<Commit> recompress(DatasetName dataset, Progress progress);
}
