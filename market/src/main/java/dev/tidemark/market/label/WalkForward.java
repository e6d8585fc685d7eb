package dev.tidemark.market.label;

import java.util.ArrayList;
import java.util.List;

/// Cuts rows in time order into growing stretches, each of training rows, then validation rows, then test rows.
/// Nothing is shuffled.
///
/// With step = rows / (splits + 2), split i takes the first (i + 3) * step rows, at most all: six tenths to train, two
/// to validate, the rest to test.
///
/// @param index      number of the split, from 0; splits with too few training rows are left out, not renumbered
/// @param train      rows \[0, train) are for training
/// @param validation number of rows for validation, from `train`
/// @param test       number of rows for testing, behind them
public record WalkForward(int index, long train, long validation, long test) {
    /// Splits unless said otherwise.
    public static final int DEFAULT_SPLITS = 5;
    /// A split with fewer training rows is left out.
    public static final long LEAST_TRAINING_ROWS = 10_000;

    private static final int FIRST_STEPS = 3;

    /// The splits of some rows; none when there are too few of them.
    ///
    /// @param rows   number of rows, not negative
    /// @param splits number of splits asked for, at least 1
    public static List<WalkForward> splits(long rows, int splits) {
        if (rows < 0 || splits < 1) {
            throw new IllegalArgumentException("cannot cut " + rows + " rows into " + splits + " splits");
        }
        long step = rows / (splits + 2L);
        var cuts = new ArrayList<WalkForward>();
        for (int i = 0; i < splits; i++) {
            WalkForward cut = first(i, Math.min(rows, (i + FIRST_STEPS) * step));
            if (cut.train >= LEAST_TRAINING_ROWS) {
                cuts.add(cut);
            }
        }
        return List.copyOf(cuts);
    }

    private static WalkForward first(int index, long rows) {
        long train = rows / 5 * 3 + rows % 5 * 3 / 5;
        long validation = rows / 5;
        return new WalkForward(index, train, validation, rows - train - validation);
    }

    /// The number of rows of the split, from row 0.
    public long rows() {
        return train + validation + test;
    }
}
