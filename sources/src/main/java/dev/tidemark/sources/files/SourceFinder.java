package dev.tidemark.sources.files;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.SourceReport;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the files of a dump: below folders, in zip archives (those below a folder too), or named one by one.
///
/// Hidden files and folders (a leading dot) and symbolic links inside a dump are skipped; a link given as a path is
/// followed.
/// Archives inside archives are not looked into.
public final class SourceFinder {
    private static final String ZIP = ".zip";

    private final List<String> suffixes;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<SourceReport> refused = new ArrayList<>();
    private final List<ZipArchive> archives = new ArrayList<>();

    private SourceFinder(List<String> suffixes) {
        this.suffixes = List.copyOf(suffixes);
    }

    /// Finds every file below `paths` whose name ends in one of `suffixes`, in any case; the result is sorted by path,
    /// path by path.
    ///
    /// @param suffixes lower case, such as `.txt`
    /// @throws TidemarkException `USAGE` when a path does not exist
    public static FoundSources find(List<Path> paths, List<String> suffixes) {
        SourceFinder finder = new SourceFinder(suffixes);
        for (Path path : paths) {
            finder.add(path);
        }
        return new FoundSources(finder.files, finder.refused, finder.archives);
    }

    private void add(Path path) {
        String name = path.toString().isEmpty() ? "." : slashed(path);
        Path last = path.toAbsolutePath().normalize().getFileName();
        String fileName = last == null ? name : last.toString();
        if (Files.isDirectory(path)) {
            addFolder(path, name);
        } else if (!Files.exists(path)) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot import " + name + ": there is no such file or folder");
        } else if (hasSuffix(fileName, ZIP)) {
            addArchive(path, name, fileName);
        } else if (isSource(fileName)) {
            files.add(new DiskFile(path, name, fileName));
        } else {
            refuse(
                    name,
                    RefusalReason.NOT_A_SOURCE,
                    "cannot import " + name + ": expected a folder, a " + ZIP + " archive or a file ending in "
                            + String.join(" or ", suffixes));
        }
    }

    static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static boolean hasSuffix(String name, String suffix) {
        return name.toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    private boolean isSource(String name) {
        return suffixes.stream().anyMatch(suffix -> hasSuffix(name, suffix));
    }

    private void refuse(String name, RefusalReason reason, String message) {
        refused.add(SourceReport.refused(name, reason, message));
    }

    private void addFolder(Path folder, String name) {
        List<Path> found = new ArrayList<>();
        try {
            Path root = folder.toRealPath();
            Files.walkFileTree(root, new Walk(root, name, found));
            for (Path file : found.stream()
                    .map(root::relativize)
                    .sorted(Comparator.comparing(SourceFinder::slashed))
                    .toList()) {
                String inDump = slashed(file);
                String fullName = name.endsWith("/") ? name + inDump : name + "/" + inDump;
                if (hasSuffix(inDump, ZIP)) {
                    addArchive(root.resolve(file), fullName, inDump);
                } else {
                    files.add(new DiskFile(root.resolve(file), fullName, inDump));
                }
            }
        } catch (IOException e) {
            refuse(name, RefusalReason.UNREADABLE, "cannot list " + name + ": " + e);
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final String name;
        private final List<Path> found;

        Walk(Path root, String name, List<Path> found) {
            this.root = root;
            this.name = name;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String fileName = slashed(file);
            if (attributes.isRegularFile() && !isHidden(file) && (isSource(fileName) || hasSuffix(fileName, ZIP))) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            String inDump = slashed(root.relativize(file));
            refuse(name + "/" + inDump, RefusalReason.UNREADABLE, "cannot read " + name + "/" + inDump + ": " + e);
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            Path last = path.getFileName();
            return last != null && last.toString().startsWith(".");
        }
    }

    private void addArchive(Path path, String name, String inDump) {
        try {
            ZipArchive archive = ZipArchive.list(path, name);
            int before = files.size();
            archive.entries().stream()
                    .filter(this::isWanted)
                    .sorted(Comparator.comparing(CentralDirectory.Entry::name))
                    .forEach(entry -> addEntry(new ZipEntryFile(archive, entry, name, inDump)));
            archive.expect(files.size() - before);
            archives.add(archive);
        } catch (SourceRefusedException e) {
            refuse(name, e.reason(), e.text());
        }
    }

    private boolean isWanted(CentralDirectory.Entry entry) {
        boolean isHidden = entry.name().startsWith(".") || entry.name().contains("/.");
        return !entry.isFolder() && !isHidden && isSource(entry.name());
    }

    private void addEntry(ZipEntryFile file) {
        String fault = ZipArchive.faultOf(file.entry());
        if (fault.isEmpty()) {
            files.add(file);
        } else {
            refuse(file.name(), RefusalReason.UNSAFE_ENTRY, "refused " + file.name() + ": " + fault);
        }
    }
}
