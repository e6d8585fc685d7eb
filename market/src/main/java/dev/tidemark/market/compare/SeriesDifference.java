package dev.tidemark.market.compare;

import java.util.List;

/// What two series of bars have in common, and what not.
///
/// @param rowsA   keys of A
/// @param rowsB   keys of B
/// @param both    keys of both
/// @param onlyA   stretches of keys that B lacks
/// @param onlyB   stretches of keys that A lacks
/// @param columns one for each [ComparedColumn], in their order
/// @param splits  stretches over which the closes stand as n to 1 or 1 to n, give or take half a per cent, n from 2 to
///                50; the ratio is n or 1/n exactly
/// @param factors stretches of at least [SeriesComparison#LEAST_FACTOR_ROWS] keys with one ratio that is not 1: a side
///                was adjusted
public record SeriesDifference(
        long rowsA,
        long rowsB,
        long both,
        Runs<KeyRun> onlyA,
        Runs<KeyRun> onlyB,
        List<ColumnDifference> columns,
        Runs<RatioRun> splits,
        Runs<RatioRun> factors) {
    public SeriesDifference {
        columns = List.copyOf(columns);
    }

    public ColumnDifference column(ComparedColumn column) {
        return columns.stream()
                .filter(difference -> difference.column() == column)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(column + " was not compared"));
    }

    /// Whether keys and values are the same.
    public boolean isNone() {
        return rowsA == both && rowsB == both && columns.stream().allMatch(column -> column.differing() == 0);
    }

    /// Whether the two agree within the tolerances: same keys, no value beyond, none on one side only.
    public boolean isWithinTolerance() {
        return rowsA == both
                && rowsB == both
                && columns.stream().allMatch(column -> column.beyond() == 0 && column.oneSided() == 0);
    }
}
