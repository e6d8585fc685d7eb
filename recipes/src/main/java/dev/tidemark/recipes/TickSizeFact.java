package dev.tidemark.recipes;

import dev.tidemark.build.RecipeException;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.instrument.TickSize;
import dev.tidemark.market.instrument.TickSizes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tick size of a symbol as a declared fact: its registry row, or the shipped table. Another tick size is another
/// series.
record TickSizeFact(TickSizes tickSizes) {
    static final String NAME = "tick_size";

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    /// The inputs of a series that depends on its ticks and on the tick size of their last day.
    ///
    /// @throws RecipeException `tick_size_unknown`
    SeriesInputs inputs(Snapshot lake, DatasetName ticks, String symbol) {
        SeriesKey key = new SeriesKey(ticks, symbol);
        long last = lake.summary(key).map(SeriesSummary::maxTime).orElse(0L);
        double size = find(symbol, LocalDate.ofEpochDay(Math.floorDiv(last, NANOS_PER_DAY)));
        return new SeriesInputs(List.of(key), new TreeMap<>(Map.of(NAME, text(size))));
    }

    private double find(String symbol, LocalDate day) {
        return switch (tickSizes.find(symbol, day)) {
            case TickSize.Known known -> known.size();
            case TickSize.Unknown unknown ->
                throw new RecipeException(
                        "tick_size_unknown", unknown.message() + "; add a row with its tick_size to instruments.csv");
        };
    }

    static String text(double size) {
        String text = Double.toString(size);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
