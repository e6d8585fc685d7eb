package dev.tidemark.bench;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Generated bars as tables.
final class BarSample {
    static final Schema SCHEMA = Schema.parse(
            "symbol:string,ts:timestamp,open:double,high:double,low:double,close:double,volume:double", "ts");
    static final DatasetName MINUTES = DatasetName.parse("bars/1m");
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final long START_MICROS = 1_704_067_200_000_000L; // 2024-01-01

    private BarSample() {}

    static DatasetRecord record(ChunkSize size) {
        return new DatasetRecord(SCHEMA, 1, size, false, new TreeMap<>());
    }

    /// Minute bars `from` to `from + rows` after 2024-01-01 00:00 UTC.
    static Table minutes(String symbol, int from, int rows) {
        TableBuilder builder = new TableBuilder(SCHEMA);
        SplittableRandom random = new SplittableRandom(from);
        for (int i = 0; i < rows; i++) {
            double open = 100 + random.nextInt(1000) / 100.0;
            builder.setString(0, symbol);
            builder.setLong(1, START_MICROS + (from + i) * MICROS_PER_MINUTE);
            builder.setDouble(2, open);
            builder.setDouble(3, open + 0.5);
            builder.setDouble(4, open - 0.5);
            builder.setDouble(5, open + 0.25);
            builder.setDouble(6, random.nextInt(10_000));
            builder.endRow();
        }
        return builder.build();
    }
}
