package dev.tidemark.sources.provider.file;

import dev.tidemark.market.Timeframe;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder of CSV files. Those of a symbol are `SYMBOL.csv`, and `SYMBOL` with `-` or `_` and a part of digits that
/// says which dump it is, such as `SYMBOL_2024.csv` or `SYMBOL-2024-01-31.csv`. They lie in a folder named after the
/// timeframe, such as `1d` or `5m`; daily ones may lie in the folder itself. Links are not followed. Thread-safe.
///
/// Symbols are looked up among the names that are there, so none leads out of the folder. A listing is used for up to
/// two seconds, which spares a run over thousands of symbols from listing thousands of files for each.
final class DumpFolder {
    private static final Pattern NAME = Pattern.compile("(.+?)([-_]\\d[\\dTZ_-]*)?\\.csv");
    private static final long USED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Path root;
    private final Map<Path, Listing> listings = new ConcurrentHashMap<>();

    private record Listing(FileTime changed, long atNanos, Map<String, List<Path>> bySymbol) {}

    private record Dated(Path path, FileTime changed) {}

    DumpFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /// The files of a symbol, newest first; those of one time by name, the last first.
    ///
    /// @throws IOException when the folder is not there or cannot be read
    List<Path> files(String symbol, Timeframe timeframe) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        List<Path> found = new ArrayList<>(in(root.resolve(timeframe.text()), symbol));
        if (timeframe.equals(Timeframe.DAILY)) {
            found.addAll(in(root, symbol));
        }
        List<Dated> dated = new ArrayList<>(found.size());
        for (Path path : found) {
            dated.add(new Dated(path, Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)));
        }
        return dated.stream()
                .sorted(Comparator.comparing(Dated::changed)
                        .thenComparing(file -> file.path().toString())
                        .reversed())
                .map(Dated::path)
                .toList();
    }

    private List<Path> in(Path folder, String symbol) throws IOException {
        boolean isRoot = folder.equals(root);
        if (!isRoot && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        FileTime changed = Files.getLastModifiedTime(folder);
        Optional<Listing> known = Optional.ofNullable(listings.get(folder))
                .filter(listing ->
                        listing.changed().equals(changed) && System.nanoTime() - listing.atNanos() < USED_NANOS);
        Listing listing = known.isPresent() ? known.get() : list(folder, changed);
        listings.put(folder, listing);
        return listing.bySymbol().getOrDefault(symbol, List.of());
    }

    private static Listing list(Path folder, FileTime changed) throws IOException {
        Map<String, List<Path>> bySymbol = new HashMap<>();
        long now = System.nanoTime();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.csv")) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                Matcher matcher = NAME.matcher(name);
                if (!name.startsWith(".")
                        && matcher.matches()
                        && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    add(bySymbol, matcher.group(1), entry);
                    if (matcher.group(2) != null) {
                        add(bySymbol, matcher.group(1) + matcher.group(2), entry);
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return new Listing(changed, now, bySymbol);
    }

    private static void add(Map<String, List<Path>> bySymbol, String symbol, Path file) {
        bySymbol.computeIfAbsent(symbol, _ -> new ArrayList<>()).add(file);
    }
}
