package dev.tidemark.market.rule;

import java.util.ArrayList;
import java.util.List;

/// Looks for rows that stand out from the rest of their series.
///
/// - `return_outliers`: returns r = close / close before - 1. `mad`: 0.6745 abs(r - median) / MAD, above the threshold
///   a warning, above 4 an error, above 5 critical; a MAD of 0 is replaced by 1.4826 median(abs r). `zscore`: abs(r -
///   mean) / standard deviation of the sample; error above 3, critical above 4. `iqr`: distance outside the quartiles
///   in interquartile ranges; error above 4.5, critical above 6. A spread of 0 tells nothing.
/// - `volume_spikes`: (volume - mean) / standard deviation of the window of volumes just before; info, above 4 a
///   warning, above 5 an error.
/// - `price_staleness`: unchanged steps in a run of equal prices; above the limit a warning, above 10 an error, above
///   20 critical.
///
/// Imputed bars are left out of all of them, bars that have not ended of volumes and staleness. A score has to be
/// above the threshold to be told, however severe it is.
public final class Anomalies {
    /// Raised when equal bars and settings give other anomalies.
    public static final int VERSION = 1;

    private Anomalies() {}

    /// What stands out, detector by detector, each in stored order.
    ///
    /// @param all a whole series; statistics are of all its rows, anomalies of those from `from` on
    public static List<Anomaly> find(BarBlock all, AnomalySettings settings) {
        List<Anomaly> found = new ArrayList<>();
        if (settings.enabled()) {
            new ReturnOutliers(settings).find(Returns.of(all), all.from(), found);
            new VolumeOutliers(settings).find(all, found);
            new StaleRuns(settings).find(all, found);
        }
        found.removeIf(anomaly -> anomaly.severity().compareTo(settings.reportSeverityThreshold()) < 0);
        return found;
    }
}
