package dev.tidemark.recipes;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Imported daily bars of one symbol, of weekdays, quiet unless made otherwise.
final class DailyBars {
    static final DatasetName DAILY = new DatasetName("bars", "1d");

    private static final Schema SCHEMA = BarsRecipe.SCHEMA;

    private final SortedMap<LocalDate, double[]> bars = new TreeMap<>();
    private final Set<LocalDate> imputed = new HashSet<>();
    private final SortedMap<String, String> attributes = new TreeMap<>();

    /// Quiet bars of all weekdays of a range.
    static DailyBars quiet(LocalDate from, LocalDate to) {
        DailyBars bars = new DailyBars();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
                double close = 100 + day.getDayOfYear() % 3;
                bars.set(day, close, close + 1, close - 1, close, 1000);
            }
        }
        return bars;
    }

    DailyBars set(LocalDate day, double open, double high, double low, double close, double volume) {
        bars.put(day, new double[] {open, high, low, close, volume});
        return this;
    }

    DailyBars with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /// A bar that a fill made.
    DailyBars filled(LocalDate day) {
        imputed.add(day);
        return set(day, 1, 1, 1, 1, 0);
    }

    DailyBars without(LocalDate day) {
        bars.remove(day);
        imputed.remove(day);
        return this;
    }

    /// A bar whose high lies below its low.
    DailyBars broken(LocalDate day) {
        return set(day, 100, 99, 101, 100, 1000);
    }

    int rows() {
        return bars.size();
    }

    /// Makes the series of a symbol exactly these bars.
    void into(FuturesWorld world, DatasetName dataset, String symbol, ChunkSize chunk) {
        SortedMap<String, TableBuilder> chunks = new TreeMap<>();
        bars.forEach((day, values) -> {
            TableBuilder rows = chunks.computeIfAbsent(chunk.labelOf(day), _ -> new TableBuilder(SCHEMA));
            rows.setString(0, symbol);
            rows.setLong(1, day.toEpochDay() * 86_400_000_000L);
            for (int i = 0; i < values.length; i++) {
                rows.setDouble(2 + i, values[i]);
            }
            rows.setBoolean(SCHEMA.indexOf("imputed"), imputed.contains(day));
            rows.endRow();
        });
        SortedMap<String, Table> tables = new TreeMap<>();
        for (Map.Entry<String, TableBuilder> each : chunks.entrySet()) {
            tables.put(each.getKey(), each.getValue().build());
        }
        DatasetRecord record = new DatasetRecord(SCHEMA, 1, chunk, false, new TreeMap<>());
        world.put(new SeriesKey(dataset, symbol), record, tables, attributes);
    }
}
