package dev.tidemark.query;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/// A lake with daily bars in one file a series, minute-like bars by month, and ticks by trading day.
public final class QueryLake {
    static final DatasetName DAILY = DatasetName.parse("bars/1d");
    static final DatasetName MONTHLY = DatasetName.parse("bars/1m");
    static final DatasetName TICKS = DatasetName.parse("ticks/raw");
    static final Schema BARS = Schema.parse("symbol:string,ts:timestamp,close:double,volume:double", "ts");
    static final Schema TICK = Schema.parse("symbol:string,datetime:int64,last_price:double", "datetime");
    static final List<String> SYMBOLS = List.of("AAPL.US", "MSFT.US", "KQ.m@SHFE.cu", "NULL", "O'B.US");
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private QueryLake() {}

    /// Makes it in a folder and opens it.
    public static Lake create(Path folder) {
        Lake.create(folder, LakeOptions.defaults());
        Lake lake = Lake.open(folder, LakeOptions.defaults());
        for (String symbol : SYMBOLS) {
            put(lake, DAILY, BARS, ChunkSize.ALL, symbol, 500);
            put(lake, MONTHLY, BARS, ChunkSize.MONTH, symbol, 120);
        }
        put(lake, TICKS, TICK, ChunkSize.DAY, "SHFE.cu2402", 40);
        return lake;
    }

    /// Daily rows from 2024-01-01; for ticks 10 rows a day.
    static void put(Lake lake, DatasetName dataset, Schema schema, ChunkSize size, String symbol, int rows) {
        SeriesKey key = new SeriesKey(dataset, symbol);
        DatasetRecord record = new DatasetRecord(schema, 1, size, false, new TreeMap<>());
        boolean ticks = schema.equals(TICK);
        int seed = symbol.hashCode() % 100;
        ObjIntConsumer<TableBuilder> row = (b, i) -> {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(ticks ? i / 10 : i);
            b.setString(0, symbol);
            if (ticks) {
                b.setLong(1, day.toEpochDay() * MICROS_PER_DAY * 1000 + i * 500_000_000L);
                b.setDouble(2, 100 + i);
            } else {
                b.setLong(1, day.toEpochDay() * MICROS_PER_DAY);
                b.setDouble(2, seed + i / 4.0);
                if (i % 7 != 0) {
                    b.setDouble(3, i);
                }
            }
            b.endRow();
        };
        try (LakeWriter writer = lake.writer(new Job("test", symbol))) {
            List<Partition> partitions = new ArrayList<>();
            TableBuilder builder = new TableBuilder(schema);
            String chunk = "";
            for (int i = 0; i < rows; i++) {
                String label = size.labelOf(LocalDate.of(2024, 1, 1).plusDays(ticks ? i / 10 : i));
                if (!label.equals(chunk) && builder.rows() > 0) {
                    partitions.add(writer.write(key, record, chunk, builder.build(), new TreeMap<>()));
                }
                chunk = label;
                row.accept(builder, i);
            }
            Table last = builder.build();
            partitions.add(writer.write(key, record, chunk, last, new TreeMap<>()));
            List<DatasetEdit> datasets = lake.head().dataset(dataset).isPresent()
                    ? List.of()
                    : List.of(new DatasetEdit(dataset, Optional.empty(), Optional.of(record)));
            CommitOutcome outcome = writer.commit(
                    "put",
                    datasets,
                    List.of(new SeriesEdit(
                            key,
                            lake.head().summary(key).map(SeriesSummary::manifest),
                            Optional.of(new SeriesState(schema, 1, size, new TreeMap<>(), partitions)))));
            if (!(outcome instanceof CommitOutcome.Committed)) {
                throw new IllegalStateException("not committed: " + outcome);
            }
        }
    }
}
