package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.maintain.DoctorReport;
import dev.tidemark.lake.maintain.GcOptions;
import dev.tidemark.lake.maintain.GcReport;
import dev.tidemark.lake.maintain.Maintenance;
import dev.tidemark.lake.maintain.StatusReport;
import dev.tidemark.lake.maintain.VerifyReport;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Housekeeping, one class a task.
final class StoreMaintenance implements Maintenance {
    private final LakeStore store;

    StoreMaintenance(LakeStore store) {
        this.store = store;
    }

    /// A task that may fail on the disk.
    private interface Task<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(String what, Task<T> task) {
        try {
            return task.run();
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot " + what + ": " + e, e);
        }
    }

    @Override
    public StatusReport status(Progress progress) {
        return attempt("compare data/ with the head", () -> new StatusRun(store, true).run(progress));
    }

    @Override
    public VerifyReport verify(boolean full, Progress progress) {
        return attempt("verify the lake", () -> new VerifyRun(store, full, progress).run());
    }

    @Override
    public DoctorReport doctor(boolean fix, Progress progress) {
        return attempt("examine the lake", () -> new DoctorRun(store, fix, progress).run());
    }

    @Override
    public GcReport gc(GcOptions options, Progress progress) {
        return attempt("collect garbage", () -> new GcRun(store, options, progress).run());
    }

    @Override
    public Optional<Commit> restore(Snapshot state) {
        return attempt("restore a past state", () -> new Restore(store).run((StoredSnapshot) state));
    }

    @Override
    public Optional<Commit> remove(
            DatasetName dataset, Optional<String> symbol, Optional<String> chunk, Optional<LocalDate> before) {
        return new Removal(store).run(dataset, symbol, chunk, before);
    }

    @Override
    public List<Commit> rechunk(DatasetName dataset, ChunkSize chunkSize, Progress progress) {
        return new Rechunk(store, progress).run(dataset, chunkSize);
    }

    @Override
    public List<Commit> recompress(DatasetName dataset, Progress progress) {
        return new Recompress(store, progress).run(dataset);
    }
}
