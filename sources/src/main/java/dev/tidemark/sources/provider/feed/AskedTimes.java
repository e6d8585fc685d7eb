package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.ProviderException;
import java.time.Instant;
import java.time.LocalDate;

/// When the bars of an answer may begin. A provider is often asked for more than was wanted, and may add a bar at the
/// edges of that; anything else is not the answer to the question.
///
/// @param request     what was wanted
/// @param earliest    first start that can be true, microseconds since 1970-01-01T00:00Z
/// @param latest      last start that can be true
/// @param gridMinutes intraday bars begin at multiples of so many minutes of the day in UTC
record AskedTimes(BarRequest request, long earliest, long latest, int gridMinutes) {
    private static final long MICROS_PER_MINUTE = 60_000_000L;

    /// Of a question for instants; a bar more on either side is taken.
    static AskedTimes between(BarRequest request, Instant from, Instant to, int gridMinutes) {
        long bar = request.timeframe().interval().toSeconds();
        return new AskedTimes(
                request, BarTimes.micros(from.minusSeconds(bar)), BarTimes.micros(to.plusSeconds(bar)), gridMinutes);
    }

    /// Of a question for dates, both inclusive; a bar more on either side is taken.
    static AskedTimes between(BarRequest request, LocalDate first, LocalDate last) {
        long days = request.timeframe().interval().toDays();
        return new AskedTimes(request, BarTimes.micros(first.minusDays(days)), BarTimes.micros(last.plusDays(days)), 1);
    }

    /// Whether a bar that begins then was wanted.
    boolean wants(long micros) throws ProviderException {
        if (micros < earliest || micros > latest) {
            throw Answers.bad("a bar of " + BarTimes.instant(micros) + " although " + request.from() + " to "
                    + request.to() + " was asked for");
        }
        if (request.timeframe().isIntraday() && Math.floorMod(micros, gridMinutes * MICROS_PER_MINUTE) != 0) {
            throw Answers.bad(
                    "a bar of " + BarTimes.instant(micros) + ", where none of " + request.timeframe() + " begins");
        }
        return request.holds(micros);
    }
}
