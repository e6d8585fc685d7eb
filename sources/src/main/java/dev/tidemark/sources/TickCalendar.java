package dev.tidemark.sources;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;

/// Which market's trading days the ticks of a general format belong to.
public final class TickCalendar {
    private TickCalendar() {}

    /// The market of a calendar or exchange, else that of an asset class.
    ///
    /// @param markets    the calendars that there are, the user's own among them
    /// @param calendar   such as `us`, `24x7` or `CME`; empty: by asset class
    /// @param assetClass `crypto` and `forex` have a calendar; may be empty
    /// @throws TidemarkException `USAGE` when neither says which, or for a calendar that is not known
    public static Market market(Markets markets, String calendar, String assetClass) {
        String id = calendar.isEmpty() ? ofClass(assetClass) : calendar;
        try {
            return markets.find(id, "").orElseGet(() -> markets.ofCalendar(id, "the import"));
        } catch (TableException e) {
            throw new TidemarkException(ErrorCode.USAGE, "--calendar " + id + ": " + e.getMessage(), e);
        }
    }

    private static String ofClass(String assetClass) {
        return switch (assetClass) {
            case "crypto" -> "24x7";
            case "forex" -> "forex";
            default ->
                throw new TidemarkException(
                        ErrorCode.USAGE,
                        "calendar_required: ticks belong to trading days; give --calendar, such as us, CME or 24x7, or"
                                + " --asset-class crypto or forex");
        };
    }
}
