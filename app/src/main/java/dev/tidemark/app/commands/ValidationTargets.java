package dev.tidemark.app.commands;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.recipes.Validation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Which series a validation looks at.
final class ValidationTargets {
    private ValidationTargets() {}

    /// The datasets to check, and which of their symbols.
    ///
    /// @param targets datasets and series as the user names them; empty for all that there are rules for
    /// @param named   symbols; empty for all
    /// @throws TidemarkException `NOT_FOUND` for what is not there, `USAGE` for what there are no rules for
    static Map<DatasetName, Predicate<String>> of(Snapshot head, List<String> targets, Set<String> named) {
        Map<DatasetName, Set<String>> chosen = new TreeMap<>();
        for (String text : targets) {
            Target target = Target.parse(text);
            requireRules(head, target.dataset());
            Set<String> of = chosen.computeIfAbsent(target.dataset(), _ -> new HashSet<>());
            target.series()
                    .ifPresentOrElse(
                            key -> of.add(Existing.series(head, key).key().symbol()),
                            () -> of.addAll(all(head, target.dataset())));
        }
        if (targets.isEmpty()) {
            head.datasets().stream()
                    .filter(dataset -> Validation.isChecked(head, dataset))
                    .forEach(dataset -> chosen.put(dataset, new HashSet<>(all(head, dataset))));
        }
        requireSymbols(chosen, named);
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
