package dev.tidemark.sources.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.work.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A scan beside what a [StatCache] knew of the tree: what differs by the stats, and the digests of the files, hashed
/// when they are
/// needed. Files are named by their position in the scan. Thread-safe.
public final class TreeState {
    static final int UNKNOWN = -1;

    private static final int BLOCK_BYTES = 1 << 16;

    private final StatCache cache;
    private final TreeScan scan;
    private final int[] known;
    private final List<String> removed;
    private final List<TreeFile> added = new ArrayList<>();
    private final List<TreeFile> suspects = new ArrayList<>();
    private final Digest[] hashed;
    private boolean isNewer;

    /// @param known for each file of the scan its position in the cache, or [#UNKNOWN]
    TreeState(StatCache cache, TreeScan scan, int[] known, List<String> removed) {
        this.cache = cache;
        this.scan = scan;
        this.known = known;
        this.removed = List.copyOf(removed);
        this.hashed = new Digest[known.length];
        this.isNewer = !removed.isEmpty() || cache.warning().isPresent();
        for (int i = 0; i < known.length; i++) {
            TreeFile file = scan.files().get(i);
            if (known[i] == UNKNOWN) {
                added.add(file);
                isNewer = true;
            } else if (!cache.table().hasStat(known[i], file)) {
                suspects.add(file);
                isNewer = true;
            } else if (cache.table().trust(known[i]) == StatTable.DOUBTFUL) {
                suspects.add(file);
            }
        }
    }

    public TreeScan scan() {
        return scan;
    }

    /// Whether the same paths are there, none with another stat, and every known digest can be believed: nothing of the
    /// tree has to
    /// be looked at.
    public boolean isUnchanged() {
        return added.isEmpty() && removed.isEmpty() && suspects.isEmpty();
    }

    /// Files that the cache does not know, by path.
    public List<TreeFile> added() {
        return List.copyOf(added);
    }

    /// Paths that the cache knows and that are gone.
    public List<String> removed() {
        return removed;
    }

    /// Files whose stat differs from the cache's, and those whose digest was taken too soon after a change, by path.
    /// Most of them
    /// have the old bytes where a tree was copied or touched; [#digest] tells.
    public List<TreeFile> suspects() {
        return List.copyOf(suspects);
    }

    /// The suspects whose bytes are others than those hashed by an earlier run, by path; hashes them. Suspects that no
    /// earlier run
    /// hashed are not among them. One that cannot be read is.
    public List<TreeFile> changed(StopSignal stop) {
        List<TreeFile> changed = new ArrayList<>();
        for (TreeFile suspect : suspects) {
            stop.check();
            int i = scan.indexOf(suspect.path());
            Optional<Digest> before = recorded(i);
            if (before.isPresent() && !isStill(i, before.get())) {
                changed.add(suspect);
            }
        }
        return changed;
    }

    private boolean isStill(int i, Digest before) {
        try {
            return digest(i).equals(before);
        } catch (IOException e) {
            return false;
        }
    }

    /// The digest that an earlier run found, whether or not it is still right.
    public Optional<Digest> recorded(int i) {
        int at = known[i];
        return at == UNKNOWN || cache.table().trust(at) == StatTable.NO_DIGEST
                ? Optional.empty()
                : Optional.of(cache.table().digest(at));
    }

    /// The digest as far as it can be told without reading the file.
    public Optional<Digest> trusted(int i) {
        synchronized (this) {
            if (hashed[i] != null) {
                return Optional.of(hashed[i]);
            }
        }
        return isTrusted(i) ? recorded(i) : Optional.empty();
    }

    private boolean isTrusted(int i) {
        int at = known[i];
        return at != UNKNOWN
                && cache.table().trust(at) == StatTable.TRUSTED
                && cache.table().hasStat(at, scan.files().get(i));
    }

    /// SHA-256 of a file's bytes: the known one while it can be trusted, else of what is there now, which is
    /// remembered.
    ///
    /// @param i position in the scan
    /// @throws IOException when the file cannot be read
    public Digest digest(int i) throws IOException {
        Optional<Digest> trusted = trusted(i);
        if (trusted.isPresent()) {
            return trusted.get();
        }
        Digest digest = hash(scan.files().get(i));
        learn(i, digest);
        return digest;
    }

    private static Digest hash(TreeFile file) throws IOException {
        MessageDigest sha = Digest.sha256();
        byte[] block = new byte[BLOCK_BYTES];
        try (InputStream in = file.open()) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                sha.update(block, 0, read);
            }
        }
        return Digest.wrap(sha.digest());
    }

    /// Remembers the digest of bytes that the caller has read after the scan, so that nobody reads them again.
    public synchronized void learn(int i, Digest digest) {
        hashed[i] = digest;
        isNewer = true;
    }

    /// Replaces the cache's file when there is anything new to remember. May be called again for what is learnt in the
    /// meantime, by one thread at a time.
    ///
    /// @return whether there was
    /// @throws IOException when it cannot be written; the old file stays
    public boolean save(OutputFiles out) throws IOException {
        Digest[] digests;
        synchronized (this) {
            if (!isNewer) {
                return false;
            }
            digests = hashed.clone();
            isNewer = false;
        }
        try {
            cache.replace(table(digests), out);
            return true;
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                isNewer = true;
            }
            throw e;
        }
    }

    private StatTable table(Digest[] hashed) {
        int count = known.length;
        long[] sizes = new long[count];
        long[] times = new long[count];
        long[] inodes = new long[count];
        int[] crcs = new int[count];
        int[] ends = new int[count];
        byte[] trust = new byte[count];
        Blob digests = new Blob(Digest.BYTES * 1024);
        Blob paths = new Blob(64 * Math.max(count, 1));
        for (int i = 0; i < count; i++) {
            TreeFile file = scan.files().get(i);
            sizes[i] = file.size();
            times[i] = file.modifiedNanos();
            inodes[i] = file.inode();
            crcs[i] = (int) file.crc();
            trust[i] = trust(i, file, hashed[i] != null);
            if (trust[i] != StatTable.NO_DIGEST) {
                digests.add((hashed[i] != null ? hashed[i] : recorded(i).orElseThrow()).bytes());
            }
            paths.add(file.path().getBytes(StandardCharsets.UTF_8));
            ends[i] = paths.length;
        }
        return new StatTable(sizes, times, inodes, crcs, ends, trust, digests.bytes(), paths.bytes());
    }

    private byte trust(int i, TreeFile file, boolean isHashed) {
        if (isHashed) {
            boolean isAtRest = file.modifiedNanos() < scan.scannedNanos() - StatCache.RACY_NANOS;
            return isAtRest ? StatTable.TRUSTED : StatTable.DOUBTFUL;
        }
        if (recorded(i).isEmpty()) {
            return StatTable.NO_DIGEST;
        }
        return isTrusted(i) ? StatTable.TRUSTED : StatTable.DOUBTFUL;
    }

    /// Bytes that grow.
    private static final class Blob {
        private byte[] bytes;
        private int length;

        Blob(int capacity) {
            bytes = new byte[capacity];
        }

        void add(byte[] more) {
            if (more.length > bytes.length - length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more.length));
            }
            System.arraycopy(more, 0, bytes, length, more.length);
            length += more.length;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }
    }
}
