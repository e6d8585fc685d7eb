package dev.tidemark.market.rule;

import java.util.Locale;

/// How much of a series had no trade.
///
/// @param zero rows with a volume of 0
/// @param rows all rows
public record ZeroVolumeShare(long zero, long rows) {
    private static final double CRITICAL = 0.5;
    private static final double HIGH = 0.1;
    private static final double MODERATE = 0.01;

    public ZeroVolumeShare {
        if (zero < 0 || zero > rows) {
            throw new IllegalArgumentException(zero + " of " + rows + " rows cannot have no volume");
        }
    }

    /// The fraction of rows without volume, 0 to 1; 0 without a row.
    public double ratio() {
        return rows == 0 ? 0 : (double) zero / rows;
    }

    /// `critical` from a half, `high` from a tenth, `moderate` from a hundredth of the rows, else `low`.
    public String severity() {
        double ratio = ratio();
        if (ratio >= CRITICAL) {
            return "critical";
        }
        if (ratio >= HIGH) {
            return "high";
        }
        return ratio >= MODERATE ? "moderate" : "low";
    }

    /// The ratio with four decimals, such as `0.2857`.
    public String ratioText() {
        return String.format(Locale.ROOT, "%.4f", ratio());
    }

    /// Ratio and severity, such as `zero_volume_ratio 0.2857 zero_volume_severity high`.
    public String text() {
        return "zero_volume_ratio " + ratioText() + " zero_volume_severity " + severity();
    }
}
