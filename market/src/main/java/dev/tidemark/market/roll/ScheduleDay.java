package dev.tidemark.market.roll;

/// One row of a schedule: the contract that stands for its product on a trading day, as a whole.
///
/// @param epochDay         the trading day, in days since 1970-01-01
/// @param mainContract     the contract, such as `SHFE.cu2602`
/// @param mainInterest     its open interest on the reference day; NaN when a provider chose it
/// @param nextContract     the best other contract on the reference day; empty when there is none
/// @param nextInterest     its open interest; NaN when there is none
/// @param isSwitch         whether the contract differs from the day before; not on the first day
/// @param segmentId        counts the switches, from 0
public record ScheduleDay(
        long epochDay,
        String mainContract,
        double mainInterest,
        String nextContract,
        double nextInterest,
        boolean isSwitch,
        long segmentId) {}
