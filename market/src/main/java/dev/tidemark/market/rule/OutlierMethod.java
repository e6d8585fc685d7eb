package dev.tidemark.market.rule;

import java.util.Locale;

/// How returns that stand out are told.
public enum OutlierMethod {
    /// Distance from the median in median absolute deviations, scaled like a standard deviation.
    MAD(4, 5),
    /// Distance from the mean in standard deviations of the sample.
    ZSCORE(3, 4),
    /// Distance outside the quartiles in interquartile ranges.
    IQR(4.5, 6);

    /// Interquartile ranges outside the quartiles from which on a value stands out.
    private static final double FAR_OUT = 3;

    private final double error;
    private final double critical;

    OutlierMethod(double error, double critical) {
        this.error = error;
        this.critical = critical;
    }

    /// The name in options and reports, such as `mad`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The score above which a value stands out.
    ///
    /// @param threshold what the settings say; for quartiles it is fixed
    double least(double threshold) {
        return this == IQR ? FAR_OUT : threshold;
    }

    /// The severity of a score that is above the threshold.
    Severity severity(double score) {
        if (score > critical) {
            return Severity.CRITICAL;
        }
        return score > error ? Severity.ERROR : Severity.WARNING;
    }
}
