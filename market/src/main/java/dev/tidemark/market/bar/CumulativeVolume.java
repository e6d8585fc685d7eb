package dev.tidemark.market.bar;

/// Turns the volume of one trading day so far, which starts at zero, into what was traded since the tick before. Not
/// thread-safe.
///
/// A tick without a volume has none; what was traded meanwhile shows at the next one that has. A volume that falls
/// within a day, which validation reports, gives a negative number, so that the day still adds up to its last volume.
public final class CumulativeVolume {
    private double counted;

    /// What was traded since the last tick that had a volume; NaN for a tick that has none.
    ///
    /// @param soFar volume of the trading day; NaN for null
    public double traded(double soFar) {
        if (Double.isNaN(soFar)) {
            return Double.NaN;
        }
        double traded = soFar - counted;
        counted = soFar;
        return traded;
    }
}
