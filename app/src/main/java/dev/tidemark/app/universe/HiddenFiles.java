package dev.tidemark.app.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.recipes.universe.PriceFacts;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.recipes.universe.UniverseRecipes;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.PathOrder;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeScan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files that a scan could not see because a folder could not be listed or an archive not be opened. They are not gone:
/// what the lake has of them holds until their place can be read again or is taken away.
///
/// @param paths     their paths
/// @param diagnosed what the lake knows of those that were diagnosed
record HiddenFiles(SortedSet<String> paths, Map<String, Diagnosed> diagnosed) {
    private static final String ZIP = ".zip";
    private static final String INSIDE = "!/";
    private static final String ROOT = ".";

    /// None: what cannot be seen is gone.
    static final HiddenFiles NONE = new HiddenFiles(new TreeSet<>(), Map.of());

    /// A row of `universe/diagnostics`.
    ///
    /// @param key of what it was made of
    record Diagnosed(PriceFacts facts, String key) {
        private static Diagnosed of(Table table, int row) {
            boolean hasDays = !table.column(1).isNull(row);
            PriceDiagnosis diagnosis = new PriceDiagnosis(
                    TableTexts.of(table, 4, row),
                    TableTexts.of(table, 5, row),
                    hasDays ? ((IntColumn) table.column(1)).values()[row] : PriceDiagnosis.NO_DAY,
                    hasDays ? ((IntColumn) table.column(2)).values()[row] : PriceDiagnosis.NO_DAY,
                    ((LongColumn) table.column(3)).values()[row]);
            PriceFacts facts = new PriceFacts(
                    digest(table, 6, row),
                    diagnosis,
                    digest(table, 7, row),
                    ((LongColumn) table.column(8)).values()[row]);
            return new Diagnosed(facts, TableTexts.of(table, 9, row));
        }

        private static Optional<Digest> digest(Table table, int column, int row) {
            String hex = TableTexts.of(table, column, row);
            return hex.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(hex));
        }

        /// The digest of the bytes, if a diagnosis of them by a rule would be the one that is known.
        private Optional<Digest> digest(String rule, String path) {
            return facts.digest().filter(digest -> key.equals(UniverseRecipes.diagnosisKey(rule, path, digest)));
        }
    }

    /// The files of the lake's index below the places that a scan names as unreadable.
    static HiddenFiles of(Lake lake, Snapshot head, TreeScan scan) {
        Set<String> places = scan.faults().stream()
                .map(SourceFault::file)
                .flatMap(HiddenFiles::places)
                .collect(Collectors.toSet());
        if (places.isEmpty()) {
            return NONE;
        }
        SortedSet<String> hidden = new TreeSet<>(PathOrder::compare);
        UniverseTables.read(lake, head, UniverseTables.INDEX, "relative_path").ifPresent(table -> {
            for (int row = 0; row < table.rows(); row++) {
                String path = TableTexts.of(table, 0, row);
                if (scan.indexOf(path) < 0 && isBelow(path, places)) {
                    hidden.add(path);
                }
            }
        });
        return hidden.isEmpty() ? NONE : new HiddenFiles(hidden, diagnosed(lake, head, hidden));
    }

    private static Map<String, Diagnosed> diagnosed(Lake lake, Snapshot head, SortedSet<String> hidden) {
        Map<String, Diagnosed> diagnosed = new HashMap<>();
        UniverseTables.read(lake, head, UniverseTables.DIAGNOSTICS).ifPresent(table -> {
            for (int row = 0; row < table.rows(); row++) {
                String path = TableTexts.of(table, 0, row);
                if (hidden.contains(path)) {
                    diagnosed.put(path, Diagnosed.of(table, row));
                }
            }
        });
        return diagnosed;
    }

    private static boolean isBelow(String path, Set<String> places) {
        boolean isBelow = places.contains(ROOT) || places.contains(path);
        for (int end = path.indexOf('/'); end >= 0 && !isBelow; end = path.indexOf('/', end + 1)) {
            isBelow = places.contains(path.substring(0, end));
        }
        return isBelow;
    }

    /// Where the files of a place may have their paths: of a folder `a/b/` below `a/b`, of an archive's entry at its
    /// path. What is called `a/b.zip` is a folder with that name, or an archive whose files lie below `a/b`.
    static Stream<String> places(String name) {
        if (name.endsWith("/")) {
            return Stream.of(name.substring(0, name.length() - 1));
        }
        int stem = name.length() - ZIP.length();
        return name.regionMatches(true, stem, ZIP, 0, ZIP.length())
                ? Stream.of(name, name.substring(0, stem))
                : Stream.of(pathOf(name));
    }

    /// The path of a file whose name in messages may be that of an archive's entry: `a/b.zip!/c.txt` is `a/b/c.txt`.
    static String pathOf(String name) {
        for (int end = name.indexOf(INSIDE); end >= 0; end = name.indexOf(INSIDE, end + 1)) {
            int stem = end - ZIP.length();
            if (name.regionMatches(true, stem, ZIP, 0, ZIP.length())) {
                return name.substring(0, stem) + name.substring(end + 1);
            }
        }
        return name;
    }

    /// SHA-256 of a file's bytes, if its diagnosis by a rule is known; else it would have to be read, and cannot be.
    Optional<Digest> digest(String rule, String path) {
        return Optional.ofNullable(diagnosed.get(path)).flatMap(row -> row.digest(rule, path));
    }

    /// What stands for the reading of a file: the last diagnosis. One that another rule made has no digest, so that the
    /// file is read as soon as it can be.
    ///
    /// @return empty when the file was never diagnosed
    Optional<PriceFacts> facts(String rule, String path) {
        return Optional.ofNullable(diagnosed.get(path))
                .map(Diagnosed::facts)
                .map(facts ->
                        new PriceFacts(digest(rule, path), facts.diagnosis(), facts.export(), facts.exportBytes()));
    }
}
