package dev.tidemark.market.compare;

import dev.tidemark.market.bar.BarValues;
import java.util.Locale;

/// A column of bars that is compared. The lower-case name is the column's.
public enum ComparedColumn {
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    ADJ_CLOSE,
    VOLUME;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    double[] of(BarValues bars) {
        return switch (this) {
            case OPEN -> bars.open();
            case HIGH -> bars.high();
            case LOW -> bars.low();
            case CLOSE -> bars.close();
            case ADJ_CLOSE -> bars.adjClose();
            case VOLUME -> bars.volume();
        };
    }
}
