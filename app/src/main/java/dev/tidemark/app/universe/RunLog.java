package dev.tidemark.app.universe;

import dev.tidemark.sources.universe.SourceFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run found and did so far. For one thread.
final class RunLog {
    private static final String COUNT = "count.";
    private static final String REASON = "unmatched.";
    private static final List<String> OF_ONE_RUN =
            List.of("files_new", "files_gone", "files_suspect", "reports_written", "exports_removed");
    /// What one run makes, the next one knows.
    private static final List<List<String>> MADE_AND_KNOWN = List.of(
            List.of("matches_made", "matches_reused"),
            List.of("diagnoses_made", "diagnoses_reused"),
            List.of("exports_written", "exports_unchanged"));
    private static final List<String> TOTALS =
            List.of("matches_made", "matches_reused", "diagnoses_made", "diagnoses_reused");

    private final List<SourceFault> faults = new ArrayList<>();
    private final List<SourceFault> listFaults = new ArrayList<>();
    private final List<SourceFault> priceFaults = new ArrayList<>();
    private final List<SourceFault> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Long> commits = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private boolean isWhole = true;

    /// Faults of places of the tree, of builds and of exports.
    List<SourceFault> faults() {
        return faults;
    }

    List<SourceFault> listFaults() {
        return listFaults;
    }

    List<SourceFault> priceFaults() {
        return priceFaults;
    }

    List<SourceFault> notes() {
        return notes;
    }

    List<String> warnings() {
        return warnings;
    }

    List<Long> commits() {
        return commits;
    }

    List<Path> outputs() {
        return outputs;
    }

    SortedMap<String, Long> counts() {
        return counts;
    }

    /// Unmatched instruments by reason.
    SortedMap<String, Long> reasons() {
        return reasons;
    }

    /// Whether everything was done that could be: what was not is tried again by the next run.
    boolean isWhole() {
        return isWhole;
    }

    /// Something could not be done.
    void unfinished() {
        isWhole = false;
    }

    /// Takes what became of exports.
    void add(ExportOutcome done) {
        counts.put("exports_written", done.written());
        counts.put("exports_unchanged", done.unchanged());
        counts.put("exports_removed", done.removed());
        counts.put("exports_failed", done.failed());
        faults.addAll(done.faults());
        commits.addAll(done.commits());
        isWhole &= done.isWhole();
    }

    private List<SourceFault> allFaults() {
        List<SourceFault> all = new ArrayList<>(faults);
        all.addAll(listFaults);
        all.addAll(priceFaults);
        return all;
    }

    /// Writes down what the next run shows should it find nothing to do, and the totals of all runs.
    void remember(UniverseMemory past, UniverseMemory now) {
        counts.forEach((name, count) -> now.put(COUNT + name, count));
        reasons.forEach((name, count) -> now.put(REASON + name, count));
        now.put(UniverseMemory.RUNS, past.number(UniverseMemory.RUNS) + 1);
        for (String name : TOTALS) {
            String total = UniverseMemory.TOTAL + name;
            now.put(total, past.number(total) + counts.getOrDefault(name, 0L));
        }
        now.faults().addAll(allFaults());
        now.notes().addAll(notes);
    }

    /// Takes over what the last run left, for a run with nothing to do.
    void takeOver(UniverseMemory past) {
        for (String name : past.names()) {
            if (name.startsWith(COUNT)) {
                counts.put(name.substring(COUNT.length()), past.number(name));
            } else if (name.startsWith(REASON)) {
                reasons.put(name.substring(REASON.length()), past.number(name));
            }
        }
        OF_ONE_RUN.forEach(name -> counts.replace(name, 0L));
        MADE_AND_KNOWN.forEach(pair -> settle(pair.getFirst(), pair.getLast()));
        faults.addAll(past.faults());
        notes.addAll(past.notes());
    }

    private void settle(String made, String known) {
        Long before = counts.replace(made, 0L);
        if (before != null) {
            counts.merge(known, before, Long::sum);
        }
    }

    /// The report.
    ///
    /// @param reason see [UniverseReport]
    UniverseReport report(String reason, boolean isUnchanged, Optional<Double> savedSeconds) {
        return new UniverseReport(
                reason, isUnchanged, counts, reasons, allFaults(), notes, warnings, commits, outputs, savedSeconds);
    }
}
