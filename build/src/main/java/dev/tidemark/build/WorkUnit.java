package dev.tidemark.build;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Partitions that one thread makes one after the other: neighbours of one input series, so that windows that overlap,
/// and recipes that read the same input, read it once.
record WorkUnit(List<Item> items) {
    private static final int UNITS_PER_THREAD = 4;
    private static final int MOST_ITEMS = 32;
    /// Values of outputs that are made together: 8,388,608, 64 MB.
    private static final long MOST_CELLS = 1L << 23;

    /// A partition to make.
    record Item(SeriesProgress series, Want want) {}

    /// What became of a unit.
    record Result(List<MadePartition> made, List<SeriesFailure> failures, int items) {}

    /// Shares the work of a stage among threads. What is made of the same input stays together, so that it is read
    /// once,
    /// unless there is so little that threads would have to wait.
    static List<WorkUnit> share(List<SeriesProgress> series, int threads) {
        Map<String, List<Item>> byInput = new LinkedHashMap<>();
        int count = 0;
        for (SeriesProgress progress : series) {
            for (PlannedPartition line : progress.plan().partitions()) {
                if (line.want().isPresent()) {
                    Want want = line.want().get();
                    byInput.computeIfAbsent(inputOf(want), _ -> new ArrayList<>())
                            .add(new Item(progress, want));
                    count++;
                }
            }
        }
        boolean isLittle = count <= UNITS_PER_THREAD * threads;
        int most = Math.clamp(count / (threads * UNITS_PER_THREAD), 1, MOST_ITEMS);
        List<WorkUnit> units = new ArrayList<>();
        for (List<Item> items : byInput.values()) {
            items.sort(Comparator.comparing(item -> item.want().chunk()));
            if (isLittle) {
                items.forEach(item -> units.add(new WorkUnit(List.of(item))));
            } else {
                cut(items, most, units);
            }
        }
        return units;
    }

    /// Cuts between chunks, so that all that is made for a chunk is made together.
    private static void cut(List<Item> items, int most, List<WorkUnit> units) {
        int from = 0;
        for (int to = 1; to <= items.size(); to++) {
            boolean isEnd = to == items.size();
            if (isEnd
                    || (to - from >= most
                            && !items.get(to)
                                    .want()
                                    .chunk()
                                    .equals(items.get(to - 1).want().chunk()))) {
                units.add(new WorkUnit(List.copyOf(items.subList(from, to))));
                from = to;
            }
        }
    }

    private static String inputOf(Want want) {
        return want.slices() instanceof Crowd
                ? ""
                : want.slices().stream()
                        .filter(InputSlice::isOwn)
                        .map(slice -> slice.series().key().toString())
                        .findFirst()
                        .orElse("");
    }

    /// Makes the partitions. A recipe that fails ends its series only.
    Result make(Lake lake, LakeWriter writer, StopSignal stop) {
        ColumnCache inputs = new ColumnCache(lake);
        List<MadePartition> made = new ArrayList<>();
        List<SeriesFailure> failures = new ArrayList<>();
        for (int from = 0; from < items.size(); ) {
            stop.check();
            int to = endOfGroup(from);
            List<Item> group = items.subList(from, to);
            from = to;
            SeriesProgress series = group.getFirst().series();
            if (series.isFailed()) {
                continue;
            }
            try {
                make(series, group.stream().map(Item::want).toList(), inputs, writer, made);
            } catch (RecipeException e) {
                series.fail();
                failures.add(failure(group.getFirst(), e.code(), e));
            } catch (TidemarkException e) {
                switch (e.code()) {
                    case DAMAGED, SCHEMA_MISMATCH -> {
                        series.fail();
                        failures.add(failure(group.getFirst(), e.code().name().toLowerCase(Locale.ROOT), e));
                    }
                    default -> throw e;
                }
            }
        }
        return new Result(made, failures, items.size());
    }

    /// The end of the items that are made together: crowds of one series, as many as fit into memory; else one.
    private int endOfGroup(int from) {
        Item first = items.get(from);
        long cells = cells(first);
        int to = from + 1;
        while (to < items.size()
                && items.get(to).series() == first.series()
                && first.want().slices() instanceof Crowd
                && cells + cells(items.get(to)) <= MOST_CELLS) {
            cells += cells(items.get(to));
            to++;
        }
        return to;
    }

    private static long cells(Item item) {
        int columns = item.series().plan().recipe().record().schema().fields().size();
        return item.want().slices() instanceof Crowd crowd ? crowd.rows() * columns : 0;
    }

    private static SeriesFailure failure(Item item, String code, RuntimeException e) {
        return new SeriesFailure(
                item.series().key(),
                code,
                "cannot make " + item.series().key() + "/" + item.want().chunk() + ": " + e.getMessage());
    }

    private static void make(
            SeriesProgress series, List<Want> wants, Inputs inputs, LakeWriter writer, List<MadePartition> made) {
        SeriesPlan plan = series.plan();
        Recipe recipe = plan.recipe();
        String symbol = plan.key().symbol();
        List<Table> tables = wants.size() == 1
                ? List.of(recipe.compute(symbol, wants.getFirst(), inputs))
                : recipe.computeTogether(symbol, wants, inputs);
        for (int i = 0; i < wants.size(); i++) {
            Want want = wants.get(i);
            Table table = tables.get(i);
            Lineage lineage = Lineage.of(recipe, symbol, plan.facts(), want);
            Optional<Partition> partition = table.rows() == 0
                    ? Optional.empty()
                    : Optional.of(
                            writer.write(plan.key(), recipe.record(), want.chunk(), table, lineage.attributes(want)));
            made.add(new MadePartition(
                    series, want.chunk(), partition, lineage.key(want).shortHex()));
        }
    }
}
