package dev.tidemark.market.calendar;

import dev.tidemark.market.TableException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Calendars by id. Immutable.
///
/// Shipped: `us`, `uk`, `de`, `nl`, `be`, `fr`, `ch`, `pl`, `ca`, `jp`, `hk`, `hu` (equities), `SHFE`, `INE`, `DCE`,
/// `CZCE`,
/// `CFFEX` (Chinese futures), `CME`, `forex` and `24x7`. Each table states its source and the span it knows.
public final class Calendars {
    /// The tables that are shipped.
    static final List<String> TABLES = List.of(
            "cn.txt",
            "us.txt",
            "uk.txt",
            "de.txt",
            "euronext.txt",
            "ch.txt",
            "pl.txt",
            "ca.txt",
            "jp.txt",
            "hk.txt",
            "hu.txt",
            "cme.txt",
            "forex.txt");

    private static final class Shipped {
        static final Calendars CALENDARS = load();

        private static Calendars load() {
            Map<String, TradingCalendar> byId = new LinkedHashMap<>();
            for (String table : TABLES) {
                CalendarScript.shipped(table).forEach(calendar -> byId.put(calendar.id(), calendar));
            }
            byId.put("24x7", TradingCalendar.ofEveryDay("24x7", ZoneOffset.UTC));
            return new Calendars(byId);
        }
    }

    private final Map<String, TradingCalendar> byId;

    private Calendars(Map<String, TradingCalendar> byId) {
        this.byId = byId;
    }

    /// The calendars that come with the product.
    public static Calendars shipped() {
        return Shipped.CALENDARS;
    }

    /// These calendars and another one, which replaces one of the same id.
    public Calendars with(TradingCalendar calendar) {
        Map<String, TradingCalendar> more = new LinkedHashMap<>(byId);
        more.put(calendar.id(), calendar);
        return new Calendars(more);
    }

    public Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    public Optional<TradingCalendar> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The calendar of a symbol.
    ///
    /// @throws TableException naming the symbol and the id if there is no such calendar
    public TradingCalendar require(String id, String symbol) {
        return find(id).orElseThrow(() -> new TableException("calendar '" + id + "' of symbol " + symbol
                + " is unknown; known are " + String.join(", ", byId.keySet()) + ", and calendars of your own"));
    }
}
