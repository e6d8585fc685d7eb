package dev.tidemark.sources.lean;

import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.calendar.TradingDays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Says the trading days of ticks. Those of equities, indices and crypto are the date of their file, which is the local
/// one of the exchange, or UTC. Futures follow their exchange, forex and contracts for difference the week of New York.
/// A futures exchange that no calendar is known of has the date of the file.
final class LeanCalendars {
    private static final String NEW_YORK_WEEK = "forex";
    private static final String CHICAGO = "CME";

    /// American exchanges without a calendar of their own, whose day begins with that of Chicago.
    private static final Set<String> AS_CHICAGO = Set.of("cfe", "ice", "nyseliffe");

    private LeanCalendars() {}

    /// A finder of trading days; empty where the day is the file's date.
    static Optional<TradingDays> of(Markets markets, LeanPath path) {
        if (!path.isTicks()) {
            return Optional.empty();
        }
        Optional<Market> market = switch (path.assetClass()) {
            case EQUITY, INDEX, CRYPTO, CRYPTOFUTURE -> Optional.empty();
            case FUTURE -> markets.find(exchange(path.market()), path.ticker().toUpperCase(Locale.ROOT));
            case FOREX, CFD -> markets.find(NEW_YORK_WEEK, "");
        };
        return market.map(Market::tradingDays);
    }

    private static String exchange(String market) {
        return AS_CHICAGO.contains(market) ? CHICAGO : market.toUpperCase(Locale.ROOT);
    }
}
