package dev.tidemark.sources.ctp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes CTP files for tests.
final class CtpText {
    static final List<String> COLUMNS = columns();

    private CtpText() {}

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(
                List.of(("TradingDay,InstrumentID,ExchangeID,ExchangeInstID,LastPrice,PreSettlementPrice,PreClosePrice,"
                                + "PreOpenInterest,OpenPrice,HighestPrice,LowestPrice,Volume,Turnover,OpenInterest,"
                                + "ClosePrice,SettlementPrice,UpperLimitPrice,LowerLimitPrice,PreDelta,CurrDelta,"
                                + "UpdateTime,UpdateMillisec")
                        .split(",", -1)));
        for (int level = 1; level <= 5; level++) {
            columns.addAll(List.of("BidPrice" + level, "BidVolume" + level, "AskPrice" + level, "AskVolume" + level));
        }
        columns.addAll(List.of("AveragePrice", "ActionDay"));
        return List.copyOf(columns);
    }

    /// A header and rows, every field in quotes.
    static String file(String... rows) {
        return line(COLUMNS) + "\n" + String.join("\n", rows) + "\n";
    }

    static String line(List<String> fields) {
        return fields.stream().map(field -> '"' + field + '"').collect(Collectors.joining(","));
    }

    /// A row of `ru1901` with the best level only.
    ///
    /// @param changes column names and values in turn
    static String row(String tradingDay, String actionDay, String time, String... changes) {
        return line(COLUMNS.stream()
                .map(values(tradingDay, actionDay, time, changes)::get)
                .toList());
    }

    static Map<String, String> values(String tradingDay, String actionDay, String time, String... changes) {
        Map<String, String> values = new HashMap<>();
        COLUMNS.forEach(column -> values.put(column, column.matches(".*(Price|Delta).*") ? "N/A" : "0"));
        values.putAll(Map.of(
                "TradingDay", tradingDay,
                "ActionDay", actionDay,
                "UpdateTime", time,
                "UpdateMillisec", "500",
                "InstrumentID", "ru1901",
                "ExchangeID", "",
                "LastPrice", "12485.00",
                "Volume", "3174",
                "Turnover", "396132700.00",
                "OpenInterest", "309896.00"));
        values.putAll(Map.of(
                "HighestPrice", "12490.00",
                "LowestPrice", "12480.00",
                "BidPrice1", "12485.00",
                "BidVolume1", "17",
                "AskPrice1", "12490.00",
                "AskVolume1", "19",
                "AveragePrice", "124805.5135"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        return values;
    }
}
