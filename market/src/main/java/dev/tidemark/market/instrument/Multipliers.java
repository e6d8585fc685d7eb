package dev.tidemark.market.instrument;

import java.time.LocalDate;
import java.util.OptionalDouble;

/// Contract multipliers: the value of one quote unit for one contract, such as 5 (tonnes) for `SHFE.cu`. Looked up as
/// [TickSizes] are.
public final class Multipliers {
    private final ContractTerms terms;

    public Multipliers(InstrumentRegistry registry) {
        this.terms = new ContractTerms(registry);
    }

    /// The multiplier of a symbol on a trading day; greater than 0, or empty if nobody knows it.
    public OptionalDouble find(String symbol, LocalDate tradingDay) {
        return terms.find(symbol, tradingDay, Instrument::multiplier, ContractTerms.Terms::multiplier)
                .map(found -> OptionalDouble.of(found.value()))
                .orElse(OptionalDouble.empty());
    }
}
