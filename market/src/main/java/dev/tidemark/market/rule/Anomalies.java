package dev.tidemark.market.rule;

import java.util.function.Consumer;

/// Looks for rows that stand out from the rest of their series, block by block in stored order. How a series is cut
/// into blocks changes nothing.
///
/// - `return_outliers`: returns r = close / close before - 1. `mad`: 0.6745 abs(r - median) / MAD, above the threshold
///   a warning, above 4 an error, above 5 critical; a MAD of 0 is replaced by 1.4826 median(abs r). `zscore`: abs(r -
///   mean) / standard deviation of the sample; error above 3, critical above 4. `iqr`: distance outside the quartiles
///   in interquartile ranges; warning above 3, whatever the threshold, error above 4.5, critical above 6. A spread of
///   0 tells nothing. Statistics are of the whole series.
/// - `volume_spikes`: (volume - mean) / standard deviation of the window of volumes just before; info, above 4 a
///   warning, above 5 an error.
/// - `price_staleness`: unchanged steps in a run of equal prices; above the limit a warning, above 10 an error, above
///   20 critical.
///
/// Imputed bars are left out of all of them, bars that have not ended of volumes and staleness. A score has to be
/// above the threshold to be told, however severe it is.
///
/// What is kept is one window of volumes, one bar, and return and time of each bar: 16 bytes a bar, 24 while it ends.
/// For one thread.
public final class Anomalies {
    private final boolean isEnabled;
    private final Consumer<Anomaly> found;
    private final Returns returns = new Returns();
    private final ReturnOutliers outliers;
    private final VolumeOutliers volumes;
    private final StaleRuns runs;

    /// Starts before the first row.
    ///
    /// @param found takes what stands out, of each detector in stored order: volumes and runs as they pass by, returns
    ///              at the end
    public Anomalies(AnomalySettings settings, Consumer<Anomaly> found) {
        this.isEnabled = settings.enabled();
        this.found = anomaly -> {
            if (anomaly.severity().compareTo(settings.reportSeverityThreshold()) >= 0) {
                found.accept(anomaly);
            }
        };
        this.outliers = new ReturnOutliers(settings);
        this.volumes = new VolumeOutliers(settings);
        this.runs = new StaleRuns(settings);
    }

    /// Looks at the next rows of the series. Look-back of a block is left out: it has passed by.
    public void accept(BarBlock block) {
        if (isEnabled) {
            returns.add(block);
            volumes.accept(block, found);
            runs.accept(block, found);
        }
    }

    /// Ends the series. Nothing may follow.
    public void end() {
        if (isEnabled) {
            runs.end(found);
            outliers.find(returns, found);
        }
    }
}
