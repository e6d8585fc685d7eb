package dev.tidemark.market.instrument;

import dev.tidemark.market.Timeframe;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// One row of the registry: what is known of a symbol from a day on. Columns nobody knows are kept. Texts that are not
/// given are empty.
public final class Instrument {
    /// The columns with a meaning, in the order in which a new registry is written.
    public static final List<String> COLUMNS = List.of(
            "symbol",
            "asset_class",
            "exchange",
            "product",
            "name",
            "isin",
            "currency",
            "quote_unit",
            "tick_size",
            "multiplier",
            "calendar",
            "session",
            "zone",
            "timeframes",
            "provider",
            "provider_symbol",
            "stooq_ticker",
            "tags",
            "active",
            "scheduled",
            "update_frequency",
            "allow_negative_price",
            "valid_from");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");
    private static final List<String> FREQUENCIES = List.of("", "15min", "daily");

    private final Map<String, String> columns;
    private final String symbol;
    private final LocalDate validFrom;
    private final OptionalDouble tickSize;
    private final OptionalDouble multiplier;

    private Instrument(Map<String, String> columns) {
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.symbol = Symbols.requireValid(text("symbol"));
        this.validFrom = date("valid_from");
        this.tickSize = positive("tick_size");
        this.multiplier = positive("multiplier");
        requireReadable();
    }

    /// An instrument of column texts.
    ///
    /// @param columns text by column, in the order of the registry
    /// @throws IllegalArgumentException naming the column and the value that is not understood
    public static Instrument of(Map<String, String> columns) {
        return new Instrument(columns);
    }

    private void requireReadable() {
        assetClass();
        zone();
        timeframes();
        flag("active", true);
        flag("scheduled", false);
        flag("allow_negative_price", false);
        if (!FREQUENCIES.contains(updateFrequency())) {
            throw unreadable("update_frequency", "expected 15min or daily");
        }
    }

    /// All columns as they were read, the unknown ones too.
    public Map<String, String> columns() {
        return columns;
    }

    public String symbol() {
        return symbol;
    }

    public Optional<AssetClass> assetClass() {
        String text = text("asset_class");
        return text.isEmpty() ? Optional.empty() : Optional.of(AssetClass.parse(text));
    }

    public String exchange() {
        return text("exchange");
    }

    public String product() {
        return text("product");
    }

    public String name() {
        return text("name");
    }

    public String isin() {
        return text("isin");
    }

    public String currency() {
        return text("currency");
    }

    /// The unit prices are written in: a currency code, or `GBX`, a hundredth of a pound.
    public String quoteUnit() {
        return text("quote_unit");
    }

    /// The smallest step of a price, in the quote unit; greater than 0.
    public OptionalDouble tickSize() {
        return tickSize;
    }

    /// The value of one quote unit for one contract; greater than 0.
    public OptionalDouble multiplier() {
        return multiplier;
    }

    /// The id of its calendar.
    public String calendar() {
        return text("calendar");
    }

    public String session() {
        return text("session");
    }

    public Optional<ZoneId> zone() {
        String text = text("zone");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            throw unreadable("zone", "expected a zone such as America/New_York");
        }
    }

    public List<Timeframe> timeframes() {
        return list("timeframes").stream().map(Timeframe::parse).toList();
    }

    public String provider() {
        return text("provider");
    }

    public String providerSymbol() {
        return text("provider_symbol");
    }

    public String stooqTicker() {
        return text("stooq_ticker");
    }

    public List<String> tags() {
        return list("tags");
    }

    /// Whether it is still followed; true unless said otherwise.
    public boolean isActive() {
        return flag("active", true);
    }

    /// Whether the scheduler polls it; false unless said otherwise.
    public boolean isScheduled() {
        return flag("scheduled", false);
    }

    /// `15min`, `daily` or empty.
    public String updateFrequency() {
        return text("update_frequency");
    }

    /// Whether prices of 0 and below are real; false unless said otherwise.
    public boolean allowsNegativePrice() {
        return flag("allow_negative_price", false);
    }

    /// The first trading day this row holds for; [LocalDate#MIN] if it has always held.
    public LocalDate validFrom() {
        return validFrom;
    }

    private String text(String column) {
        return columns.getOrDefault(column, "").strip();
    }

    private List<String> list(String column) {
        return Arrays.stream(text(column).split(";", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private boolean flag(String column, boolean otherwise) {
        return switch (text(column)) {
            case "" -> otherwise;
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default -> throw unreadable(column, "expected true or false");
        };
    }

    private OptionalDouble positive(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : 0;
        if (number <= 0) {
            throw unreadable(column, "expected a number above 0, such as 0.25");
        }
        return OptionalDouble.of(number);
    }

    private LocalDate date(String column) {
        String text = text(column);
        try {
            return text.isEmpty() ? LocalDate.MIN : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw unreadable(column, "expected a date YYYY-MM-DD");
        }
    }

    private IllegalArgumentException unreadable(String column, String expected) {
        return new IllegalArgumentException(column + " '" + text(column) + "': " + expected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Instrument instrument && columns.equals(instrument.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return "Instrument" + columns;
    }
}
