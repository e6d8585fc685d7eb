package dev.tidemark.app.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.PathOrder;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeState;
import java.util.ArrayList;
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

    /// The vanished files below the places that a scan names as unreadable.
    static HiddenFiles of(Lake lake, Snapshot head, TreeState tree) {
        SortedSet<String> hidden = new TreeSet<>(PathOrder::compare);
        List<String> places = new ArrayList<>();
        for (SourceFault fault : tree.scan().faults()) {
            places.add(place(fault.file()));
        }
        if (!places.isEmpty()) {
            for (String path : tree.removed()) {
                if (places.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"))) {
                    hidden.add(path);
                }
            }
        }
        return new HiddenFiles(hidden, hidden.isEmpty() ? Map.of() : digests(lake, head));
    }

    /// Where the files of a place have their paths: `a/d_us_txt` of an archive `a/d_us_txt.zip`, and of an entry of it the
    /// entry's.
    private static String place(String name) {
        String place = name.replace("!/", "/");
        int zip = place.toLowerCase(Locale.ROOT).indexOf(ZIP);
        return zip < 0 ? place : place.substring(0, zip) + place.substring(zip + ZIP.length());
    }

    private static Map<String, Digest> digests(Lake lake, Snapshot head) {
        Map<String, Digest> digests = new HashMap<>();
        head.series(new SeriesKey(UniverseTables.DIAGNOSTICS, SeriesKey.NO_SYMBOL))
                .flatMap(series -> series.partition(UniverseTables.CHUNK)
                        .map(partition -> lake.read(series, partition, List.of("stooq_path", "sha256"))))
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
