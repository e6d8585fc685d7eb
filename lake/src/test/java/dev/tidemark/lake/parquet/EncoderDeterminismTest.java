package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The same table gives the same bytes: again, on another thread, after other tables, on another machine.
class EncoderDeterminismTest {
    /// Pins the bytes of a table of 3,000 rows, most chunks of it compressed. When it changes,
    /// [PartitionEncoder#WRITER_VERSION] has to change: partitions would be rebuilt for nothing.
    private static final String GOLDEN = "63cb6ab5d6e27b317ab66a282cc06ee650114dac19e28a746b0ebfba22a58a40";

    @Test
    void bytesAreThoseOfThisWriterVersion() {
        assertThat(PartitionEncoder.WRITER_VERSION).isEqualTo(1);
        assertThat(digest(golden())).isEqualTo(Digest.parse(GOLDEN));
    }

    @Test
    void bytesDoNotDependOnWhatWasEncodedBefore() {
        Digest first = digest(golden());
        for (int seed = 0; seed < 20; seed++) {
            digest(RandomTables.of(1000 * seed + 1, seed, row -> row % 5 == 0));
            assertThat(digest(golden())).isEqualTo(first);
        }
    }

    @Test
    void bytesDoNotDependOnThreads() throws Exception {
        List<Table> tables = new ArrayList<>();
        for (int seed = 0; seed < 40; seed++) {
            tables.add(RandomTables.of(700 * seed + 5, seed, row -> row % 11 == 0));
        }
        List<Digest> alone = tables.stream().map(EncoderDeterminismTest::digest).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Digest>> together = new ArrayList<>();
            for (Table table : tables) {
                together.add(threads.submit(() -> digest(table)));
            }
            for (int i = 0; i < alone.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void bytesDoNotDependOnTheColumnsOwnDictionary() {
        Schema schema = Schema.parse("s:string", null);
        var plain = new StringColumn(new String[] {"a", "b"}, new int[] {0, 1, -1, 0});
        var shuffled = new StringColumn(new String[] {"unused", "b", "a", "a"}, new int[] {2, 1, -1, 3});
        assertThat(digest(new Table(schema, List.of(plain)))).isEqualTo(digest(new Table(schema, List.of(shuffled))));
    }

    private static Table golden() {
        return RandomTables.of(3000, 42, row -> row % 7 == 3);
    }

    private static Digest digest(Table table) {
        return Digest.of(RandomTables.encode(table));
    }
}
