package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Plans one series: compares the keys of the partitions that there should be with those that there are.
final class SeriesPlanner {
    /// The series attributes that name chunks without rows begin so; the value is the chunk's key.
    static final String EMPTY = SeriesState.BUILD + "empty.";

    private final Lake lake;
    private final Snapshot head;
    private final Selection selection;
    private final boolean overwrites;
    private final Optional<PastCrowds> crowds;

    /// @param overwrites whether everything is made again
    /// @param crowds     finds which of many inputs changed; empty when that is not worth the time
    SeriesPlanner(Lake lake, Snapshot head, Selection selection, boolean overwrites, Optional<PastCrowds> crowds) {
        this.lake = lake;
        this.head = head;
        this.selection = selection;
        this.overwrites = overwrites;
        this.crowds = crowds;
    }

    /// Plans a series.
    ///
    /// @throws RecipeException when it cannot be made
    SeriesPlan plan(Recipe recipe, String symbol) {
        SeriesKey key = new SeriesKey(recipe.output(), symbol);
        SeriesInputs inputs = recipe.inputs(head, symbol);
        Digest complete = complete(recipe, symbol, inputs);
        Optional<SeriesSummary> before = head.summary(key);
        boolean isComplete = before.flatMap(SeriesSummary::complete).equals(Optional.of(complete));
        if (isComplete && !overwrites) {
            return SeriesPlan.complete(recipe, key, before.orElseThrow(), inputs.facts(), complete);
        }
        Optional<Series> current = head.series(key);
        return new Lines(recipe, key, inputs, current).plan(before, complete);
    }

    /// Plans a series line by line, even if it is known to be complete.
    ///
    /// @throws RecipeException when it cannot be made
    SeriesPlan planAll(Recipe recipe, String symbol) {
        SeriesKey key = new SeriesKey(recipe.output(), symbol);
        SeriesInputs inputs = recipe.inputs(head, symbol);
        return new Lines(recipe, key, inputs, head.series(key))
                .plan(head.summary(key), complete(recipe, symbol, inputs));
    }

