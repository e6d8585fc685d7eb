package dev.tidemark.market.roll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A provider's word that a contract stands for its product from a trading day on.
///
/// @param epochDay the first trading day, in days since 1970-01-01
/// @param contract the contract, such as `SHFE.cu2602`; not empty
public record RollEvent(long epochDay, String contract) {
    public RollEvent {
        if (contract.isEmpty()) {
            throw new IllegalArgumentException("an event on day " + epochDay + " names no contract");
        }
    }

    /// Spreads events over trading days. A day takes the last event on or before it; of several events of a day the
    /// last
    /// one given. Days before the first event have no row. Open interest and next contract are unknown.
    ///
    /// @param events      in any order
    /// @param tradingDays days since 1970-01-01, ascending
    public static Schedule expand(List<RollEvent> events, long[] tradingDays) {
        List<RollEvent> ordered = events.stream()
                .sorted(Comparator.comparingLong(RollEvent::epochDay))
                .toList();
        var days = new ArrayList<ScheduleDay>();
        String main = "";
        long segment = -1;
        int next = 0;
        for (long day : tradingDays) {
            String before = main;
            while (next < ordered.size() && ordered.get(next).epochDay() <= day) {
                main = ordered.get(next).contract();
                next++;
            }
            boolean changes = !main.equals(before);
            segment += changes ? 1 : 0;
            if (!main.isEmpty()) {
                boolean isSwitch = changes && !before.isEmpty();
                days.add(new ScheduleDay(day, main, Double.NaN, "", Double.NaN, isSwitch, segment));
            }
        }
        return new Schedule(days);
    }
}
