package dev.tidemark.market.roll;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/// Rolls to the contract with the most open interest, as soon as it has clearly more than the main contract.
///
/// The reference of a day is the previous day that there is; of the first day the day itself. The main contract changes
/// when it is absent from the reference, or when the top contract's open interest is above threshold times the main
/// contract's. Among equals the nearest delivery comes first. A change holds for the whole day.
///
/// @param threshold how much more open interest the new contract needs, as a ratio new/old; 1.1 means above 10 % more
public record OpenInterestRule(double threshold) {
    public static final double DEFAULT_THRESHOLD = 1.1;

    public OpenInterestRule {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not a number above 0");
        }
    }

    /// What some days give.
    ///
    /// @param days  a row a day
    /// @param stale days whose reference was too old
    /// @param carry where to go on
    public record Result(List<ScheduleDay> days, List<StaleReference> stale, RollCarry carry) {
        public Result {
            days = List.copyOf(days);
            stale = List.copyOf(stale);
        }
    }

    /// Decides days. Going on from a result's carry gives the rows that all days at once give.
    ///
    /// @param carry              [RollCarry#start()], or where earlier days ended
    /// @param days               days ascending, as [DayInterest#gather] gives them, without empty ones
    /// @param previousTradingDay gives the trading day directly before a trading day, in days since 1970-01-01
    /// @throws IllegalArgumentException when days do not ascend, or one is empty
    public Result decide(RollCarry carry, List<DayInterest> days, LongUnaryOperator previousTradingDay) {
        var rows = new ArrayList<ScheduleDay>(days.size());
        var stale = new ArrayList<StaleReference>();
        RollCarry before = carry;
        for (DayInterest day : days) {
            before.reference().ifPresent(reference -> {
                long expected = previousTradingDay.applyAsLong(day.epochDay());
                if (reference.epochDay() < expected) {
                    stale.add(new StaleReference(day.epochDay(), reference.epochDay(), expected));
                }
            });
            ScheduleDay row = decide(before, day);
            rows.add(row);
            before = RollCarry.after(day, row);
        }
        return new Result(rows, stale, before);
    }

    private ScheduleDay decide(RollCarry before, DayInterest day) {
        DayInterest reference = reference(before, day);
        Comparator<Map.Entry<String, Double>> order = bestFirst(reference.epochDay());
        Map.Entry<String, Double> main = main(reference, order, before.mainContract());
        Optional<Map.Entry<String, Double>> next = best(reference, order, main.getKey());
        boolean changes = !main.getKey().equals(before.mainContract());
        return new ScheduleDay(
                day.epochDay(),
                main.getKey(),
                main.getValue(),
                next.map(Map.Entry::getKey).orElse(""),
                next.map(Map.Entry::getValue).orElse(Double.NaN),
                changes && before.reference().isPresent(),
                before.segmentId() + (changes ? 1 : 0));
    }

    private static DayInterest reference(RollCarry before, DayInterest day) {
        if (day.bySymbol().isEmpty()) {
            throw new IllegalArgumentException(
                    LocalDate.ofEpochDay(day.epochDay()) + " has no open interest, so it is no day of a schedule");
        }
        DayInterest reference = before.reference().orElse(day);
        if (before.reference().isPresent() && reference.epochDay() >= day.epochDay()) {
            throw new IllegalArgumentException("days ascend; " + LocalDate.ofEpochDay(day.epochDay())
                    + " does not follow " + LocalDate.ofEpochDay(reference.epochDay()));
        }
        return reference;
    }

    private Map.Entry<String, Double> main(
            DayInterest reference, Comparator<Map.Entry<String, Double>> order, String before) {
        Map.Entry<String, Double> top = best(reference, order, "").orElseThrow();
        Double kept = reference.bySymbol().get(before);
        return kept == null || top.getValue() > threshold * kept ? top : Map.entry(before, kept);
    }

    private static Comparator<Map.Entry<String, Double>> bestFirst(long epochDay) {
        Comparator<Map.Entry<String, Double>> most =
                Map.Entry.<String, Double>comparingByValue().reversed();
        return most.thenComparing(Map.Entry.comparingByKey(new ContractOrder(epochDay)));
    }

    private static Optional<Map.Entry<String, Double>> best(
            DayInterest day, Comparator<Map.Entry<String, Double>> order, String except) {
        return day.bySymbol().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(except))
                .min(order);
    }
}
