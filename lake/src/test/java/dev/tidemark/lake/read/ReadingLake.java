package dev.tidemark.lake.read;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lake to read from: ticks by trading day, and whatever else a test puts.
public final class ReadingLake {
    /// Nanosecond ticks of a trading day.
    public static final Schema TICKS = Schema.parse("symbol:string,datetime:int64,last_price:double", "datetime");

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private ReadingLake() {}

    static Lake create(Path folder) {
        LakeOptions options = LakeOptions.defaults().withFiles(new UnsyncedFileOps());
        Lake.create(folder, options);
        return Lake.open(folder, options);
    }

    /// Ticks at the given nanoseconds after midnight of a date; the price tells the row.
    public static Table ticks(LocalDate day, double price, long... nanosOfDay) {
        TableBuilder builder = new TableBuilder(TICKS);
        for (int row = 0; row < nanosOfDay.length; row++) {
            builder.setString(0, "T");
            builder.setLong(1, day.toEpochDay() * NANOS_PER_DAY + nanosOfDay[row]);
            builder.setDouble(2, price + row);
            builder.endRow();
        }
        return builder.build();
    }

    /// Makes or replaces a series of the given partitions.
    public static void put(Lake lake, String name, ChunkSize size, SortedMap<String, Table> chunks) {
        SeriesKey key = SeriesKey.parse(name);
        Schema schema = chunks.firstEntry().getValue().schema();
        DatasetRecord record = new DatasetRecord(schema, 1, size, false, new TreeMap<>());
        try (LakeWriter writer = lake.writer(new Job("test", name))) {
            List<Partition> partitions = new ArrayList<>();
            for (Map.Entry<String, Table> chunk : chunks.entrySet()) {
                partitions.add(writer.write(key, record, chunk.getKey(), chunk.getValue(), new TreeMap<>()));
            }
            DatasetName dataset = key.dataset();
            List<DatasetEdit> datasets = lake.head().dataset(dataset).isPresent()
                    ? List.of()
                    : List.of(new DatasetEdit(dataset, Optional.empty(), Optional.of(record)));
            Optional<Digest> before = lake.head().summary(key).map(SeriesSummary::manifest);
            SeriesState state = new SeriesState(schema, 1, size, new TreeMap<>(), partitions);
            CommitOutcome outcome =
                    writer.commit("put", datasets, List.of(new SeriesEdit(key, before, Optional.of(state))));
            if (!(outcome instanceof CommitOutcome.Committed)) {
                throw new IllegalStateException(outcome.toString());
            }
        }
    }
}
