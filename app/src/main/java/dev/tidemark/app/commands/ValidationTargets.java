package dev.tidemark.app.commands;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.recipes.Validation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which series a validation looks at.
///
/// @param wanted the datasets to check, and which of their symbols
/// @param absent series that are required and that the lake does not have, sorted
record ValidationTargets(Map<DatasetName, Predicate<String>> wanted, SortedSet<SeriesKey> absent) {
    /// Finds them.
    ///
    /// @param targets    datasets and series as the user names them; empty for all that there are rules for
    /// @param named      symbols; empty for all
    /// @param isRequired whether series that are named, or symbols of datasets that are named, have to be there: then
    ///                   they are `absent` when they are not, and no error
    /// @throws TidemarkException `NOT_FOUND` for what is not there, `USAGE` for what there are no rules for
    static ValidationTargets of(Snapshot head, List<String> targets, Set<String> named, boolean isRequired) {
        Map<DatasetName, Set<String>> chosen = new TreeMap<>();
        SortedSet<SeriesKey> absent = new TreeSet<>();
        for (String text : targets) {
            Target target = Target.parse(text);
            requireRules(head, target.dataset());
            absent.addAll(isRequired ? absent(head, target, named) : Set.of());
            Set<String> of = chosen.computeIfAbsent(target.dataset(), _ -> new HashSet<>());
            target.series()
                    .filter(key -> !absent.contains(key))
                    .ifPresent(key -> of.add(Existing.series(head, key).key().symbol()));
            if (target.series().isEmpty()) {
                of.addAll(all(head, target.dataset()));
            }
        }
        if (targets.isEmpty()) {
            head.datasets().stream()
                    .filter(dataset -> Validation.isChecked(head, dataset))
                    .forEach(dataset -> chosen.put(dataset, new HashSet<>(all(head, dataset))));
        }
        Set<String> sought = new LinkedHashSet<>(named);
        absent.forEach(key -> sought.remove(key.symbol()));
        requireSymbols(chosen, sought);
        return new ValidationTargets(wanted(chosen, named), absent);
    }

    boolean isEmpty() {
        return wanted.isEmpty() && absent.isEmpty();
    }

    /// The series of a target that are not there.
    private static Set<SeriesKey> absent(Snapshot head, Target target, Set<String> named) {
        return target.symbol().map(Set::of).orElse(named).stream()
                .filter(symbol -> named.isEmpty() || named.contains(symbol))
                .map(symbol -> new SeriesKey(target.dataset(), symbol))
                .filter(key -> head.summary(key).isEmpty())
                .collect(Collectors.toSet());
    }

    private static Map<DatasetName, Predicate<String>> wanted(Map<DatasetName, Set<String>> chosen, Set<String> named) {
        Map<DatasetName, Predicate<String>> wanted = new TreeMap<>();
        chosen.forEach((dataset, of) -> {
            Predicate<String> isNamed = symbol -> named.isEmpty() || named.contains(symbol);
            if (of.stream().anyMatch(isNamed)) {
                wanted.put(dataset, symbol -> of.contains(symbol) && isNamed.test(symbol));
            }
        });
        return wanted;
    }

    private static List<String> all(Snapshot head, DatasetName dataset) {
        return head.series(dataset).stream().map(SeriesKey::symbol).toList();
    }

    private static void requireRules(Snapshot head, DatasetName dataset) {
        Existing.dataset(head, dataset);
        if (!Validation.isChecked(head, dataset)) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "there are no rules for " + dataset
                            + (head.dataset(dataset)
                                            .map(record -> record.derived())
                                            .orElse(false)
                                    ? ": it is derived; `tidemark verify --rebuild` checks derived data"
                                    : ""));
        }
    }

    private static void requireSymbols(Map<DatasetName, Set<String>> chosen, Set<String> named) {
        for (String symbol : named) {
            Optional<Set<String>> holder =
                    chosen.values().stream().filter(of -> of.contains(symbol)).findFirst();
            if (holder.isEmpty()) {
                throw new TidemarkException(
                        ErrorCode.NOT_FOUND, "no dataset to validate has a symbol " + symbol + "; see `tidemark list`");
            }
        }
    }
}
