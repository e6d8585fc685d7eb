package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chain of commit files: finds the head, reads commits, computes past states, keeps checkpoints.
final class CommitLog {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);

    /// A checkpoint is written when the commits since the last one are larger than this.
    private static final long MAX_REPLAY_BYTES = 512 * 1024;

    private static final int MAX_REPLAY_COMMITS = 200;
    private static final int KEPT_CHECKPOINTS = 3;
    private static final Pattern COMMIT_FILE = Pattern.compile("[0-9]{8,18}\\.json");

    private final LakeLayout layout;
    private final FileOps files;
    private final String lakeId;
    private long checkpointNumber;
    private long bytesSinceCheckpoint;

    CommitLog(LakeLayout layout, FileOps files, String lakeId) {
        this.layout = layout;
        this.files = files;
        this.lakeId = lakeId;
    }

    /// The newest state, found from scratch.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `DAMAGED` when a commit is missing that later ones follow
    LakeState head() {
        LakeState state = advance(newestCheckpoint().orElse(LakeState.EMPTY));
        while (highestNumber() > state.number()) { // a commit is missing, unless one was made in this moment
            LakeState next = advance(state);
            if (next.number() == state.number()) {
                Path missing = layout.commit(state.number() + 1);
                throw new DamagedException(
                        missing, missing + " is missing though later commits exist; restore it from a backup", null);
            }
            state = next;
        }
        return state;
    }

    /// Follows the chain from a state to the head.
    LakeState advance(LakeState from) {
        LakeState state = from;
        while (true) {
            Path file = layout.commit(state.number() + 1);
            byte[] bytes;
            try {
                bytes = files.read(file);
            } catch (NoSuchFileException e) {
                return state;
            } catch (IOException e) {
                throw new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + e, e);
            }
            state = follow(state, CommitFormat.read(bytes, file, false), file);
            bytesSinceCheckpoint += bytes.length;
        }
    }

    private static LakeState follow(LakeState state, Commit commit, Path file) {
        if (commit.number() != state.number() + 1 || !commit.parent().equals(state.digest())) {
            throw new DamagedException(
                    file,
                    file + " does not follow commit " + state.number() + ": the chain is broken; run `tidemark verify`",
                    null);
        }
        return state.after(commit);
    }

    /// The highest number of a commit file, by listing the last folder that has one; 0 when there is none.
    private long highestNumber() {
        for (Path folder : numbers(layout.commits(), "[0-9]*").reversed()) {
            OptionalLong highest = numbers(folder, "*.json").stream()
                    .map(p -> p.getFileName().toString())
                    .filter(n -> COMMIT_FILE.matcher(n).matches())
                    .mapToLong(n -> Long.parseLong(n.substring(0, n.length() - 5)))
                    .max();
            if (highest.isPresent()) {
                return highest.getAsLong();
            }
        }
        return 0;
    }

    private static List<Path> numbers(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(found::add);
        } catch (NoSuchFileException e) {
            return found;
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot list " + folder + ": " + e, e);
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private Optional<LakeState> newestCheckpoint() {
        List<Path> found = numbers(layout.cache(), "checkpoint-*.bin").reversed();
        for (Path file : found) {
            Optional<LakeState> state = Checkpoint.read(file, lakeId).filter(this::isOurs);
            if (state.isPresent()) {
                checkpointNumber = state.get().number();
                bytesSinceCheckpoint = 0;
                return state;
            }
            LOG.warn("{} does not belong to this lake's history and is not used", file);
        }
        return Optional.empty();
    }

    private boolean isOurs(LakeState state) {
        try {
            return state.digest().equals(Optional.of(Digest.of(files.read(layout.commit(state.number())))));
        } catch (IOException e) {
            return false;
        }
    }

    /// Writes a checkpoint when replaying from the last one has become long. Failing to is no failure.
    void maybeCheckpoint(LakeState state, Path tmp) {
        if (bytesSinceCheckpoint < MAX_REPLAY_BYTES && state.number() - checkpointNumber < MAX_REPLAY_COMMITS) {
            return;
        }
        try {
            files.createFolders(layout.cache());
            Path draft = tmp.resolve("checkpoint-" + UUID.randomUUID());
            ByteBuffer bytes = Checkpoint.write(state, lakeId);
            files.create(draft, bytes);
            files.rename(
                    draft, layout.cache().resolve(String.format(Locale.ROOT, "checkpoint-%012d.bin", state.number())));
            checkpointNumber = state.number();
            bytesSinceCheckpoint = 0;
            List<Path> all = numbers(layout.cache(), "checkpoint-*.bin");
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT_CHECKPOINTS))) {
                files.delete(old);
            }
        } catch (IOException e) {
            LOG.warn("no checkpoint was written, the lake opens slower: {}", e.toString());
        }
    }

    /// One commit.
    Commit read(long number, boolean headerOnly) {
        Path file = layout.commit(number);
        return CommitFormat.read(Json.read(files, file, "commit " + number), file, headerOnly);
    }

    /// Remembers that a commit of this size was made on top of the head.
    void grew(long bytes) {
        bytesSinceCheckpoint += bytes;
    }

    /// The state that commit `number` left, from a state at or after it, or from a checkpoint before it.
    LakeState at(long number, LakeState head) {
        if (number == head.number()) {
            return head;
        }
        if (number == 0) {
            return LakeState.EMPTY;
        }
        List<Commit> undone = new ArrayList<>();
        for (long n = head.number(); n > number; n--) {
            undone.add(read(n, false));
        }
        return head.before(undone, read(number, true));
    }
}
