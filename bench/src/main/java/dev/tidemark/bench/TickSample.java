package dev.tidemark.bench;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.TickSchemas;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Generated futures ticks of five levels: prices walk in ticks of 5, volumes are whole numbers, totals rise.
final class TickSample {
    static final DatasetName RAW = DatasetName.parse("ticks/raw");
    static final LocalDate START = LocalDate.of(1997, 1, 1);

    /// The 27 columns that hold numbers.
    static final List<String> NUMBERS = TickSchemas.FUTURES.fields().stream()
            .filter(field -> field.type() == ColumnType.FLOAT64)
            .map(Field::name)
            .toList();

    private static final DatasetRecord RECORD = TickSchemas.ticks(TickSchemas.FUTURES, new TreeMap<>());
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long NANOS_PER_TICK = 500_000_000L;
    private static final int LEVEL_COLUMNS = 4;

    private TickSample() {}

    /// A trading day of `rows` ticks; what it holds is a function of the arguments.
    static Table day(String symbol, LocalDate day, int rows) {
        TableBuilder builder = new TableBuilder(TickSchemas.FUTURES);
        SplittableRandom random = new SplittableRandom(day.toEpochDay());
        double price = 15_000;
        double volume = 0;
        double amount = 0;
        for (int row = 0; row < rows; row++) {
            price += 5 * (random.nextInt(3) - 1);
            double traded = 2 * random.nextInt(30);
            volume += traded;
            amount += traded * price * 10;
            builder.setString(0, symbol);
            builder.setLong(1, day.toEpochDay() * NANOS_PER_DAY + row * NANOS_PER_TICK);
            double[] totals = {
                price, amount / Math.max(1, volume * 10), 15_400, 14_600, volume, amount, 300_000 + row % 977
            };
            for (int c = 0; c < totals.length; c++) {
                builder.setDouble(2 + c, totals[c]);
            }
            for (int level = 0; level < TickSchemas.LEVELS; level++) {
                int first = 2 + totals.length + LEVEL_COLUMNS * level;
                builder.setDouble(first, price - 5 * (level + 1));
                builder.setDouble(first + 1, 1 + random.nextInt(400));
                builder.setDouble(first + 2, price + 5 * level);
                builder.setDouble(first + 3, 1 + random.nextInt(400));
            }
            builder.endRow();
        }
        return builder.build();
    }

    /// Commits a series of consecutive days.
    ///
    /// @param rows how many rows each day has, in order
    static void put(Lake lake, String symbol, int[] rows) {
        try (LakeWriter writer = lake.writer(new Job("bench", symbol))) {
            List<Partition> partitions = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                partitions.add(write(writer, symbol, START.plusDays(i), rows[i]));
            }
            commit(lake, writer, Map.of(symbol, partitions));
        }
    }

    /// Commits some series of equal consecutive days at once.
    static void put(Lake lake, List<String> symbols, int days, int rows) {
        try (LakeWriter writer = lake.writer(new Job("bench", "series"))) {
            Map<String, List<Partition>> series = new LinkedHashMap<>();
            for (String symbol : symbols) {
                List<Partition> partitions = new ArrayList<>();
                for (int i = 0; i < days; i++) {
                    partitions.add(write(writer, symbol, START.plusDays(i), rows));
                }
                series.put(symbol, partitions);
            }
            commit(lake, writer, series);
        }
    }

    /// Commits one day more, or another one in its place.
    static void putDay(Lake lake, String symbol, LocalDate day, int rows) {
        try (LakeWriter writer = lake.writer(new Job("bench", symbol))) {
            List<Partition> partitions = new ArrayList<>(
                    lake.head().series(key(symbol)).orElseThrow().partitions());
            partitions.removeIf(partition -> partition.chunk().equals(day.toString()));
            partitions.add(write(writer, symbol, day, rows));
            partitions.sort(Comparator.comparing(Partition::chunk));
            commit(lake, writer, Map.of(symbol, partitions));
        }
    }

    private static SeriesKey key(String symbol) {
        return new SeriesKey(RAW, symbol);
    }

    private static Partition write(LakeWriter writer, String symbol, LocalDate day, int rows) {
        return writer.write(key(symbol), RECORD, day.toString(), day(symbol, day, rows), new TreeMap<>());
    }

    private static void commit(Lake lake, LakeWriter writer, Map<String, List<Partition>> series) {
        List<DatasetEdit> datasets = lake.head().dataset(RAW).isPresent()
                ? List.of()
                : List.of(new DatasetEdit(RAW, Optional.empty(), Optional.of(RECORD)));
        List<SeriesEdit> edits = new ArrayList<>();
        series.forEach((symbol, partitions) -> edits.add(new SeriesEdit(
                key(symbol),
                lake.head().summary(key(symbol)).map(SeriesSummary::manifest),
                Optional.of(new SeriesState(
                        TickSchemas.FUTURES, TickSchemas.VERSION, ChunkSize.DAY, new TreeMap<>(), partitions)))));
        CommitOutcome outcome = writer.commit("bench", datasets, edits);
        Bench.check(outcome instanceof CommitOutcome.Committed, "no commit: " + outcome);
    }
}
