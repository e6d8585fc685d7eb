package dev.tidemark.app.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.PathOrder;
import dev.tidemark.sources.universe.TreeScan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Files that a scan could not see because a folder could not be listed or an archive not be opened. They are not gone:
/// what is known of them holds until their place can be read again or is taken away.
///
/// @param paths   their paths
/// @param digests SHA-256 of those that were diagnosed
record HiddenFiles(SortedSet<String> paths, Map<String, Digest> digests) {
    private static final String ZIP = ".zip";

    /// None: what cannot be seen is gone.
    static final HiddenFiles NONE = new HiddenFiles(new TreeSet<>(), Map.of());

    /// The files of the lake's index below the places that a scan names as unreadable.
    static HiddenFiles of(Lake lake, Snapshot head, TreeScan scan) {
        List<String> places =
                scan.faults().stream().map(fault -> place(fault.file())).toList();
        if (places.isEmpty()) {
            return NONE;
        }
        SortedSet<String> hidden = new TreeSet<>(PathOrder::compare);
        UniverseTables.read(lake, head, UniverseTables.INDEX, "relative_path").ifPresent(table -> {
            for (int row = 0; row < table.rows(); row++) {
                String path = TableTexts.of(table, 0, row);
                if (scan.indexOf(path) < 0 && places.stream().anyMatch(place -> isBelow(path, place))) {
                    hidden.add(path);
                }
            }
        });
        return hidden.isEmpty() ? NONE : new HiddenFiles(hidden, digests(lake, head));
    }

    private static boolean isBelow(String path, String place) {
        return path.equals(place) || path.startsWith(place + "/");
    }

    /// Where the files of a place have their paths: `a/d_us_txt` of an archive `a/d_us_txt.zip`, and of an entry of it
    /// the
    /// entry's.
    private static String place(String name) {
        String place = name.replace("!/", "/");
        int zip = place.toLowerCase(Locale.ROOT).indexOf(ZIP);
        return zip < 0 ? place : place.substring(0, zip) + place.substring(zip + ZIP.length());
    }

    private static Map<String, Digest> digests(Lake lake, Snapshot head) {
        Map<String, Digest> digests = new HashMap<>();
        UniverseTables.read(lake, head, UniverseTables.DIAGNOSTICS, "stooq_path", "sha256")
                .ifPresent(table -> add(digests, table));
        return digests;
    }

    private static void add(Map<String, Digest> digests, Table table) {
        for (int row = 0; row < table.rows(); row++) {
            String hex = TableTexts.of(table, 1, row);
            if (!hex.isEmpty()) {
                digests.put(TableTexts.of(table, 0, row), Digest.parse(hex));
            }
        }
    }
}
