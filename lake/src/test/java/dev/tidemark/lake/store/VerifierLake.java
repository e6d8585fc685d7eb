package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.maintain.GcOptions;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lake with one of everything that the format has: chunks by `all`, `month`, `week` and `day`, inline and paged
/// manifests, all column types, nulls, names that need encoding, a table without time, a leaf of more than one block, a
/// removed series, a restored state, a tag and a horizon. For [IndependentVerifierIT].
final class VerifierLake {
    static final Schema TICKS = Schema.parse(
            "symbol:string,datetime:int64,price:double,size:int32,day:date,sold:boolean,condition:string,seen:timestamp",
            "datetime");
    static final DatasetName RAW_TICKS = DatasetName.parse("ticks/raw");

    private static final Schema NOTES = Schema.parse("id:int32,note:string", null);
    private static final LocalDate DAY = LocalDate.of(2024, 1, 30);
    private static final int MORE_THAN_A_BLOCK = 70_000;

    private VerifierLake() {}

    /// Makes it in an empty folder.
    static void make(Path folder) {
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            for (String symbol : List.of("A.US", "B.US", "NULL", "Ä & Ö.DE")) {
                bars(lake, Samples.DAILY, ChunkSize.ALL, symbol, DAY, 40);
            }
            lake.history().tag("first", lake.head());
            bars(lake, Samples.MINUTES, ChunkSize.MONTH, "LONG", LocalDate.of(2019, 6, 20), 400);
            bars(lake, Samples.MINUTES, ChunkSize.MONTH, "SHORT", DAY, 2);
            bars(lake, DatasetName.parse("bars/1h-raw"), ChunkSize.WEEK, "W", LocalDate.of(2020, 12, 28), 60);
            lake.maintenance().remove(Samples.DAILY, Optional.of("B.US"), Optional.empty(), Optional.empty());
            bars(lake, Samples.DAILY, ChunkSize.ALL, "A.US", DAY, 41);
            put(lake, RAW_TICKS, TICKS, ChunkSize.DAY, "2024-01-02", ticks(5));
            lake.maintenance().gc(GcOptions.ALL, Progress.NONE);
            put(lake, DatasetName.parse("notes/list"), NOTES, ChunkSize.ALL, "all", notes());
            put(lake, RAW_TICKS, TICKS, ChunkSize.DAY, "2024-01-03", ticks(MORE_THAN_A_BLOCK));
            lake.maintenance().restore(lake.at("first"));
            lake.maintenance().restore(lake.at(Long.toString(lake.head().number() - 1)));
        }
    }

    private static void bars(Lake lake, DatasetName dataset, ChunkSize size, String symbol, LocalDate from, int rows) {
        committed(Samples.put(lake, dataset, size, symbol, Samples.rows(symbol, from, rows, rows)));
    }

    /// Replaces the one series of a dataset by one partition.
    static void put(Lake lake, DatasetName dataset, Schema schema, ChunkSize size, String chunk, Table table) {
        SeriesKey key = new SeriesKey(dataset, schema.timeColumn() == null ? SeriesKey.NO_SYMBOL : "SHFE.rb2405");
        SortedMap<String, String> texts = new TreeMap<>(Map.of("source", "\"quoted\"\tä\u0001\\"));
        DatasetRecord record = new DatasetRecord(schema, 1, size, schema.timeColumn() == null, texts);
        try (LakeWriter writer = lake.writer(new Job("test", "put " + key))) {
            Partition partition = writer.write(key, record, chunk, table, texts);
            committed(commit(writer, key, record, partition, texts));
        }
    }

    static CommitOutcome commit(
            LakeWriter writer,
            SeriesKey key,
            DatasetRecord record,
            Partition partition,
            SortedMap<String, String> texts) {
        Snapshot head = writer.refresh();
        List<DatasetEdit> datasets = head.dataset(key.dataset()).isPresent()
                ? List.of()
                : List.of(new DatasetEdit(key.dataset(), Optional.empty(), Optional.of(record)));
        SeriesState state = new SeriesState(record.schema(), 1, record.chunkSize(), texts, List.of(partition));
        return writer.commit(
                "put " + key,
                datasets,
                List.of(new SeriesEdit(key, head.summary(key).map(SeriesSummary::manifest), Optional.of(state))));
    }

    static void committed(CommitOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    }

    /// Ticks of the night before and of the day, over the end of a month, with nulls in every column but the time.
    static Table ticks(int rows) {
        TableBuilder table = new TableBuilder(TICKS);
        long start = Instant.parse("2024-01-31T12:00:00Z").getEpochSecond() * 1_000_000_000L;
        for (int i = 0; i < rows; i++) {
            table.setLong(1, start + (long) i * i * 1_000_000L);
            if (i % 7 != 3) {
                table.setString(0, "SHFE.rb2405");
                table.setDouble(2, i % 3 == 0 ? 0.0 : -i / 3.0);
                table.setInt(3, -i);
                table.setInt(4, (int) LocalDate.of(1960, 1, 1).plusDays(i).toEpochDay());
                table.setBoolean(5, i % 2 == 0);
                table.setString(6, i % 5 == 0 ? "" : "ä€😀" + i % 11);
                table.setLong(7, -i * 1_000_003L);
            }
            table.endRow();
        }
        return table.build();
    }

    private static Table notes() {
        TableBuilder table = new TableBuilder(NOTES);
        for (int i = 0; i < 3; i++) {
            table.setInt(0, i);
            table.endRow();
        }
        return table.build();
    }
}
