package dev.tidemark.sources.lean;

import dev.tidemark.market.Timeframe;
import java.util.Optional;

/// How fine the rows of a file are, by the name of its folder.
enum LeanResolution {
    TICK,
    SECOND,
    MINUTE,
    HOUR,
    DAILY;

    /// The resolution of a folder's name, in lower case.
    static Optional<LeanResolution> of(String folder) {
        return Optional.ofNullable(
                switch (folder) {
                    case "tick" -> TICK;
                    case "second" -> SECOND;
                    case "minute" -> MINUTE;
                    case "hour" -> HOUR;
                    case "daily" -> DAILY;
                    default -> null;
                });
    }

    /// Whether a file holds one date, which its name says, in the folder of its ticker. Others hold the whole history
    /// of a ticker.
    boolean isByDate() {
        return switch (this) {
            case TICK, SECOND, MINUTE -> true;
            case HOUR, DAILY -> false;
        };
    }

    /// The length of bars; empty for ticks, and for seconds, which no timeframe is as short as.
    Optional<Timeframe> timeframe() {
        return switch (this) {
            case TICK, SECOND -> Optional.empty();
            case MINUTE -> Optional.of(Timeframe.ofMinutes(1));
            case HOUR -> Optional.of(Timeframe.ofMinutes(60));
            case DAILY -> Optional.of(Timeframe.DAILY);
        };
    }
}
