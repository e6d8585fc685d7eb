package dev.tidemark.market.calendar;

import dev.tidemark.market.ShortHash;
import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which calendar, trading-day rule and sessions belong to an exchange and product. Immutable; start with [#shipped]
/// and
/// add what a lake brings of its own.
public final class Markets {
    /// The sessions of United States equities with pre- and after-market, 04:00 to 20:00 New York.
    public static final String US_EXTENDED = "us-extended";

    private record Entry(String calendarId, String rule) {}

    private static final class ShippedTables {
        static final String HASH = hash();

        private static String hash() {
            List<String> names = new ArrayList<>(Calendars.TABLES);
            names.addAll(List.of("markets.txt", "sessions.txt", "events.txt"));
            StringBuilder text = new StringBuilder();
            for (String name : names) {
                text.append(name).append('\n');
                TableLines.resource(Markets.class, name)
                        .forEach(line -> text.append(line.text()).append('\n'));
            }
            return ShortHash.of(text.toString());
        }
    }

    private static final class Shipped {
        static final Markets MARKETS =
                new Markets(Calendars.shipped(), ShippedSessions.table(), ShippedSessions.events(), entries());

        private static Map<String, Entry> entries() {
            Map<String, Entry> entries = new HashMap<>();
            for (Line line : TableLines.resource(Markets.class, "markets.txt")) {
                String[] words = line.text().split("\\s+", 3);
                for (String exchange : words[0].split(",", -1)) {
                    entries.put(exchange, new Entry(words[1], words[2]));
                }
                entries.putIfAbsent(words[1], new Entry(words[1], words[2]));
            }
            return entries;
        }
    }

    private final Calendars calendars;
    private final SessionTable sessions;
    private final List<SessionEvent> events;
    private final Map<String, Entry> entries;

    private Markets(Calendars calendars, SessionTable sessions, List<SessionEvent> events, Map<String, Entry> entries) {
        this.calendars = calendars;
        this.sessions = sessions;
        this.events = events;
        this.entries = entries;
    }

    /// What comes with the product.
    public static Markets shipped() {
        return Shipped.MARKETS;
    }

    /// The hash of all tables that come with the product: sessions, their exceptions, holidays. Another one means that
    /// trading days or sessions may differ.
    public static String shippedTables() {
        return ShippedTables.HASH;
    }

    /// With a calendar, which replaces one of the same id.
    public Markets with(TradingCalendar calendar) {
        return new Markets(calendars.with(calendar), sessions, events, entries);
    }

    /// With session rows, which win over those of the same exchange and product.
    public Markets with(SessionTable more) {
        return new Markets(calendars, sessions.overriddenBy(more), events, entries);
    }

    /// With events, applied after those already known. An event of a calendar's id is one of all its exchanges.
    public Markets withEvents(List<SessionEvent> more) {
        List<SessionEvent> all = new ArrayList<>(events);
        all.addAll(more);
        return new Markets(calendars, sessions, List.copyOf(all), entries);
    }

    public Calendars calendars() {
        return calendars;
    }

    /// The market of a product, such as `SHFE` and `ru`. Exchanges are matched as written, `SHFE`, `NASDAQ`; a
    /// calendar's
    /// id counts as an exchange.
    ///
    /// @param product product letters, or an empty text where the exchange has none
    /// @return empty for an exchange that is unknown
    public Optional<Market> find(String exchange, String product) {
        Entry entry = entries.get(exchange);
        if (entry == null) {
            return Optional.empty();
        }
        return calendars.find(entry.calendarId()).map(calendar -> market(calendar, entry.rule(), exchange, product));
    }

    /// The market of a calendar, for symbols whose registry row names one. A calendar without a rule of its own has
    /// `local_date`.
    ///
    /// @throws TableException naming the symbol and the calendar if that is unknown
    public Market ofCalendar(String calendarId, String symbol) {
        TradingCalendar calendar = calendars.require(calendarId, symbol);
        Entry entry = entries.getOrDefault(calendarId, new Entry(calendarId, "local_date"));
        return market(calendar, entry.rule(), calendarId, "");
    }

    /// Whether events can name it: an exchange or a calendar that is known, or an entry of the session table.
    public boolean knows(String exchange) {
        return entries.containsKey(exchange)
                || calendars.find(exchange).isPresent()
                || sessions.find(exchange, "").isPresent();
    }

    /// The sessions of an exchange and product: rows of the product, else of the exchange, else the whole day.
    public Sessions sessions(String exchange, String product) {
        return sessions(exchange, product, Set.of(exchange));
    }

    /// @param names exchanges whose events change them
    private Sessions sessions(String exchange, String product, Set<String> names) {
        List<SessionEvent> concerning = events.stream()
                .filter(event -> names.stream().anyMatch(name -> event.concerns(name, product)))
                .toList();
        return sessions.find(exchange, product)
                .map(windows -> new Sessions(windows, concerning))
                .orElseGet(() -> Sessions.WHOLE_DAY.with(concerning));
    }

    private Market market(TradingCalendar calendar, String rule, String exchange, String product) {
        String key = sessions.find(exchange, product).isPresent() ? exchange : calendar.id();
        return new Market(
                calendar,
                TradingDayRule.parse(rule, calendar.zone()),
                sessions(key, product, new TreeSet<>(List.of(key, exchange, calendar.id()))));
    }
}
