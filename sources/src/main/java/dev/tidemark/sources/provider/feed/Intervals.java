package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a provider writes the lengths of bars that it has.
record Intervals(SortedMap<Timeframe, String> names) {
    Intervals {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    static Intervals of(Map<Timeframe, String> names) {
        return new Intervals(new TreeMap<>(names));
    }

    /// Shorter before longer.
    List<Timeframe> timeframes() {
        return List.copyOf(names.keySet());
    }

    String of(Timeframe timeframe) throws ProviderException {
        String name = names.get(timeframe);
        if (name == null) {
            throw new ProviderException(Fault.NOT_OFFERED, "no bars of " + timeframe + "; there are " + names.keySet());
        }
        return name;
    }
}
