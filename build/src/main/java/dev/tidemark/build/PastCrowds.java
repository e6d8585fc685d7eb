package dev.tidemark.build;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds which of many inputs changed, although no partition lists them: by asking the recipe what it wanted at the
/// commit that the series was built from.
final class PastCrowds {
    private final Lake lake;
    private final Map<SeriesKey, Map<String, Want>> wants = new HashMap<>();

    PastCrowds(Lake lake) {
        this.lake = lake;
    }

    /// The first input that differs; empty when the commit is not kept any more.
    Optional<Reason> change(Recipe recipe, String symbol, Optional<Series> built, Want now) {
        SeriesKey key = new SeriesKey(recipe.output(), symbol);
        Map<String, Want> before = wants.computeIfAbsent(key, _ -> past(recipe, symbol, built));
        return Optional.ofNullable(before.get(now.chunk())).flatMap(old -> difference(old.slices(), now.slices()));
    }

    private Map<String, Want> past(Recipe recipe, String symbol, Optional<Series> built) {
        String commit = built.map(series -> series.attributes().get(SeriesProgress.READ_AT))
                .orElse("");
        if (commit.isEmpty()) {
            return Map.of();
        }
        try {
            return recipe.wants(lake, lake.at(commit), symbol).stream()
                    .collect(Collectors.toMap(Want::chunk, Function.identity()));
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Map.of();
            }
            throw e;
        }
    }

    /// Both stand in the order of their names' series.
    private static Optional<Reason> difference(List<InputSlice> before, List<InputSlice> now) {
        Map<String, Lineage.Input> old = new HashMap<>();
        before.forEach(slice -> old.put(slice.name(), Lineage.Input.of(slice)));
        int changed = 0;
        String first = "";
        for (InputSlice slice : now) {
            Lineage.Input input = Lineage.Input.of(slice);
            Lineage.Input was = old.remove(input.name());
            if (!input.equals(was)) {
                changed++;
                first = first.isEmpty() ? Lineage.changeOf(was, input) : first;
            }
        }
        changed += old.size();
        if (changed == 0) {
            return Optional.empty();
        }
        String text = first.isEmpty() ? old.keySet().iterator().next() + " is not read any more" : first;
        return Optional.of(
                new Reason(Reason.Code.INPUT_CHANGED, changed == 1 ? text : text + ", and " + (changed - 1) + " more"));
    }
}
