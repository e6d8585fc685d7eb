package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Makes derived partitions again and compares them with what is stored: contents and bytes.
public final class Rebuild {
    private final Lake lake;
    private final Progress progress;
    private final List<Difference> differences = new ArrayList<>();
    private long compared;
    private long stale;

    private Rebuild(Lake lake, Progress progress) {
        this.lake = lake;
        this.progress = progress;
    }

    /// A stored partition that is not what its recipe makes of its inputs.
    public record Difference(SeriesKey series, String chunk, String message) {}

    /// What came out.
    ///
    /// @param compared    partitions made again
    /// @param stale       partitions whose inputs have changed since, or that are gone: a build would make them anew
    /// @param differences those that came out differently
    public record Report(long compared, long stale, List<Difference> differences) {
        public Report {
            differences = List.copyOf(differences);
        }
    }

    private record Candidate(Recipe recipe, String symbol, Want want, Partition stored) {}

    /// A stored partition, by which samples are drawn: in the order of a hash that the seed chooses.
    private record Ticket(Digest order, String name) implements Comparable<Ticket> {
        static Ticket of(SeriesKey key, String chunk, long seed) {
            String name = key + "/" + chunk;
            return new Ticket(Digest.of((seed + " " + name).getBytes(StandardCharsets.UTF_8)), name);
        }

        @Override
        public int compareTo(Ticket other) {
            int order = this.order.hex().compareTo(other.order.hex());
            return order != 0 ? order : name.compareTo(other.name);
        }
    }

    /// Compares partitions of some recipes' datasets.
    ///
    /// @param most how many partitions at most, chosen by `seed`; `Long.MAX_VALUE` for all
    public static Report run(Lake lake, List<Recipe> recipes, long most, long seed, Progress progress) {
        Rebuild rebuild = new Rebuild(lake, progress);
        rebuild.run(recipes.stream().map(Recipe::checked).toList(), most, seed);
        return new Report(rebuild.compared, rebuild.stale, rebuild.differences);
    }

    private void run(List<Recipe> recipes, long most, long seed) {
        Snapshot head = lake.head();
        Predicate<String> chosen = chosen(recipes, head, most, seed);
        long total = recipes.stream()
                .flatMap(recipe -> head.series(recipe.output()).stream())
                .mapToLong(
                        key -> head.summary(key).map(SeriesSummary::partitions).orElse(0))
                .sum();
        progress.begin("rebuild", Math.min(most, total), "partitions");
        try (LakeWriter writer = lake.writer(new Job("verify", "rebuild and compare"))) {
            for (Recipe recipe : recipes) {
                for (SeriesKey key : head.series(recipe.output())) {
                    ColumnCache inputs = new ColumnCache(lake);
                    for (Candidate candidate : candidates(recipe, head, key, chosen)) {
                        compare(candidate, inputs, writer);
                        progress.advance(1);
                    }
                }
            }
        } finally {
            progress.end();
        }
    }

    /// Which partitions are compared: all, or a sample of `most`, drawn in memory for as many.
    private static Predicate<String> chosen(List<Recipe> recipes, Snapshot head, long most, long seed) {
        if (most == Long.MAX_VALUE) {
            return _ -> true;
        }
        TreeSet<Ticket> tickets = new TreeSet<>();
        for (Recipe recipe : recipes) {
            for (SeriesKey key : head.series(recipe.output())) {
                for (Partition partition : head.series(key).orElseThrow().partitions()) {
                    tickets.add(Ticket.of(key, partition.chunk(), seed));
                    if (tickets.size() > most) {
                        tickets.removeLast();
                    }
                }
            }
        }
        return tickets.stream().map(Ticket::name).collect(Collectors.toSet())::contains;
    }

    /// The chosen partitions of a series that are what the head's inputs make; others are counted as stale.
    private List<Candidate> candidates(Recipe recipe, Snapshot head, SeriesKey key, Predicate<String> chosen) {
        Series series = head.series(key).orElseThrow();
        List<Candidate> candidates = new ArrayList<>();
        try {
            SeriesInputs inputs = recipe.inputs(head, key.symbol());
            long fresh = 0;
            for (Want want : recipe.wants(lake, head, key.symbol())) {
                Partition stored = series.partition(want.chunk()).orElse(null);
                String wanted = Lineage.of(recipe, key.symbol(), inputs.facts(), want)
                        .key(want)
                        .shortHex();
                if (stored != null && Lineage.keyOf(stored).equals(wanted)) {
                    fresh++;
                    if (chosen.test(key + "/" + want.chunk())) {
                        candidates.add(new Candidate(recipe, key.symbol(), want, stored));
                    }
                }
            }
            stale += series.partitions().size() - fresh;
        } catch (RecipeException e) {
            differences.add(new Difference(key, "*", "cannot be planned: " + e.getMessage()));
        }
        return candidates;
    }

    private void compare(Candidate candidate, ColumnCache inputs, LakeWriter writer) {
        SeriesKey key = new SeriesKey(candidate.recipe().output(), candidate.symbol());
        Want want = candidate.want();
        Partition stored = candidate.stored();
        compared++;
        Table table = candidate.recipe().compute(candidate.symbol(), want, inputs);
        if (table.rows() == 0) {
            differences.add(new Difference(key, want.chunk(), "is stored, but a rebuild gives no row"));
            return;
        }
        Partition made = writer.write(key, candidate.recipe().record(), want.chunk(), table, stored.attributes());
        if (!made.content().content().equals(stored.content().content())) {
            differences.add(new Difference(
                    key,
                    want.chunk(),
                    "holds other values than a rebuild gives: "
                            + stored.content().content().shortHex() + " stored, "
                            + made.content().content().shortHex() + " rebuilt"));
        } else if (!made.file().equals(stored.file())) {
            differences.add(new Difference(
                    key,
                    want.chunk(),
                    "holds the values that a rebuild gives, but in other bytes: written by another version, or with"
                            + " another compression"));
        }
    }
}
