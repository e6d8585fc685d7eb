package dev.tidemark.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/// Turns the local times of one series, given in their order, into instants. Not thread-safe: it remembers the row
/// before.
///
/// - A local time that the spring change skips is [#NONEXISTENT].
/// - A local time of the autumn hour that happens twice means its first pass (the offset before the change), until
/// times go back
///   within that hour; from there on it means the second pass. An equal time counts as going back for bars as long as
/// the
///   repeated hour, which holds one such bar a pass.
public final class LocalTimeline {
    /// The answer for a local time that never was.
    public static final long NONEXISTENT = Long.MIN_VALUE;

    private static final long SECONDS_PER_DAY = 86_400;
    private static final long WIDEST_OFFSET = 18 * 3600;

    private final ZoneRules rules;
    private final long barSeconds;

    private long knownDay = Long.MIN_VALUE;
    private long knownOffset;
    private boolean isPlainDay;

    private long overlapId = Long.MIN_VALUE;
    private long lastLocal;
    private boolean isSecondPass;

    /// Starts before the first row of a series.
    ///
    /// @param zone     the zone of the local times
    /// @param interval length of the series' bars
    public LocalTimeline(ZoneId zone, Duration interval) {
        this.rules = zone.getRules();
        this.barSeconds = interval.toSeconds();
    }

    /// The instant of a local time, in seconds since 1970-01-01T00:00Z, or [#NONEXISTENT].
    ///
    /// @param epochDay    local date, in days since 1970-01-01
    /// @param secondOfDay 0 to 86,399
    public long epochSecond(long epochDay, int secondOfDay) {
        if (epochDay != knownDay) {
            look(epochDay);
        }
        long local = epochDay * SECONDS_PER_DAY + secondOfDay;
        return isPlainDay ? local - knownOffset : nearChange(local);
    }

    /// Learns whether the offset can change on a day. Days beside a change count as not plain, which costs time, not
    /// truth.
    private void look(long epochDay) {
        long start = epochDay * SECONDS_PER_DAY;
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(start - WIDEST_OFFSET));
        isPlainDay = next == null || next.toEpochSecond() > start + SECONDS_PER_DAY + WIDEST_OFFSET;
        knownOffset = rules.getOffset(localTime(start)).getTotalSeconds();
        knownDay = epochDay;
    }

    private static LocalDateTime localTime(long local) {
        return LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    }

    private long nearChange(long local) {
        LocalDateTime time = localTime(local);
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        return switch (offsets.size()) {
            case 0 -> NONEXISTENT;
            case 1 -> local - offsets.getFirst().getTotalSeconds();
            default -> twice(local, rules.getTransition(time));
        };
    }

    private long twice(long local, ZoneOffsetTransition change) {
        if (change.toEpochSecond() != overlapId) {
            overlapId = change.toEpochSecond();
            isSecondPass = false;
        } else if (local < lastLocal
                || (local == lastLocal && barSeconds >= -change.getDuration().toSeconds())) {
            isSecondPass = true;
        }
        lastLocal = local;
        return local - (isSecondPass ? change.getOffsetAfter() : change.getOffsetBefore()).getTotalSeconds();
    }
}
