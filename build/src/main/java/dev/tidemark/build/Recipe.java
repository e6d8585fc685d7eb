package dev.tidemark.build;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import java.util.Collection;
import java.util.List;

/// A pure, versioned function from stored partitions and facts to the partitions of one dataset. Thread-safe.
///
/// What it declares is all it may read: the same declared inputs give the same output, on any machine, in any order.
/// The configuration stands in [#record()]'s identity.
public interface Recipe {
    /// The field of a derived dataset's identity that names the recipe.
    String RECIPE = "recipe";

    /// The recipe's name, such as `features`; also the target of a build.
    String id();

    /// Raised when the same inputs give another output: then all its outputs are built anew.
    int version();

    /// What else decides what it makes: the digest of a file that it comes from, the version of an engine. Another
    /// revision counts as another version. Empty for a recipe that is nothing but its code.
    default String revision() {
        return "";
    }

    /// The same recipe with every check of itself that is too slow for a build.
    default Recipe checked() {
        return this;
    }

    /// The dataset that it makes.
    DatasetName output();

    /// The dataset's record: derived, and its identity is the configuration, with [#RECIPE] as one field.
    DatasetRecord record();

    /// The datasets that it reads.
    List<DatasetName> inputs();

    /// The symbols that can be made from what the lake holds. Opens no manifest.
    Collection<String> symbols(Snapshot lake);

    /// What a symbol's series depends on. Opens no manifest.
    ///
    /// @throws RecipeException when the series cannot be made
    SeriesInputs inputs(Snapshot lake, String symbol);

    /// The partitions that there should be, by chunk ascending; none when the inputs are gone. Reads manifests, and
    /// data
    /// only where a fact is a row of data.
    ///
    /// @throws RecipeException when the series cannot be made
    List<Want> wants(Lake lake, Snapshot snapshot, String symbol);

    /// What else there is to say of a symbol's series. Asked when it is planned line by line.
    default Description describe(Lake lake, Snapshot snapshot, String symbol) {
        return Description.NONE;
    }

    /// Makes one partition. A table without rows says that there is none.
    ///
    /// @param inputs reads exactly the want's slices
    /// @throws RecipeException when the series cannot be made
    Table compute(String symbol, Want want, Inputs inputs);

    /// What to say when a partition came out without rows; empty for nothing.
    default String noteOfEmpty(String chunk) {
        return "";
    }

    /// Makes several partitions of one series whose inputs are [Crowd]s of the same series, and may read each of those
    /// once.
    ///
    /// @return a table a want, in their order
    /// @throws RecipeException when the series cannot be made
    default List<Table> computeTogether(String symbol, List<Want> wants, Inputs inputs) {
        return wants.stream().map(want -> compute(symbol, want, inputs)).toList();
    }
}
