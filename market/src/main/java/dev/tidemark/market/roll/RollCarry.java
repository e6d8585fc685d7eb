package dev.tidemark.market.roll;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that the next day of a schedule depends on.
public final class RollCarry {
    private static final RollCarry START = new RollCarry(null, "", -1);

    private final @Nullable DayInterest reference;
    private final String mainContract;
    private final long segmentId;

    private RollCarry(@Nullable DayInterest reference, String mainContract, long segmentId) {
        this.reference = reference;
        this.mainContract = mainContract;
        this.segmentId = segmentId;
    }

    /// Before the first day.
    public static RollCarry start() {
        return START;
    }

    /// Behind a day.
    ///
    /// @param reference the day's open interest
    /// @param day       its row of the schedule
    /// @throws IllegalArgumentException when the two are not of one day
    public static RollCarry after(DayInterest reference, ScheduleDay day) {
        if (reference.epochDay() != day.epochDay()) {
            throw new IllegalArgumentException("open interest of day " + reference.epochDay()
                    + " is not that of the schedule's day " + day.epochDay());
        }
        return new RollCarry(reference, day.mainContract(), day.segmentId());
    }

    /// Open interest of the day before; empty at the start.
    public Optional<DayInterest> reference() {
        return Optional.ofNullable(reference);
    }

    /// The contract of the day before; empty at the start.
    public String mainContract() {
        return mainContract;
    }

    /// The segment of the day before; -1 at the start.
    public long segmentId() {
        return segmentId;
    }
}
