package dev.tidemark.market.bar;

/// The shape of every `bars/<timeframe>` dataset.
public final class BarTable {
    /// Name and type of each column, in their fixed order. Optional columns are null where a source does not deliver
    /// them; `imputed` marks rows that a fill made, `final` is false while a bar's interval is open.
    public static final String COLUMNS = "symbol:string,ts:timestamp,open:double,high:double,low:double,close:double,"
            + "volume:double,open_interest:double,adj_close:double,dividends:double,splits:double,imputed:boolean,"
            + "final:boolean";

    /// The time column.
    public static final String TIME = "ts";

    private BarTable() {}
}
