package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.ProviderException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A chart of Yahoo's: a row a timestamp, as columns.
///
/// Times of daily and longer bars are the exchange's open or midnight; what counts is their date there. A row whose
/// prices are all null is Yahoo's mark of a bar that it does not have.
///
/// While a market is open, and until Yahoo has closed its books, the last row may be the last trade, at its time: of
/// intraday bars it is left out, of a day it is the better row of two, of a week or month it is the day that the row
/// before lacks, or has already, when both close alike.
final class YahooChart {
    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int ADJ_CLOSE = 5;
    private static final String[] COLUMNS = {"open", "high", "low", "close", "volume"};
    private static final int LATE_HOUR = 22;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final Set<String> HOUR = Set.of("1h", "60m");

    private final Timeframe timeframe;
    private final ZoneId zone;
    private final long lastTrade;
    private final JsonNode events;
    private final long[] seconds;
    private final double[][] values;
    private int size;

    private YahooChart(Timeframe timeframe, JsonNode result, double[][] values, long[] seconds)
            throws ProviderException {
        JsonNode meta = Answers.member(result, "meta");
        this.timeframe = timeframe;
        this.zone = BarTimes.zone(Answers.text(Answers.member(meta, "exchangeTimezoneName"), "the zone"));
        this.lastTrade = meta.hasNonNull("regularMarketTime")
                ? Answers.whole(meta.get("regularMarketTime"), "the time of the last trade")
                : Long.MIN_VALUE;
        this.events = result.path("events");
        if (!events.isMissingNode() && !events.isObject()) {
            throw Answers.bad("the events are no object");
        }
        this.seconds = seconds;
        this.values = values;
        this.size = seconds.length;
    }

    /// Reads one result.
    ///
    /// @param interval the length of bars in Yahoo's words, which the answer has to repeat
    static YahooChart of(JsonNode result, BarRequest request, String interval) throws ProviderException {
        JsonNode meta = Answers.member(result, "meta");
        String symbol = Answers.text(Answers.member(meta, "symbol"), "the symbol");
        if (!symbol.equalsIgnoreCase(request.symbol())) {
            throw Answers.bad("bars of " + symbol);
        }
        String granularity = Answers.text(Answers.member(meta, "dataGranularity"), "the granularity");
        if (!granularity.equals(interval) && !(HOUR.contains(interval) && HOUR.contains(granularity))) {
            throw Answers.bad("bars of " + granularity + " instead of " + interval);
        }
        JsonNode indicators = Answers.member(result, "indicators");
        JsonNode quote = only(Answers.member(indicators, "quote"), "quote");
        if (!result.has("timestamp")) {
            if (!quote.isEmpty()) {
                throw Answers.bad("prices without times");
            }
            return new YahooChart(request.timeframe(), result, new double[COLUMNS.length + 1][0], new long[0]);
        }
        long[] seconds = seconds(Answers.array(Answers.member(result, "timestamp"), "timestamp"));
        double[][] values = new double[COLUMNS.length + 1][];
        for (int column = 0; column < COLUMNS.length; column++) {
            values[column] = numbers(Answers.member(quote, COLUMNS[column]), COLUMNS[column], seconds.length);
        }
        values[ADJ_CLOSE] = adjusted(indicators, seconds.length);
        return new YahooChart(request.timeframe(), result, values, seconds);
    }

    private static JsonNode only(JsonNode list, String what) throws ProviderException {
        if (Answers.array(list, what).size() != 1) {
            throw Answers.bad(what + " has " + list.size() + " elements");
        }
        return list.get(0);
    }

    private static long[] seconds(JsonNode list) throws ProviderException {
        long[] seconds = new long[list.size()];
        for (int row = 0; row < seconds.length; row++) {
            seconds[row] = BarTimes.ofSeconds(Answers.whole(list.get(row), "a timestamp"))
                    .getEpochSecond();
        }
        return seconds;
    }

    private static double[] numbers(JsonNode list, String what, int size) throws ProviderException {
        if (Answers.array(list, what).size() != size) {
            throw Answers.bad(list.size() + " values of " + what + " for " + size + " times");
        }
        double[] numbers = new double[size];
        for (int row = 0; row < size; row++) {
            numbers[row] = Answers.number(list.get(row), what);
        }
        return numbers;
    }

