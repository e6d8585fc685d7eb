package dev.tidemark.sources.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.files.SourceRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesAssemblerTest {
    private static final long DAY = 86_400_000_000L;
    private static final SeriesKey KEY = SeriesKey.parse("bars/1m/X");

    @TempDir
    Path folder;

    private Lake lake;
    private LakeWriter writer;

    @BeforeEach
    void open() {
        Lake.create(folder, LakeOptions.defaults());
        lake = Lake.open(folder, LakeOptions.defaults());
        writer = lake.writer(new Job("test", "test"));
    }

    @AfterEach
    void close() {
        writer.close();
        lake.close();
    }

    private SeriesAssembler assembler(long budget) {
        DatasetRecord dataset =
                new DatasetRecord(BarSchemas.BARS, BarSchemas.VERSION, ChunkSize.MONTH, false, new TreeMap<>());
        return new SeriesAssembler(lake, writer, KEY, dataset, Optional.empty(), budget);
    }

    /// The n-th row has the n-th time and n as close, so that the order of arrival shows in the content.
    private static void feed(SeriesAssembler assembler, long[] times) throws SourceRefusedException {
        for (int i = 0; i < times.length; i++) {
            TableBuilder rows = assembler.row(times[i]);
            if (rows != null) {
                rows.setString(BarColumns.SYMBOL, "X");
                rows.setLong(BarColumns.TS, times[i]);
                rows.setDouble(BarColumns.CLOSE, i);
                rows.endRow();
            }
        }
        assembler.endPass();
    }

    /// @return number of readings it took
    private static int feedAll(SeriesAssembler assembler, long[] times) throws SourceRefusedException {
        feed(assembler, times);
        int passes = 1;
        while (assembler.nextPass()) {
            feed(assembler, times);
            passes++;
        }
        return passes;
    }

    private static List<Partition> partitions(SeriesAssembler assembler) {
        return assembler.draft(new TreeMap<>()).after().orElseThrow().partitions();
    }

    private static long[] days(int count) {
        return LongStream.range(0, count).map(day -> day * DAY).toArray();
    }

    @Test
    void sortedRowsNeedOneReadingWhateverTheBudget() throws SourceRefusedException {
        SeriesAssembler roomy = assembler(1_000_000);
        SeriesAssembler tight = assembler(1);
        assertThat(feedAll(roomy, days(1000))).isOne();
        assertThat(feedAll(tight, days(1000))).isOne();
        assertThat(partitions(tight)).isEqualTo(partitions(roomy)).hasSize(33);
        assertThat(tight.rows()).isEqualTo(1000);
        assertThat(tight.findings()).isEmpty();
    }

    @Test
    void rowsInAnyOrderGiveTheSamePartitionsWhateverTheBudget() throws SourceRefusedException {
        Random random = new Random(7);
        long[] times =
                LongStream.range(0, 3000).map(_ -> random.nextInt(400) * DAY).toArray();
        SeriesAssembler roomy = assembler(1_000_000);
        assertThat(feedAll(roomy, times)).isOne();
        for (long budget : new long[] {1, 50, 700, 2500}) {
            SeriesAssembler tight = assembler(budget);
            assertThat(feedAll(tight, times)).isGreaterThan(1);
            assertThat(partitions(tight)).isEqualTo(partitions(roomy));
            assertThat(tight.findings()).isEqualTo(roomy.findings());
            assertThat(tight.draft(new TreeMap<>()).rows().imported()).isEqualTo(3000);
        }
        assertThat(roomy.findings()).containsKeys(FindingCode.UNSORTED, FindingCode.DUPLICATE_TIMESTAMPS);
    }

    @Test
    void aSourceThatIsAnotherOneAtItsSecondReadingIsRefused() throws SourceRefusedException {
        long[] times = {0, 40 * DAY, 80 * DAY, DAY};
        SeriesAssembler assembler = assembler(1);
        feed(assembler, times);
        assertThat(assembler.nextPass()).isTrue();
        assertThatThrownBy(() -> feed(assembler, new long[] {0, 40 * DAY, 80 * DAY}))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("changed");
    }
}
