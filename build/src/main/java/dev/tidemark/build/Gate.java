package dev.tidemark.build;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/// The safety gate: a dataset has one configuration, and only `--overwrite` for all its symbols changes it.
final class Gate {
    private static final String UNSET = "unset";

    private Gate() {}

    /// Whether a build may go on, and whether it changes the dataset's record.
    ///
    /// @return the differences that an overwrite settles; empty when there are none
    /// @throws TidemarkException `CONFIG_MISMATCH` naming each field with old → new and the ways out
    static List<String> check(Recipe recipe, Snapshot head, Selection selection, boolean overwrites) {
        Optional<DatasetRecord> held = head.dataset(recipe.output());
        if (held.isEmpty()) {
            return List.of();
        }
        if (!held.get().derived()) {
            throw new TidemarkException(
                    ErrorCode.CONFIG_MISMATCH,
                    recipe.output() + " holds imported data, which a build never replaces; give --set NAME to build "
                            + recipe.id() + " beside it");
        }
        List<String> differences = differences(held.get(), recipe.record());
        if (differences.isEmpty()) {
            return List.of();
        }
        String what = recipe.output() + " was built with another configuration: " + String.join("; ", differences);
        if (!overwrites) {
            throw new TidemarkException(
                    ErrorCode.CONFIG_MISMATCH,
                    what + "; leave the options out to keep it, give --set NAME to build another set beside it,"
                            + " or --overwrite to build all its symbols anew");
        }
        List<String> others = head.series(recipe.output()).stream()
                .map(SeriesKey::symbol)
                .filter(symbol -> !selection.holds(symbol))
                .toList();
        if (!others.isEmpty() || !selection.isUnbounded()) {
            throw new TidemarkException(
                    ErrorCode.CONFIG_MISMATCH,
                    what + "; --overwrite has to take all of the dataset, or "
                            + (others.isEmpty() ? "other days" : "symbols such as " + others.getFirst())
                            + " would differ: leave -s, --from and --to out, or give --set NAME");
        }
        return differences;
    }

    private static List<String> differences(DatasetRecord held, DatasetRecord wanted) {
        List<String> differences = new ArrayList<>(differences(held.identity(), wanted.identity()));
        if (!held.schema().equals(wanted.schema()) && differences.isEmpty()) {
            differences.add(
                    "columns " + held.schema().text() + " → " + wanted.schema().text());
        }
        return differences;
    }

    private static List<String> differences(SortedMap<String, String> held, SortedMap<String, String> wanted) {
        TreeSet<String> names = new TreeSet<>(held.keySet());
        names.addAll(wanted.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String before = held.getOrDefault(name, UNSET);
            String after = wanted.getOrDefault(name, UNSET);
            if (!before.equals(after)) {
                differences.add(name + " " + before + " → " + after);
            }
        }
        return differences;
    }

    /// The facts of one series that differ from those it was built with.
    static List<String> factDifferences(Series series, SortedMap<String, String> facts) {
        List<String> differences = new ArrayList<>();
        facts.forEach((name, value) -> {
            String before = series.attributes().getOrDefault(name, UNSET);
            if (!before.equals(value)) {
                differences.add(name + " " + before + " → " + value);
            }
        });
        return differences;
    }
}
