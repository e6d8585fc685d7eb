package dev.tidemark.build;

import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

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

    private record Candidate(Recipe recipe, String symbol, SeriesInputs inputs, Want want, Partition stored) {}

    /// Compares partitions of some recipes' datasets.
    ///
    /// @param most how many partitions at most, chosen by `seed`; `Long.MAX_VALUE` for all
    public static Report run(Lake lake, List<Recipe> recipes, long most, long seed, Progress progress) {
        Rebuild rebuild = new Rebuild(lake, progress);
        rebuild.run(recipes, most, seed);
        return new Report(rebuild.compared, rebuild.stale, rebuild.differences);
    }

    private void run(List<Recipe> recipes, long most, long seed) {
        Snapshot head = lake.head();
        List<Candidate> candidates = new ArrayList<>();
        for (Recipe recipe : recipes) {
            head.series(recipe.output()).forEach(key -> collect(recipe, head, key, candidates));
        }
        List<Candidate> chosen = candidates;
        if (most < candidates.size()) {
            Collections.shuffle(candidates, new Random(seed));
            chosen = candidates.subList(0, (int) most);
        }
        progress.begin("rebuild", chosen.size(), "partitions");
        try (LakeWriter writer = lake.writer(new Job("verify", "rebuild and compare"))) {
            ColumnCache inputs = new ColumnCache(lake);
            for (Candidate candidate : chosen) {
                compare(candidate, inputs, writer);
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
    }

    private void collect(Recipe recipe, Snapshot head, SeriesKey key, List<Candidate> candidates) {
        Series series = head.series(key).orElseThrow();
        try {
            SeriesInputs inputs = recipe.inputs(head, key.symbol());
            long found = 0;
            for (Want want : recipe.wants(lake, head, key.symbol())) {
                Partition stored = series.partition(want.chunk()).orElse(null);
                String wanted = Lineage.of(recipe, key.symbol(), inputs.facts(), want)
                        .key(want)
                        .shortHex();
                if (stored != null && Lineage.keyOf(stored).equals(wanted)) {
                    candidates.add(new Candidate(recipe, key.symbol(), inputs, want, stored));
                    found++;
                }
            }
            stale += series.partitions().size() - found;
        } catch (RecipeException e) {
            differences.add(new Difference(key, "*", "cannot be planned: " + e.getMessage()));
        }
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
                    "holds the values that a rebuild gives, but in other bytes: written by another version"));
        }
    }
}
