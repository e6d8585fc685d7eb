package dev.tidemark.sources.ctp;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.OddBytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    private static final int ABSENT = -1;
    private static final int PREVIEW_CHARACTERS = 60;
    private static final List<String> NEEDED = Stream.concat(
                    Stream.of("TradingDay", "ActionDay", "UpdateTime", "UpdateMillisec", "InstrumentID"),
                    CtpColumn.ALL.stream().filter(column -> !column.isDeep()).map(CtpColumn::header))
            .toList();

    /// Reads a header line.
    ///
    /// @throws SourceRefusedException `BAD_HEADER` naming the columns that are missing or stand twice
    static CtpHeader of(byte[] line, int from, int to, String source) throws SourceRefusedException {
        FieldSplitter splitter = new FieldSplitter(MOST_FIELDS);
        int fields = splitter.split(line, from, to);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            String name = new String(line, splitter.start(i), splitter.length(i), StandardCharsets.UTF_8);
            if (places.put(name, i) != null) {
                throw refused(line, from, to, source, "'" + name + "' stands twice");
            }
        }
        List<String> missing =
                NEEDED.stream().filter(name -> !places.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw refused(line, from, to, source, "missing " + String.join(", ", missing));
        }
        return of(fields, places);
    }

    private static SourceRefusedException refused(byte[] line, int from, int to, String source, String why) {
        return new SourceRefusedException(
                RefusalReason.BAD_HEADER,
                "cannot import " + source + ": its first line is '"
                        + OddBytes.preview(line, from, to, PREVIEW_CHARACTERS)
                        + "', expected a header of CTP ticks; " + why);
    }

    private static CtpHeader of(int fields, Map<String, Integer> places) {
        int[] numbers = new int[CtpColumn.ALL.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = places.getOrDefault(CtpColumn.ALL.get(i).header(), ABSENT);
        }
        return new CtpHeader(
                fields,
                places.getOrDefault("TradingDay", ABSENT),
                places.getOrDefault("ActionDay", ABSENT),
                places.getOrDefault("UpdateTime", ABSENT),
                places.getOrDefault("UpdateMillisec", ABSENT),
                places.getOrDefault("InstrumentID", ABSENT),
                places.getOrDefault("ExchangeID", ABSENT),
                numbers);
    }
}
