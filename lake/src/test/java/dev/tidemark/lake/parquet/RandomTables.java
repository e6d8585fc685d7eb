package dev.tidemark.lake.parquet;

import dev.tidemark.lake.Compression;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Seeded tables over all column types, with columns of few and of many distinct values.
final class RandomTables {
    static final Schema ALL_TYPES = Schema.parse(
            "ts:timestamp,symbol:string,note:string,price:double,noise:double,size:int64,id:int64,level:int32,"
                    + "hash:int32,flag:boolean,day:date,seen:timestamp",
            "ts");

    static final SortedMap<String, String> FOOTER = new TreeMap<>(
            Map.of("tidemark.dataset", "bars/1m", "tidemark.symbol", "Ünïcode", "tidemark.chunk", "2024-01"));

    private static final String[] TEXTS = {
        "", "a", "x".repeat(70), "naïve 漢字 🚀", "tab\tnewline\nquote'\"", "SHFE.rb2405"
    };

    private RandomTables() {}

    /// @param isNull which rows are null in every column but the time
    static Table of(int rows, long seed, IntPredicate isNull) {
        Random random = new Random(seed);
        TableBuilder builder = new TableBuilder(ALL_TYPES);
        long micros = -rows * 500_000L; // half of the times are before 1970
        for (int row = 0; row < rows; row++) {
            micros += random.nextInt(2_000_000);
            builder.setLong(0, micros);
            if (!isNull.test(row)) {
                setValues(builder, random, row);
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static void setValues(TableBuilder builder, Random random, int row) {
        builder.setString(1, "AAPL.US");
        builder.setString(2, TEXTS[random.nextInt(TEXTS.length)] + (random.nextInt(8) == 0 ? random.nextInt() : ""));
        builder.setDouble(3, 100 + random.nextInt(50) / 4.0);
        builder.setDouble(4, random.nextInt(100) == 0 ? extremeDouble(random) : random.nextGaussian());
        builder.setLong(5, (long) random.nextInt(20) * 100);
        builder.setLong(6, random.nextInt(100) == 0 ? extremeLong(random) : random.nextLong());
        builder.setInt(7, row / 10 % 7);
        builder.setInt(8, random.nextInt(100) == 0 ? Integer.MIN_VALUE : random.nextInt());
        builder.setBoolean(9, random.nextBoolean());
        builder.setInt(10, row / 100 - 50);
        builder.setLong(11, random.nextInt());
    }

    private static double extremeDouble(Random random) {
        double[] extremes = {Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_NORMAL, 0.0, -0.0};
        return extremes[random.nextInt(extremes.length)];
    }

    private static long extremeLong(Random random) {
        return random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /// The file that the standard encoder makes of a table.
    static byte[] encode(Table table) {
        return encode(table, FOOTER);
    }

    static byte[] encode(Table table, SortedMap<String, String> footer) {
        return encode(table, footer, Compression.STANDARD);
    }

    static byte[] encode(Table table, SortedMap<String, String> footer, Compression compression) {
        ByteBuffer file = PartitionEncoder.of(compression).encode(table, footer);
        return Arrays.copyOfRange(
                file.array(), file.arrayOffset() + file.position(), file.arrayOffset() + file.limit());
    }
}
