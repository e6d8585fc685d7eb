package dev.tidemark.market.roll;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Open interest of a product's contracts on one trading day.
///
/// @param epochDay   the trading day, in days since 1970-01-01
/// @param bySymbol   open contracts by symbol, such as `SHFE.cu2402`; not NaN
public record DayInterest(long epochDay, SortedMap<String, Double> bySymbol) {
    public DayInterest {
        bySymbol = Collections.unmodifiableSortedMap(new TreeMap<>(bySymbol));
        bySymbol.forEach((symbol, interest) -> {
            if (symbol.isEmpty() || interest.isNaN()) {
                throw new IllegalArgumentException("open interest " + interest + " of '" + symbol + "' says nothing");
            }
        });
    }

    /// Gathers rows of a daily table, in any order: the maximum of each day and symbol. Rows without open interest say
    /// nothing, so a day of such rows only is left out.
    ///
    /// @param epochDays    trading days, in days since 1970-01-01
    /// @param symbols      contracts of one product
    /// @param openInterest open contracts, NaN for null
    /// @return days ascending
    public static List<DayInterest> gather(long[] epochDays, String[] symbols, double[] openInterest) {
        if (epochDays.length != symbols.length || epochDays.length != openInterest.length) {
            throw new IllegalArgumentException("columns of " + epochDays.length + ", " + symbols.length + " and "
                    + openInterest.length + " rows are no table");
        }
        var days = new TreeMap<Long, SortedMap<String, Double>>();
        for (int i = 0; i < epochDays.length; i++) {
            if (!Double.isNaN(openInterest[i])) {
                days.computeIfAbsent(epochDays[i], day -> new TreeMap<>())
                        .merge(symbols[i], openInterest[i], Math::max);
            }
        }
        return days.entrySet().stream()
                .map(day -> new DayInterest(day.getKey(), day.getValue()))
                .toList();
    }
}
