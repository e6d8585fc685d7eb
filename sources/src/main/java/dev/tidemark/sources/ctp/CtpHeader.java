package dev.tidemark.sources.ctp;

import dev.tidemark.sources.text.FieldSplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a source has which column, by its header line.
///
/// @param fields      number of fields of a line
/// @param tradingDay  field of `TradingDay`
/// @param actionDay   field of `ActionDay`
/// @param updateTime  field of `UpdateTime`
/// @param millisecond field of `UpdateMillisec`
/// @param contract    field of `InstrumentID`
/// @param exchange    field of `ExchangeID`, or -1
/// @param numbers     field of each of [CtpColumn#ALL], or -1
@SuppressWarnings("ArrayRecordComponent") // never compared
record CtpHeader(
        int fields,
        int tradingDay,
        int actionDay,
        int updateTime,
        int millisecond,
        int contract,
        int exchange,
        int[] numbers) {
    /// Most columns of a source.
    static final int MOST_FIELDS = 64;

    private static final String EXCHANGE = "ExchangeID";
    private static final List<String> KEYS =
            List.of("TradingDay", "ActionDay", "UpdateTime", "UpdateMillisec", "InstrumentID");

    /// Reads a header line.
    ///
    /// @return null when columns are missing
    static @Nullable CtpHeader of(byte[] line, int from, int to) {
        Map<String, Integer> places = places(line, from, to);
        if (!missing(places).isEmpty()) {
            return null;
        }
        int[] numbers = new int[CtpColumn.ALL.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = places.getOrDefault(CtpColumn.ALL.get(i).header(), -1);
        }
        return new CtpHeader(
                places.size(),
                place(places, "TradingDay"),
                place(places, "ActionDay"),
                place(places, "UpdateTime"),
                place(places, "UpdateMillisec"),
                place(places, "InstrumentID"),
                places.getOrDefault(EXCHANGE, -1),
                numbers);
    }

    private static int place(Map<String, Integer> places, String name) {
        return places.getOrDefault(name, -1);
    }

    /// What a line lacks to be a header.
    static List<String> missing(byte[] line, int from, int to) {
        return missing(places(line, from, to));
    }

    private static List<String> missing(Map<String, Integer> places) {
        List<String> missing = new ArrayList<>(KEYS);
        CtpColumn.ALL.stream().filter(column -> !column.isDeep()).forEach(column -> missing.add(column.header()));
        missing.removeAll(places.keySet());
        return missing;
    }

    /// The names of a line; none when one stands twice or it cannot be split.
    private static Map<String, Integer> places(byte[] line, int from, int to) {
        FieldSplitter splitter = new FieldSplitter(MOST_FIELDS);
        int fields = splitter.split(line, from, to);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            String name = new String(line, splitter.start(i), splitter.length(i), StandardCharsets.UTF_8);
            if (places.put(name, i) != null) {
                return Map.of();
            }
        }
        return places;
    }
}
