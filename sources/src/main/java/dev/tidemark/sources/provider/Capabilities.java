package dev.tidemark.sources.provider;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a provider delivers, and how much may be asked.
///
/// @param timeframes   the lengths of bars
/// @param adjustment   what prices are adjusted for
/// @param session      hours of intraday bars: `regular` or `extended`
/// @param assetClass   what its symbols are unless the registry or the user says otherwise
/// @param calendar     the calendar of its symbols unless the registry says otherwise, such as `us` or `24x7`
/// @param history      how far back it goes, by timeframe; without an entry to its own beginning
/// @param barsPerCall  steps of the timeframe that one request's window may span; [Integer#MAX_VALUE] for any
/// @param symbolsPerCall symbols that one call can ask for
/// @param rate         how many calls it takes
/// @param retry        how patient to be
/// @param needsKey     whether it answers only those who have a key
/// @param about        one line for people: what, and where its documentation is
public record Capabilities(
        List<Timeframe> timeframes,
        Adjustment adjustment,
        String session,
        AssetClass assetClass,
        String calendar,
        Map<Timeframe, Duration> history,
        int barsPerCall,
        int symbolsPerCall,
        RateLimit rate,
        RetryRule retry,
        boolean needsKey,
        String about) {
    public Capabilities {
        timeframes = List.copyOf(timeframes);
        history = Map.copyOf(history);
    }

    /// A provider of regular sessions, one symbol a call, with the usual patience and no limit of history.
    public static Capabilities of(
            List<Timeframe> timeframes,
            Adjustment adjustment,
            AssetClass assetClass,
            String calendar,
            int barsPerCall,
            RateLimit rate,
            boolean needsKey,
            String about) {
        return new Capabilities(
                timeframes,
                adjustment,
                "regular",
                assetClass,
                calendar,
                Map.of(),
                barsPerCall,
                1,
                rate,
                RetryRule.USUAL,
                needsKey,
                about);
    }

    /// With limits of history.
    public Capabilities reachingBack(Map<Timeframe, Duration> limits) {
        return new Capabilities(
                timeframes,
                adjustment,
                session,
                assetClass,
                calendar,
                limits,
                barsPerCall,
                symbolsPerCall,
                rate,
                retry,
                needsKey,
                about);
    }

    /// With another patience.
    public Capabilities withRetry(RetryRule other) {
        return new Capabilities(
                timeframes,
                adjustment,
                session,
                assetClass,
                calendar,
                history,
                barsPerCall,
                symbolsPerCall,
                rate,
                other,
                needsKey,
                about);
    }

    /// With another limit of calls.
    public Capabilities withRate(RateLimit other) {
        return new Capabilities(
                timeframes,
                adjustment,
                session,
                assetClass,
                calendar,
                history,
                barsPerCall,
                symbolsPerCall,
                other,
                retry,
                needsKey,
                about);
    }

    /// How far back bars of a length go; empty for no known limit.
    public Optional<Duration> historyOf(Timeframe timeframe) {
        return Optional.ofNullable(history.get(timeframe));
    }
}
