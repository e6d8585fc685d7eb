package dev.tidemark.recipes;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a user says of the outputs. What is left out is what the dataset records, else the default.
///
/// @param set        name of the set of features or labels
/// @param source     member of the `ticks` group that is read: `raw` or `main_l5`
/// @param factors    names of factors, in their order
/// @param horizons   of labels, in rows
/// @param thresholdK of direction labels, in ticks
/// @param priceLevels of fill labels, in ticks
/// @param rollThreshold of the schedule, as a ratio
/// @param isL5Only   whether continuous series keep only rows with true depth
/// @param l5Start    first day of continuous series
/// @param timeframes of bars, such as `1m`
/// @param datasets   that a panel is made of
/// @param columns    that a panel has
/// @param excludesImputed whether a panel leaves out rows that a fill made
public record RecipeOptions(
        Optional<String> set,
        Optional<String> source,
        Optional<List<String>> factors,
        Optional<List<Integer>> horizons,
        Optional<Double> thresholdK,
        Optional<List<Integer>> priceLevels,
        Optional<Double> rollThreshold,
        Optional<Boolean> isL5Only,
        Optional<LocalDate> l5Start,
        Optional<List<String>> timeframes,
        Optional<List<String>> datasets,
        Optional<List<String>> columns,
        Optional<Boolean> excludesImputed) {
    /// Nothing said.
    public static final RecipeOptions NONE = new RecipeOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// The same, for a set of another name.
    public RecipeOptions withSet(String name) {
        return with(Optional.of(name), source, timeframes, datasets, columns, excludesImputed);
    }

    /// The same, with ticks of another source.
    public RecipeOptions withSource(String member) {
        return with(set, Optional.of(member), timeframes, datasets, columns, excludesImputed);
    }

    /// The same, with bars of some timeframes and a panel of some datasets.
    public RecipeOptions withBarsAndPanel(List<String> lengths, List<String> members) {
        return with(set, source, Optional.of(lengths), Optional.of(members), columns, excludesImputed);
    }

    /// The same, with a panel of some columns.
    public RecipeOptions withColumns(List<String> names) {
        return with(set, source, timeframes, datasets, Optional.of(names), excludesImputed);
    }

    /// The same, with a panel of real rows only.
    public RecipeOptions excludingImputed() {
        return with(set, source, timeframes, datasets, columns, Optional.of(true));
    }

    private RecipeOptions with(
            Optional<String> otherSet,
            Optional<String> otherSource,
            Optional<List<String>> otherTimeframes,
            Optional<List<String>> otherDatasets,
            Optional<List<String>> otherColumns,
            Optional<Boolean> isExcluding) {
        return new RecipeOptions(
                otherSet,
                otherSource,
                factors,
                horizons,
                thresholdK,
                priceLevels,
                rollThreshold,
                isL5Only,
                l5Start,
                otherTimeframes,
                otherDatasets,
                otherColumns,
                isExcluding);
    }
}
