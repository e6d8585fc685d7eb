package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarRequest;
import java.time.LocalDate;

/// The dates that the bars of a request are made of, whole bars: weekly ones from a Monday to a Sunday, so that a
/// provider that cuts by date never makes a bar of half a week.
///
/// @param first the first date
/// @param last  the last date, inclusive
record WholeBars(LocalDate first, LocalDate last) {
    static WholeBars of(BarRequest request) {
        Timeframe timeframe = request.timeframe();
        return new WholeBars(timeframe.startOfBar(request.firstDate()), endOfBar(timeframe, request.lastDate()));
    }

    private static LocalDate endOfBar(Timeframe timeframe, LocalDate date) {
        LocalDate start = timeframe.startOfBar(date);
        return switch (timeframe.unit()) {
            case MINUTE, DAY -> start;
            case WEEK -> start.plusDays(6);
            case MONTH -> start.plusMonths(1).minusDays(1);
        };
    }
}
