package dev.tidemark.recipes.universe;

import dev.tidemark.build.Recipe;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/// The recipes of a universe. Rows that an earlier build made of the same are taken over, so the work is that of the
/// rows
/// that changed; the result is that of a full build.
public final class UniverseRecipes {
    private final Lake lake;
    private final UniverseRules rules;
    private final PriceFiles prices;
    private final SortedMap<DatasetName, RowWork> work = new ConcurrentSkipListMap<>();

    public UniverseRecipes(Lake lake, UniverseRules rules, PriceFiles prices) {
        this.lake = lake;
        this.rules = rules;
        this.prices = prices;
    }

    /// Assigns files to instruments.
    ///
    /// @param past where earlier rows are looked up; empty to compute all
    public Recipe matching(Optional<Snapshot> past) {
        return new MatchRecipe(
                rules.tables(),
                past(past, UniverseTables.ASSIGNMENTS, UniverseTables.ASSIGNMENTS_SCHEMA),
                done -> work.put(UniverseTables.ASSIGNMENTS, done));
    }

    /// What follows the assignments: diagnosis, reports, exports.
    ///
    /// @param recipes in no order
    /// @param unread  files that have to be read for it, by path; whoever reads them before the build can do so on many
    ///                threads
    public record Reporting(List<Recipe> recipes, List<String> unread) {
        public Reporting {
            recipes = List.copyOf(recipes);
            unread = List.copyOf(unread);
        }
    }

    /// Diagnoses the files that are assigned, and says what is reported and exported.
    ///
    /// @param head with the assignments
    /// @param past where earlier rows are looked up; empty to compute all
    public Reporting reporting(Snapshot head, Optional<Snapshot> past) {
        DiagnoseRecipe diagnose = new DiagnoseRecipe(
                lake,
                prices,
                past(past, UniverseTables.DIAGNOSTICS, UniverseTables.DIAGNOSTICS_SCHEMA),
                done -> work.put(UniverseTables.DIAGNOSTICS, done));
        return new Reporting(
                List.of(
                        diagnose,
                        new MatchedRecipe(rules),
                        new UnmatchedRecipe(),
                        new ExportRecipe(rules.includesEmpty())),
                diagnose.unread(head));
    }

    private PastRows past(Optional<Snapshot> snapshot, DatasetName dataset, Schema schema) {
        return snapshot.map(head -> PastRows.of(lake, head, dataset, schema)).orElse(PastRows.NONE);
    }

    /// The recipe that makes a dataset, every row of it; empty when none of these does.
    public Optional<Recipe> ofDataset(DatasetName name) {
        return Stream.of(
                        matching(Optional.empty()),
                        new DiagnoseRecipe(lake, prices, PastRows.NONE, _ -> {}),
                        new MatchedRecipe(rules),
                        new UnmatchedRecipe(),
                        new ExportRecipe(rules.includesEmpty()))
                .filter(recipe -> recipe.output().equals(name))
                .findFirst();
    }

    /// The versions of all recipes: with others, tables have to be planned anew.
    public static String versions() {
        return "match " + MatchRecipe.VERSION + " diagnose " + DiagnoseRecipe.VERSION + " matches "
                + MatchedRecipe.VERSION + " unmatched " + UnmatchedRecipe.VERSION + " export " + ExportRecipe.VERSION;
    }

    /// The `row_key` of a diagnosis: whether a row of `universe/diagnostics` is what would be made now.
    ///
    /// @param rules  see [PriceFiles#rules]
    /// @param path   of the file
    /// @param digest SHA-256 of the file's bytes
    public static String diagnosisKey(String rules, String path, Digest digest) {
        return DiagnoseRecipe.key(rules, path, digest.hex());
    }

    /// How rows were come by since the object was made, by dataset; those that were not touched are left out.
    public SortedMap<DatasetName, RowWork> work() {
        return work;
    }
}
