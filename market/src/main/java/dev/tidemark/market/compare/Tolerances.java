package dev.tidemark.market.compare;

/// From which relative difference on two values count as different: `|a − b| > tolerance · max(|a|, |b|)`.
///
/// @param price  of price columns; 0.005 is half a per cent
/// @param volume of the volume
public record Tolerances(double price, double volume) {
    /// Half a per cent of prices, a tenth of volumes.
    public static final Tolerances DEFAULT = new Tolerances(0.005, 0.1);

    public Tolerances {
        if (!(price >= 0 && volume >= 0)) {
            throw new IllegalArgumentException("tolerances of " + price + " and " + volume + "; expected 0 or more");
        }
    }

    double of(ComparedColumn column) {
        return switch (column) {
            case OPEN, HIGH, LOW, CLOSE, ADJ_CLOSE -> price;
            case VOLUME -> volume;
        };
    }
}
