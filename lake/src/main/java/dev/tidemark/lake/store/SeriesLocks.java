package dev.tidemark.lake.store;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LockFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Locks on series: byte ranges of one file. A dataset owns a block of the file's range and a series one byte of it;
/// two
/// that share a byte by chance only wait for each other. They save work; what makes commits right is the
/// compare-and-swap.
final class SeriesLocks {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesLocks.class);
    private static final int BLOCK_BITS = 20;
    private static final long BLOCK = 1L << BLOCK_BITS;
    private static final Pattern RANGE = Pattern.compile("[0-9]{1,18} [0-9]{1,18}");

    /// From this number of series of one dataset on, the dataset's whole block is locked.
    private static final int MAX_SINGLE = 64;

    private final LakeLayout layout;
    private final FileOps files;
    private final WriterFolder writer;
    private final Job job;
    private final Duration timeout;
    private final Instant since = Instant.now();
    private boolean holding;

    SeriesLocks(LakeLayout layout, FileOps files, WriterFolder writer, Job job, Duration timeout) {
        this.layout = layout;
        this.files = files;
        this.writer = writer;
        this.job = job;
        this.timeout = timeout;
    }

    /// A range of the lock file.
    private record Range(long position, long size) {
        boolean overlaps(Range other) {
            return position < other.position + other.size && other.position < position + size;
        }
    }

    LakeWriter.Lock lock(Collection<SeriesKey> keys) {
        if (holding) {
            throw new IllegalStateException("a writer holds one lock at a time");
        }
        List<LockFile.Held> held = new ArrayList<>();
        try {
            List<Range> ranges = ranges(keys);
            LockFile file = LockFile.of(layout.locks().resolve("series"));
            Instant deadline = Instant.now().plus(timeout);
            for (Range range : ranges) { // ascending, in every process: no deadlock
                Duration left = Duration.between(Instant.now(), deadline);
                Optional<LockFile.Held> got = file.acquire(range.position(), range.size(), false, left);
                held.add(got.orElseThrow(() -> refusal(keys, range)));
            }
            note(keys, ranges);
            holding = true;
            return () -> release(held);
        } catch (IOException e) {
            held.forEach(LockFile.Held::close);
            throw new TidemarkException(ErrorCode.IO, "cannot lock series in " + layout.locks() + ": " + e, e);
        } catch (RuntimeException | Error e) {
            held.forEach(LockFile.Held::close);
            throw e;
        }
    }

    private void release(List<LockFile.Held> held) {
        holding = false;
        held.forEach(LockFile.Held::close);
        try {
            introduce(); // without the series
        } catch (IOException e) {
            LOG.warn("the note of {} still names series whose lock it gave back: {}", writer.id(), e.toString());
        }
    }

    private static List<Range> ranges(Collection<SeriesKey> keys) {
        Map<DatasetName, TreeSet<Long>> byDataset = new TreeMap<>();
        for (SeriesKey key : keys) {
            byDataset.computeIfAbsent(key.dataset(), d -> new TreeSet<>()).add(position(key));
        }
        TreeMap<Long, Range> ranges = new TreeMap<>();
        byDataset.forEach((dataset, positions) -> {
            if (positions.size() > MAX_SINGLE) {
                long block = block(dataset);
                ranges.tailMap(block).headMap(block + BLOCK).clear();
                ranges.put(block, new Range(block, BLOCK));
            } else {
                for (long position : positions) {
                    ranges.putIfAbsent(position, new Range(position, 1));
                }
            }
        });
        return withoutOverlap(ranges.values());
    }

    /// Datasets that share a block by chance may give overlapping ranges; the larger one serves both.
    private static List<Range> withoutOverlap(Collection<Range> ascending) {
        List<Range> kept = new ArrayList<>();
        for (Range range : ascending) {
            if (!kept.isEmpty() && kept.getLast().overlaps(range)) {
                Range last = kept.removeLast();
                kept.add(last.size() >= range.size() ? last : range);
            } else {
                kept.add(range);
            }
        }
        return kept;
    }

    private static long block(DatasetName dataset) {
        return (hash(dataset.toString()) & 0x3fff_ffffL) << BLOCK_BITS;
    }

    private static long position(SeriesKey key) {
        return block(key.dataset()) + (hash(key.symbol()) & (BLOCK - 1));
    }

    private static long hash(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).a();
    }

    /// Says who writes to this lake, for those who wait for it. Not durable, not trusted: only text for a message.
    void introduce() throws IOException {
        note(List.of(), List.of());
    }

    private void note(Collection<SeriesKey> keys, List<Range> ranges) throws IOException {
        String who = "process " + ProcessHandle.current().pid() + " of " + System.getProperty("user.name") + ", "
                + job.kind() + " '" + job.message() + "', since " + since;
        String what = ranges.stream().map(r -> r.position() + " " + r.size()).collect(Collectors.joining("\n"));
        String text = who + "\n" + sample(keys) + "\n" + what + "\n";
        Path draft = writer.fresh();
        files.createFolders(layout.owners());
        files.create(draft, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        files.rename(draft, owner());
    }

    private Path owner() {
        return layout.owners().resolve(writer.id());
    }

    /// Takes the introduction back.
    void leave() throws IOException {
        files.delete(owner());
    }

    private static String sample(Collection<SeriesKey> keys) {
        return keys.stream().limit(3).map(SeriesKey::toString).collect(Collectors.joining(", "))
                + (keys.size() > 3 ? ", … (" + keys.size() + " series)" : "");
    }

    private TidemarkException refusal(Collection<SeriesKey> keys, Range range) {
        String holder = holder(range).orElse("another process that did not leave its name");
        return new TidemarkException(
                ErrorCode.LOCKED,
                "gave up waiting " + timeout.toSeconds() + " s for the lock on " + sample(keys) + "; it is held by "
                        + holder + "; try again, or wait longer with --lock-timeout");
    }

    private Optional<String> holder(Range wanted) {
        try (DirectoryStream<Path> owners = Files.newDirectoryStream(layout.owners())) {
            for (Path owner : owners) {
                if (WriterFolder.isAlive(layout, owner.getFileName().toString())) {
                    Optional<String> text = describe(owner, wanted);
                    if (text.isPresent()) {
                        return text;
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.of("a process whose name cannot be read (" + e + ")");
        }
        return Optional.empty();
    }

    private static Optional<String> describe(Path owner, Range wanted) throws IOException {
        List<String> lines = Owners.lines(owner);
        for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
            if (!RANGE.matcher(line).matches()) {
                continue; // it holds nothing, or the note is torn
            }
            String[] numbers = line.split(" ", 2);
            if (new Range(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])).overlaps(wanted)) {
                return Optional.of(lines.get(0) + " (" + lines.get(1) + ")");
            }
        }
        return Optional.empty();
    }
}
