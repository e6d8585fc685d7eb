package dev.tidemark.sources;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.calendar.Sessions;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.market.instrument.Instrument;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.instrument.Symbols;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Says which market's calendar and sessions a series follows. Immutable, thread-safe.
///
/// In this order: the symbol's row in the registry (its calendar, or its exchange and product); what the series
/// records of itself (`calendar`, `asset_class`); the form of the symbol (`SHFE.ru2405`, `AAPL.US`); the hint of
/// whoever asks, such as a provider's own calendar. A row without product has the product that the symbol says. `none`
/// as a calendar means that it has none.
public final class SeriesMarkets {
    /// The series attribute that names its calendar.
    public static final String CALENDAR = "calendar";
    /// The series attribute that names its asset class.
    public static final String ASSET_CLASS = "asset_class";

    private static final String VENUE = "market";
    private static final String NO_CALENDAR = "none";
    private static final String EXTENDED = "extended";
    private static final String US = "us";
    private static final String SESSION = "session";
    private static final Map<String, String> OF_TICKER =
            Map.of("US", US, "UK", "uk", "DE", "de", "PL", "pl", "JP", "jp", "HK", "hk", "HU", "hu", "V", "24x7");

    private final Markets markets;
    private final InstrumentRegistry registry;
    private final String tables;
    /// The calendar that every series follows; empty for each its own.
    private final String common;

    /// @param tables what the calendars and sessions are, as a text: another one means that expected bars may differ
    public SeriesMarkets(Markets markets, InstrumentRegistry registry, String tables) {
        this(markets, registry, tables, "");
    }

    private SeriesMarkets(Markets markets, InstrumentRegistry registry, String tables, String common) {
        this.markets = markets;
        this.registry = registry;
        this.tables = tables;
        this.common = common;
    }

    /// These markets, but every series follows one calendar, whatever else is known of it.
    ///
    /// @param calendar id of a calendar or an exchange, or `none`
    public SeriesMarkets allFollowing(String calendar) {
        return new SeriesMarkets(markets, registry, tables, calendar);
    }

    /// What a series records of itself, and its dataset's identity where it records nothing else.
    public static SortedMap<String, String> attributes(Snapshot head, Series series) {
        SortedMap<String, String> attributes = new TreeMap<>();
        head.dataset(series.key().dataset())
                .map(DatasetRecord::identity)
                .ifPresent(identity -> attributes.putAll(identity));
        attributes.putAll(series.attributes());
        return attributes;
    }

    /// The calendars that come with the product, and no registry.
    public static SeriesMarkets shipped() {
        return new SeriesMarkets(Markets.shipped(), InstrumentRegistry.EMPTY, Markets.shippedTables());
    }

    /// What the calendars and sessions are, as a text for digests.
    public String tables() {
        return tables;
    }

    public Markets markets() {
        return markets;
    }

    public InstrumentRegistry registry() {
        return registry;
    }

    /// The market of a series; empty for one without calendar.
    ///
    /// @param attributes of the series and of its dataset, the latter for `session`
    /// @param hint       calendar or exchange of those that nothing else is known of; may be empty
    /// @throws dev.tidemark.market.TableException when the registry or the series names a calendar that is not known
    public Optional<Market> of(SeriesKey key, Map<String, String> attributes, String hint) {
        return find(key, attributes, hint).map(market -> withSession(market, attributes));
    }

    private Optional<Market> find(SeriesKey key, Map<String, String> attributes, String hint) {
        String symbol = key.symbol();
        if (!common.isEmpty()) {
            return named(common, Symbols.productOf(symbol), symbol);
        }
        Optional<Instrument> row = registry.find(symbol, LocalDate.MAX);
        String product =
                row.map(Instrument::product).filter(text -> !text.isEmpty()).orElseGet(() -> Symbols.productOf(symbol));
        String calendar =
                row.map(Instrument::calendar).filter(id -> !id.isEmpty()).orElse("");
        if (calendar.isEmpty()) {
            calendar = attributes.getOrDefault(CALENDAR, "");
        }
        if (!calendar.isEmpty()) {
            return named(calendar, product, symbol);
        }
        Optional<Market> ofExchange =
                row.filter(r -> !r.exchange().isEmpty()).flatMap(r -> markets.find(r.exchange(), product));
        if (ofExchange.isPresent()) {
            return ofExchange;
        }
        String assetClass = row.flatMap(Instrument::assetClass)
                .map(AssetClass::text)
                .orElse(attributes.getOrDefault(ASSET_CLASS, ""));
        return ofClass(assetClass)
                .or(() -> ofVenue(attributes.getOrDefault(VENUE, "")))
                .or(() -> ofSymbol(symbol))
                .or(() -> hint.isEmpty() ? Optional.empty() : named(hint, product, symbol));
    }

    private Optional<Market> named(String calendar, String product, String symbol) {
        if (calendar.equals(NO_CALENDAR)) {
            return Optional.empty();
        }
        return Optional.of(markets.find(calendar, product).orElseGet(() -> markets.ofCalendar(calendar, symbol)));
    }

    private Optional<Market> ofClass(String assetClass) {
        return switch (assetClass.toLowerCase(Locale.ROOT)) {
            case "crypto" -> markets.find("24x7", "");
            case "forex" -> markets.find("forex", "");
            default -> Optional.empty();
        };
    }

    /// Where LEAN files come from: `usa`, `cme`.
    private Optional<Market> ofVenue(String venue) {
        return markets.find(venue.equals("usa") ? US : venue.toUpperCase(Locale.ROOT), "");
    }

    private Optional<Market> ofSymbol(String symbol) {
        Optional<Market> contract = markets.find(Symbols.exchangeOf(symbol), Symbols.productOf(symbol));
        if (contract.isPresent()) {
            return contract;
        }
        int dot = symbol.lastIndexOf('.');
        String calendar = dot < 0 ? null : OF_TICKER.get(symbol.substring(dot + 1));
        return calendar == null ? Optional.empty() : markets.find(calendar, "");
    }

    private Market withSession(Market market, Map<String, String> attributes) {
        boolean isExtended = attributes.getOrDefault(SESSION, "").equals(EXTENDED)
                && market.calendar().id().equals(US);
        if (!isExtended) {
            return market;
        }
        Sessions extended = markets.sessions(Markets.US_EXTENDED, "");
        return market.withSessions(extended);
    }
}
