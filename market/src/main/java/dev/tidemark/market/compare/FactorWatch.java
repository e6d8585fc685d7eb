package dev.tidemark.market.compare;

/// Finds stretches over which two closes stand in one ratio that is not 1, as they do where one side was adjusted for a
/// split or a dividend. Ratios of rounded prices scatter, so a stretch holds ratios within a ten-thousandth of each
/// other. For one thread.
final class FactorWatch {
    private static final double SCATTER = 1e-4;

    private final RunLog<RatioRun> found = new RunLog<>();
    private double least;
    private double most;
    private double sum;
    private long first;
    private long last;
    private long rows;

    /// @param ratio B's close divided by A's; NaN where there is none, which ends no stretch
    void accept(long time, double ratio) {
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            return;
        }
        if (rows > 0 && Math.max(most, ratio) > Math.min(least, ratio) * (1 + SCATTER)) {
            flush();
        }
        if (rows == 0) {
            first = time;
            least = ratio;
            most = ratio;
            sum = 0;
        }
        least = Math.min(least, ratio);
        most = Math.max(most, ratio);
        sum += ratio;
        last = time;
        rows++;
    }

    private void flush() {
        double ratio = sum / rows;
        if (rows >= SeriesComparison.LEAST_FACTOR_ROWS && Math.abs(ratio - 1) > SCATTER) {
            found.add(new RatioRun(first, last, rows, ratio), rows);
        }
        rows = 0;
    }

    Runs<RatioRun> runs() {
        if (rows > 0) {
            flush();
        }
        return found.runs();
    }
}
