package dev.tidemark.sources.universe;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.FoundSources;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceFinder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One walk over a tree. Most runs of the product walk 70,000 files and do little else, in a JVM that has compiled
/// nothing yet: so the walk stats each name once, its inner loop has plain loops and few objects, and folders are
/// listed
/// on several threads; they are put together in order afterwards.
final class TreeWalk {
    private static final String TXT = ".txt";
    private static final String ZIP = ".zip";
    private static final List<String> SUFFIXES = List.of(TXT);

    private final StopSignal stop;
    private final int threads;
    private final List<TreeFile> files = new ArrayList<>();
    private final List<SourceFault> faults = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Child[]> listed = new ConcurrentHashMap<>();
    private Path root = Path.of("");
    private boolean isUnsorted;

    /// @param threads that list folders
    TreeWalk(StopSignal stop, int threads) {
        this.stop = stop;
        this.threads = threads;
    }

    /// A name in a folder. Its key sorts it: what lies below a folder, or in an archive, begins with the key.
    private record Child(String key, Path path, BasicFileAttributes attributes) implements Comparable<Child> {
        @Override
        public int compareTo(Child other) {
            return PathOrder.compare(key, other.key);
        }
    }

    void root(Path given) {
        try {
            Path real = given.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            Path parent = real.getParent();
            if (attributes.isDirectory()) {
                root = real;
                listAll(real);
                folder("");
            } else if (parent != null && hasSuffix(real.toString(), ZIP)) {
                root = parent;
                archive(real, "", attributes);
            } else {
                throw TreeScan.noSuchTree(given);
            }
        } catch (IOException e) {
            throw TreeScan.noSuchTree(given);
        }
        settleOrder();
    }

    /// Folders that are being listed, and how that ended.
    private static final class Listing {
        final AtomicInteger open = new AtomicInteger();
        final CountDownLatch done = new CountDownLatch(1);
        final AtomicReference<Throwable> failure = new AtomicReference<>();

        void end() {
            if (open.decrementAndGet() == 0) {
                done.countDown();
            }
        }
    }

    /// Lists the root and all folders below it.
    private void listAll(Path real) {
        Listing listing = new Listing();
        try (ExecutorService listers = Executors.newFixedThreadPool(threads, TreeWalk::lister)) {
            list(real, "", listers, listing);
            listing.done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidemarkException(ErrorCode.CANCELLED, "interrupted while looking at the tree", e);
        }
        Throwable failure = listing.failure.get();
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static Thread lister(Runnable work) {
        return Thread.ofPlatform().daemon().name("tree-walk").unstarted(work);
    }

    /// @param below the folder's path below the root, empty or ending in `/`
    private void list(Path folder, String below, Executor listers, Listing listing) {
        listing.open.incrementAndGet();
        listers.execute(() -> {
            try {
                if (listing.failure.get() == null) {
                    list(folder, below).forEach(child -> list(child.path, below + child.key, listers, listing));
                }
            } catch (Throwable e) { // whatever it is, the run must not go on with half a tree
                listing.failure.compareAndSet(null, e);
            } finally {
                listing.end();
            }
        });
    }

    /// Lists one folder.
    ///
    /// @return the folders in it
    private List<Child> list(Path folder, String below) {
        stop.check();
        Child[] children = children(folder, below);
        Arrays.sort(children);
        listed.put(below, children);
        List<Child> folders = new ArrayList<>();
        for (Child child : children) {
            if (child.attributes.isDirectory()) {
                folders.add(child);
            }
        }
        return folders;
    }

    /// Takes a listed folder and what lies below it, in order.
    private void folder(String below) {
        Child[] children = listed.getOrDefault(below, new Child[0]);
        for (int i = 0; i < children.length; i++) {
            Child child = children[i];
            isUnsorted |= i > 0 && children[i - 1].key.equals(child.key);
            if (child.attributes.isDirectory()) {
                folder(below + child.key);
            } else if (child.key.endsWith("/")) {
                archive(child.path, below, child.attributes);
            } else {
                files.add(file(below + child.key, child.attributes));
            }
        }
    }

    private Child[] children(Path folder, String below) {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path path : names) {
                Child child = child(path, below);
                if (child != null) {
                    children.add(child);
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            unreadable(below, e);
        }
        return children.toArray(new Child[0]);
    }

    private @Nullable Child child(Path path, String below) {
        String text = path.toString();
        String name = text.substring(text.lastIndexOf('/') + 1);
        if (name.startsWith(".")) {
            return null;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                return new Child(name + "/", path, attributes);
            }
            if (attributes.isRegularFile() && hasSuffix(name, TXT)) {
                return new Child(name, path, attributes);
            }
            boolean isArchive = attributes.isRegularFile() && hasSuffix(name, ZIP);
            return isArchive ? new Child(stem(name) + "/", path, attributes) : null;
        } catch (IOException e) {
            unreadable(below + name, e);
            return null;
        }
    }

