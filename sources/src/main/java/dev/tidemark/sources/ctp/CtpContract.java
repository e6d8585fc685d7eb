package dev.tidemark.sources.ctp;

import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.market.instrument.Multipliers;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.merge.SeriesRows;
import dev.tidemark.sources.merge.SourceSink;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A contract of one source: where its ticks go, and what the calendar and the registry say of it. For one thread.
final class CtpContract {
    private final String symbol;
    private final SeriesRows rows;
    private final Multipliers multipliers;
    private final @Nullable Market market;
    private final @Nullable TradingDays days;

    private long day = Long.MIN_VALUE;
    private double multiplier = Double.NaN;
    private boolean isExtrapolated;

    private long mismatches;
    private long outside;
    private long extrapolated;

    /// @param market calendar and sessions; empty for an exchange that is not known, whose ticks are not checked
    CtpContract(String symbol, SeriesRows rows, Multipliers multipliers, Optional<Market> market) {
        this.symbol = symbol;
        this.rows = rows;
        this.multipliers = multipliers;
        this.market = market.orElse(null);
        this.days = market.map(Market::tradingDays).orElse(null);
    }

    String symbol() {
        return symbol;
    }

    SeriesRows rows() {
        return rows;
    }

    /// Goes to the trading day of the next row and compares it with the calendar's.
    ///
    /// @param tradingDay epoch day
    /// @param nanos      the row's time
    void look(long tradingDay, long nanos) {
        if (tradingDay != day) {
            day = tradingDay;
            LocalDate date = LocalDate.ofEpochDay(tradingDay);
            multiplier = multipliers.find(symbol, date).orElse(Double.NaN);
            isExtrapolated = market != null && market.calendar().isExtrapolated(date);
        }
        if (days != null) {
            mismatches += days.tradingDay(nanos) == tradingDay ? 0 : 1;
            outside += days.isInSession(nanos) ? 0 : 1;
            extrapolated += isExtrapolated ? 1 : 0;
        }
    }

    /// The multiplier on the trading day; NaN when it is not known.
    double multiplier() {
        return multiplier;
    }

    /// Tells what was found.
    void report(SourceSink sink) {
        sink.finding(FindingCode.TRADING_DAY_MISMATCH, mismatches);
        sink.finding(FindingCode.TICK_OUTSIDE_SESSION, outside);
        sink.finding(FindingCode.CALENDAR_EXTRAPOLATED, extrapolated);
    }
}
