package dev.tidemark.market.compare;

/// Finds stretches over which two closes stand as n to 1 or 1 to n. For one thread.
final class SplitWatch {
    static final int LEAST = 2;
    static final int MOST = 50;
    static final double TOLERANCE = 0.005;

    private final RunLog<RatioRun> found = new RunLog<>();
    private double ratio;
    private long first;
    private long last;
    private long rows;

    /// @param next B's close divided by A's; NaN where there is none
    void accept(long time, double next) {
        double split = splitOf(next);
        if (split != ratio) {
            flush();
            ratio = split;
            first = time;
        }
        if (split != 0) {
            last = time;
            rows++;
        }
    }

    /// n or 1/n where a ratio is close to it, else 0.
    private static double splitOf(double ratio) {
        if (!(ratio > 0)) {
            return 0;
        }
        double many = ratio < 1 ? 1 / ratio : ratio;
        double n = Math.rint(many);
        if (n < LEAST || n > MOST || Math.abs(many / n - 1) > TOLERANCE) {
            return 0;
        }
        return ratio < 1 ? 1 / n : n;
    }

    private void flush() {
        if (rows > 0) {
            found.add(new RatioRun(first, last, rows, ratio), rows);
            rows = 0;
        }
    }

    Runs<RatioRun> runs() {
        flush();
        return found.runs();
    }
}
