package dev.tidemark.market.instrument;

import java.time.LocalDate;

/// Tick sizes. Looked up in the registry row of the symbol, then in the registry row of `exchange.product`, then in the
/// shipped table of exchange specifications. Crypto and currency pairs have no shipped tick size.
public final class TickSizes {
    private final ContractTerms terms;

    public TickSizes(InstrumentRegistry registry) {
        this.terms = new ContractTerms(registry);
    }

    /// The tick size of a symbol, such as `SHFE.cu2602`, `KQ.m@SHFE.cu` or `AAPL.US`.
    ///
    /// @param tradingDay the day whose registry row counts
    public TickSize find(String symbol, LocalDate tradingDay) {
        return terms.find(symbol, tradingDay, Instrument::tickSize, ContractTerms.Terms::tickSize)
                .<TickSize>map(found -> new TickSize.Known(symbol, found.value(), found.source()))
                .orElseGet(() -> new TickSize.Unknown(symbol));
    }
}