    private static boolean hasSuffix(String name, String suffix) {
        return name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length());
    }

    private static String stem(String zipName) {
        return zipName.substring(0, zipName.length() - ZIP.length());
    }

    private TreeFile file(String path, BasicFileAttributes attributes) {
        return TreeFile.onDisk(
                root,
                path,
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                inode(attributes.fileKey()));
    }

    /// Reads `(dev=fe01,ino=4711)`: Java gives the number in no other way that is quick.
    private static long inode(@Nullable Object fileKey) {
        if (fileKey == null) {
            return 0;
        }
        String text = fileKey.toString();
        long number = 0;
        for (int i = text.lastIndexOf('=') + 1; i > 0 && i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                number = number * 10 + digit;
            }
        }
        return number;
    }

    private void archive(Path path, String below, BasicFileAttributes attributes) {
        stop.check();
        String name = String.valueOf(path.getFileName());
        TreeFile stat = file(below + name, attributes);
        FoundSources found = found(path);
        for (SourceReport report : found.refused()) {
            refused(report, path, below + name);
        }
        int first = files.size();
        for (SourceFile entry : found.files()) {
            String inArchive = entry.pathInDump().substring(name.length() + "!/".length());
            files.add(TreeFile.inArchive(stat, below + stem(name) + "/" + inArchive, entry));
        }
        Collections.sort(files.subList(first, files.size()));
    }

    /// Nothing when the archive has just vanished.
    private static FoundSources found(Path archive) {
        try {
            return SourceFinder.find(List.of(archive), SUFFIXES);
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.USAGE) {
                return new FoundSources(List.of(), List.of(), List.of());
            }
            throw e;
        }
    }

    private void refused(SourceReport report, Path archive, String below) {
        if (report.outcome() instanceof SourceOutcome.Refused refused) {
            String place = below
                    + report.source()
                            .substring(Math.min(
                                    archive.toString().length(), report.source().length()));
            faults.add(new SourceFault(place, 0, refused.reason().code(), refused.message()));
        }
    }

    private void unreadable(String path, Exception e) {
        if (!(e instanceof NoSuchFileException)) {
            String name = path.isEmpty() ? "." : path;
            faults.add(new SourceFault(name, 0, "unreadable", "cannot read " + name + ": " + e));
        }
    }

    /// Puts entries of an archive among the files of a folder that is named like it, and drops those of them that stand
    /// there too.
    private void settleOrder() {
        if (isUnsorted) {
            files.sort(Comparator.comparing(TreeFile::path, PathOrder::compare).thenComparing(TreeFile::isEntry));
            TreeFile last = null;
            List<TreeFile> once = new ArrayList<>(files.size());
            for (TreeFile file : files) {
                if (last == null || !last.path().equals(file.path())) {
                    once.add(file);
                }
                last = file;
            }
            files.clear();
            files.addAll(once);
        }
        faults.sort(Comparator.comparing(SourceFault::file, PathOrder::compare));
    }

    List<TreeFile> files() {
        return files;
    }

    List<SourceFault> faults() {
        return faults;
    }
}