    private static double[] adjusted(JsonNode indicators, int size) throws ProviderException {
        if (!indicators.has("adjclose")) {
            double[] none = new double[size];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        JsonNode adjusted = only(indicators.get("adjclose"), "adjclose");
        return numbers(Answers.member(adjusted, "adjclose"), "adjclose", size);
    }

    /// The bars that were wanted.
    BarRows rows(AskedTimes times) throws ProviderException {
        dropMissing();
        long[] starts = new long[size];
        for (int row = 0; row < size; row++) {
            starts[row] = start(row);
        }
        takeLastTrade(starts);
        YahooEvents actions = timeframe.isIntraday() ? YahooEvents.none() : actions(starts);
        BarRows rows = new BarRows();
        for (int row = 0; row < size; row++) {
            boolean isWanted = isLastTrade(row) ? times.request().holds(starts[row]) : times.wants(starts[row]);
            if (isWanted) {
                add(rows, starts[row], row);
                actions.setOn(rows, row);
            }
        }
        return rows;
    }

    private YahooEvents actions(long[] starts) throws ProviderException {
        YahooEvents actions = new YahooEvents(starts, size);
        for (JsonNode event : events.path("dividends")) {
            actions.dividend(startOf(event), BarMembers.number(event, "amount"));
        }
        for (JsonNode event : events.path("splits")) {
            actions.split(
                    startOf(event), BarMembers.number(event, "numerator"), BarMembers.number(event, "denominator"));
        }
        return actions;
    }

    private long startOf(JsonNode event) throws ProviderException {
        long time = Answers.whole(Answers.member(event, "date"), "the date of an event");
        return BarTimes.startOfBar(timeframe, date(BarTimes.ofSeconds(time).atZone(zone)));
    }

    /// Whether a row is the last trade. That of a closed market may stand at the session's end, seconds before the
    /// trade.
    private boolean isLastTrade(int row) {
        if (row != size - 1) {
            return false;
        }
        long later = lastTrade - seconds[row];
        return later == 0 || (timeframe.isIntraday() && later > 0 && later < SECONDS_PER_MINUTE && isOnePrice(row));
    }

    private boolean isOnePrice(int row) {
        double close = values[CLOSE][row];
        return values[VOLUME][row] == 0
                && values[OPEN][row] == close
                && values[HIGH][row] == close
                && values[LOW][row] == close;
    }

    private long start(int row) throws ProviderException {
        ZonedDateTime time = BarTimes.ofSeconds(seconds[row]).atZone(zone);
        if (timeframe.isIntraday()) {
            return BarTimes.micros(time.toInstant());
        }
        return BarTimes.startOfBar(timeframe, isLastTrade(row) ? time.toLocalDate() : date(time));
    }

    /// Where clocks change at midnight, Yahoo's midnights are an hour or two early.
    private static LocalDate date(ZonedDateTime time) {
        boolean isEarlyMidnight = time.getHour() >= LATE_HOUR && time.getMinute() == 0 && time.getSecond() == 0;
        return isEarlyMidnight ? time.toLocalDate().plusDays(1) : time.toLocalDate();
    }

    private void takeLastTrade(long[] starts) {
        int last = size - 1;
        if (last < 0 || !isLastTrade(last)) {
            return;
        }
        if (timeframe.isIntraday()) {
            size--;
        } else if (last > 0 && starts[last] == starts[last - 1]) {
            if (timeframe.equals(Timeframe.DAILY)) {
                replace(last - 1, last);
            } else {
                include(last - 1, last);
            }
            size--;
        }
    }

    /// Two rows of a day: what the later one has counts.
    private void replace(int row, int later) {
        double high = higher(values[HIGH][row], values[HIGH][later]);
        double low = lower(values[LOW][row], values[LOW][later]);
        for (double[] column : values) {
            column[row] = either(column[later], column[row]);
        }
        values[HIGH][row] = high;
        values[LOW][row] = low;
    }

    /// A day that its week or month lacks. When both close alike, it is in there already, volume and all.
    private void include(int row, int day) {
        boolean isIncluded = values[CLOSE][row] == values[CLOSE][day];
        values[OPEN][row] = either(values[OPEN][row], values[OPEN][day]);
        values[HIGH][row] = higher(values[HIGH][row], values[HIGH][day]);
        values[LOW][row] = lower(values[LOW][row], values[LOW][day]);
        values[CLOSE][row] = either(values[CLOSE][day], values[CLOSE][row]);
        values[ADJ_CLOSE][row] = either(values[ADJ_CLOSE][day], values[ADJ_CLOSE][row]);
        double both = values[VOLUME][row] + values[VOLUME][day];
        values[VOLUME][row] =
                isIncluded ? values[VOLUME][row] : either(both, either(values[VOLUME][row], values[VOLUME][day]));
    }

    private static double either(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    private static double higher(double one, double other) {
        return either(Math.max(one, other), either(one, other));
    }

    private static double lower(double one, double other) {
        return either(Math.min(one, other), either(one, other));
    }

    private void dropMissing() {
        int kept = 0;
        for (int row = 0; row < size; row++) {
            if (!isMissing(row)) {
                seconds[kept] = seconds[row];
                for (double[] column : values) {
                    column[kept] = column[row];
                }
                kept++;
            }
        }
        size = kept;
    }

    private boolean isMissing(int row) {
        return Double.isNaN(values[OPEN][row])
                && Double.isNaN(values[HIGH][row])
                && Double.isNaN(values[LOW][row])
                && Double.isNaN(values[CLOSE][row]);
    }

    private void add(BarRows rows, long start, int row) throws ProviderException {
        rows.add(
                        start,
                        values[OPEN][row],
                        values[HIGH][row],
                        values[LOW][row],
                        values[CLOSE][row],
                        Answers.volume(values[VOLUME][row]))
                .set(BarRows.Field.ADJ_CLOSE, values[ADJ_CLOSE][row]);
    }
}