    /// Digest of all that the series depends on. It opens no manifest itself.
    private Digest complete(Recipe recipe, String symbol, SeriesInputs inputs) {
        StringBuilder text = new StringBuilder("complete 1\n");
        text.append(Lineage.recipeText(recipe))
                .append('\n')
                .append(Lineage.config(recipe.record()))
                .append('\n');
        text.append(symbol).append('\n');
        inputs.facts()
                .forEach((name, value) -> text.append(FieldLine.of(name, value)).append('\n'));
        inputs.conditions()
                .forEach((name, value) -> text.append("condition ")
                        .append(FieldLine.of(name, value))
                        .append('\n'));
        for (SeriesKey input : inputs.series()) {
            head.summary(input)
                    .ifPresent(summary -> text.append(input)
                            .append(' ')
                            .append(summary.contents().hex())
                            .append('\n'));
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The lines of one plan.
    private final class Lines {
        private final Recipe recipe;
        private final SeriesKey key;
        private final SeriesInputs inputs;
        private final Optional<Series> current;
        private final boolean isAsIs;
        private final Map<String, Partition> stored = new HashMap<>();
        private final SortedMap<String, String> empties = new TreeMap<>();
        private final List<PlannedPartition> lines = new ArrayList<>();

        Lines(Recipe recipe, SeriesKey key, SeriesInputs inputs, Optional<Series> current) {
            this.recipe = recipe;
            this.key = key;
            this.inputs = inputs;
            this.current = current;
            current.ifPresent(series -> series.partitions().forEach(p -> stored.put(p.chunk(), p)));
            this.isAsIs = current.map(s -> s.schema().equals(recipe.record().schema()))
                    .orElse(true);
        }

        SeriesPlan plan(Optional<SeriesSummary> before, Digest complete) {
            List<Want> wants = recipe.wants(lake, head, key.symbol());
            for (Want want : wants) {
                Partition old = stored.remove(want.chunk());
                if (selection.holds(want.chunk(), recipe.record().chunkSize())) {
                    lines.add(line(want, old));
                } else if (old != null) {
                    lines.add(PlannedPartition.keep(want.chunk()));
                }
            }
            for (String gone : new TreeMap<>(stored).keySet()) {
                if (selection.holds(gone, recipe.record().chunkSize())) {
                    lines.add(
                            PlannedPartition.remove(gone, new Reason(Reason.Code.INPUT_REMOVED, "its input is gone")));
                } else {
                    lines.add(PlannedPartition.keep(gone));
                }
            }
            lines.sort(Comparator.comparing(PlannedPartition::chunk));
            Map<Action, Long> counts = new EnumMap<>(Action.class);
            lines.forEach(line -> counts.merge(line.action(), 1L, Long::sum));
            return new SeriesPlan(
                    recipe,
                    key,
                    before,
                    current,
                    inputs.facts(),
                    complete,
                    lines,
                    selection.isUnbounded(),
                    counts,
                    recipe.describe(lake, head, key.symbol()),
                    empties);
        }

        private PlannedPartition line(Want want, @Nullable Partition old) {
            Lineage now = Lineage.of(recipe, key.symbol(), inputs.facts(), want);
            String wanted = now.key(want).shortHex();
            if (old == null) {
                return lineOfNew(want, wanted);
            }
            if (overwrites) {
                return PlannedPartition.make(Action.REFRESH, want, new Reason(Reason.Code.OVERWRITE, ""));
            }
            if (!isAsIs) {
                return PlannedPartition.make(Action.REFRESH, want, new Reason(Reason.Code.SCHEMA_CHANGED, ""));
            }
            if (!Lineage.keyOf(old).equals(wanted)) {
                return PlannedPartition.make(Action.REFRESH, want, reason(want, old, now));
            }
            return fileFault(old)
                    .map(reason -> PlannedPartition.make(Action.REFRESH, want, reason))
                    .orElseGet(() -> PlannedPartition.keep(want.chunk()));
        }

        private Reason reason(Want want, Partition old, Lineage now) {
            Optional<Lineage> made = Lineage.of(old);
            if (made.isEmpty()) {
                return new Reason(Reason.Code.INPUT_CHANGED, "it was not built by a recipe");
            }
            Reason reason = made.get().change(now);
            return made.get().isMany() && now.isMany() && reason.code() == Reason.Code.INPUT_CHANGED
                    ? crowds.flatMap(past -> past.change(recipe, key.symbol(), current, want))
                            .orElse(reason)
                    : reason;
        }

        private PlannedPartition lineOfNew(Want want, String wanted) {
            boolean isKnownEmpty = current.map(
                            series -> wanted.equals(series.attributes().get(EMPTY + want.chunk())))
                    .orElse(false);
            if (isKnownEmpty && !overwrites) {
                empties.put(want.chunk(), wanted);
                return PlannedPartition.keep(want.chunk());
            }
            String inputs = want.slices() instanceof Crowd crowd
                    ? crowd.size() + " inputs"
                    : want.slices().stream()
                            .filter(InputSlice::isOwn)
                            .map(InputSlice::name)
                            .findFirst()
                            .orElse("");
            return PlannedPartition.make(Action.CREATE, want, new Reason(Reason.Code.NEW_INPUT, inputs));
        }

        private Optional<Reason> fileFault(Partition old) {
            long bytes = current.map(series ->
                            lake.object(key, series.chunkSize(), old).toFile().length())
                    .orElse(0L);
            if (bytes == old.bytes()) {
                return Optional.empty();
            }
            return Optional.of(
                    bytes == 0
                            ? new Reason(Reason.Code.OUTPUT_MISSING, "its file is gone")
                            : new Reason(
                                    Reason.Code.OUTPUT_DAMAGED,
                                    "its file has " + bytes + " bytes, not " + old.bytes()));
        }
    }
}
