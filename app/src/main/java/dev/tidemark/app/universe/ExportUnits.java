package dev.tidemark.app.universe;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.match.QuoteUnit;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.ExportUnit;
import dev.tidemark.sources.universe.SourceFault;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// In which units matched files have their prices, by path: the registry's unit of the ticker, else those of all rows
/// that were matched to the file.
///
/// @param ofPath units of files of which any is a hundredth of a currency; several contradict each other
record ExportUnits(SortedMap<String, SortedSet<String>> ofPath) {
    /// Every file is exported as it is.
    static final ExportUnits WRITTEN = new ExportUnits(new TreeMap<>());

    private static final String CONTRADICTION = "contradictory_units";

    /// The units of the matched files of a state of the lake.
    static ExportUnits of(Lake lake, Snapshot head) {
        Map<String, String> known = UniverseTables.read(lake, head, UniverseTables.UNITS)
                .map(UniverseTables::units)
                .orElse(Map.of());
        SortedMap<String, SortedSet<String>> ofPath = new TreeMap<>();
        UniverseTables.read(lake, head, UniverseTables.ASSIGNMENTS, "matched_ticker", "stooq_path")
                .ifPresent(assignments -> UniverseTables.read(lake, head, UniverseTables.INSTRUMENTS, "quote_unit")
                        .ifPresent(instruments -> add(ofPath, assignments, instruments, known)));
        ofPath.values().removeIf(units -> units.stream().noneMatch(QuoteUnit::isHundredth));
        return new ExportUnits(ofPath);
    }

    private static void add(
            SortedMap<String, SortedSet<String>> ofPath,
            Table assignments,
            Table instruments,
            Map<String, String> known) {
        for (int row = 0; row < assignments.rows(); row++) {
            String path = TableTexts.of(assignments, "stooq_path", row);
            String unit = known.getOrDefault(
                    TableTexts.of(assignments, "matched_ticker", row), TableTexts.of(instruments, 0, row));
            if (!path.isEmpty() && !unit.isEmpty()) {
                ofPath.computeIfAbsent(path, _ -> new TreeSet<>()).add(unit);
            }
        }
    }

    /// What the export of a file is in, as far as that is clear.
    ExportUnit of(String path) {
        return ofPath.containsKey(path) ? ExportUnit.MAJOR : ExportUnit.WRITTEN;
    }

    /// Whether nobody can tell in which unit a file has its prices, so that it has no export.
    boolean isContradictory(String path) {
        return ofPath.containsKey(path) && ofPath.get(path).size() > 1;
    }

    /// What decides about the export of a file; empty when it is as the file.
    String rule(String path) {
        return isContradictory(path) ? CONTRADICTION : ofPath.containsKey(path) ? "major_units" : "";
    }

    /// The files that have no export because of their units.
    List<SourceFault> faults() {
        return ofPath.keySet().stream()
                .filter(this::isContradictory)
                .map(path -> new SourceFault(
                        path,
                        0,
                        CONTRADICTION,
                        "cannot export " + path + " in major units: rows that are matched to it say "
                                + String.join(", ", ofPath.getOrDefault(path, new TreeSet<>()))
                                + "; say the quote_unit of its ticker in instruments.csv"))
                .toList();
    }
}
