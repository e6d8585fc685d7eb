package dev.tidemark.sources.parquet;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.market.LocalTimeline;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceRefusedException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the times of a file's rows into those of the dataset, with their day. Not thread-safe.
final class AdoptedTime {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final boolean isLocal;
    private final boolean isDated;
    private final long perSecond;
    private final @Nullable ZoneId zone;
    private final @Nullable TradingDays days;
    private long day;
    private long value;

    /// Starts before the first row.
    ///
    /// @param isDated whether bars are a day or longer, so that their times are dates
    /// @param zone    of local times
    /// @param days    of ticks whose folder names no day
    AdoptedTime(AdoptedColumns columns, boolean isDated, @Nullable ZoneId zone, Optional<TradingDays> days)
            throws SourceRefusedException {
        ColumnType type =
                columns.schema().fields().get(columns.schema().timeIndex()).type();
        this.perSecond =
                type == ColumnType.DATE ? 0 : type == ColumnType.TIMESTAMP ? MICROS_PER_SECOND : NANOS_PER_SECOND;
        this.isDated = isDated;
        this.isLocal = columns.isLocalTime() && perSecond > 0 && !isDated && zone != null;
        this.zone = zone;
        this.days = days.orElse(null);
        if (columns.isLocalTime() && perSecond > 0 && !isDated && zone == null) {
            throw new SourceRefusedException(
                    RefusalReason.ZONE_REQUIRED,
                    "its times name no zone; give the one they are in with --zone, such as --zone UTC");
        }
    }

    /// A timeline of a series with local times, or null.
    @Nullable
    LocalTimeline timeline() {
        return zone != null && isLocal ? new LocalTimeline(zone, Duration.ZERO) : null;
    }

    /// Takes the time of a row.
    ///
    /// @return why it cannot be taken, or null
    @Nullable
    RejectReason take(long stored, @Nullable LocalTimeline timeline) {
        value = stored;
        if (perSecond == 0) {
            day = stored;
            return null;
        }
        if (timeline != null) {
            long second = Math.floorDiv(stored, perSecond);
            long instant = timeline.epochSecond(
                    Math.floorDiv(second, SECONDS_PER_DAY), (int) Math.floorMod(second, SECONDS_PER_DAY));
            if (instant == LocalTimeline.NONEXISTENT) {
                return RejectReason.NONEXISTENT_LOCAL_TIME;
            }
            value = instant * perSecond + Math.floorMod(stored, perSecond);
        }
        if (isDated && Math.floorMod(value, perSecond * SECONDS_PER_DAY) != 0) {
            return RejectReason.BAD_TIME;
        }
        TradingDays finder = days;
        day = finder != null ? finder.tradingDay(value) : Math.floorDiv(value, perSecond * SECONDS_PER_DAY);
        return day == TradingDays.OUTSIDE_CALENDAR ? RejectReason.OUTSIDE_CALENDAR : null;
    }

    /// The day of the last row: the trading day by the calendar, else the UTC date.
    long day() {
        return day;
    }

    /// The value of the dataset's time column.
    long value() {
        return value;
    }
}
