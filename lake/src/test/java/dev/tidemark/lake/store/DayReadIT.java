package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.read.ReadingLake;
import dev.tidemark.lake.read.TableStream;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One day costs one file and one page of the manifest, in a series of 10,000 days. The JDK itself says which files
/// were read.
class DayReadIT {
    private static final int DAYS = 10_000;
    private static final LocalDate START = LocalDate.of(1997, 1, 1);

    @TempDir
    private Path folder;

    @Test
    void aDayCostsItsFileWhateverTheHistory() throws IOException {
        Lake.create(folder.resolve("lake"), LakeOptions.defaults());
        try (Lake lake = Lake.open(folder.resolve("lake"))) {
            TreeMap<String, Table> days = new TreeMap<>();
            for (int i = 0; i < DAYS; i++) {
                days.put(START.plusDays(i).toString(), ReadingLake.ticks(START.plusDays(i), i, 1, 2));
            }
            ReadingLake.put(lake, "ticks/raw/LONG", ChunkSize.DAY, days);
            days.keySet().retainAll(Set.of(START.toString()));
            ReadingLake.put(lake, "ticks/raw/SHORT", ChunkSize.DAY, days);
        }
        assertThat(cost("SHORT", START)).isEqualTo(new Cost(1, 2)); // its one partition stands in the root
        for (int day : new int[] {0, 1, 5_000, DAYS - 1}) {
            assertThat(cost("LONG", START.plusDays(day))).isEqualTo(new Cost(1, 3)); // record, root and page
        }
        assertThat(cost("LONG", START.plusDays(DAYS))).isEqualTo(new Cost(0, 3));
        assertThat(week()).isEqualTo(new Cost(7, 4)); // two pages: the days around a turn of half-years
    }

    /// What a read opened.
    ///
    /// @param files     files of data
    /// @param manifests records, roots and pages
    private record Cost(int files, long manifests) {}

    private Cost cost(String symbol, LocalDate day) throws IOException {
        return measured(lake -> {
            Table table = lake.dataset("ticks/raw").series(symbol).day(day);
            assertThat(table.rows()).isEqualTo(day.isBefore(START.plusDays(DAYS)) ? 2 : 0);
        });
    }

    private Cost week() throws IOException {
        LocalDate from = LocalDate.of(2010, 6, 28);
        return measured(lake -> {
            try (TableStream tables = lake.dataset("ticks/raw").series("LONG").range(from, from.plusDays(6))) {
                assertThat(tables).hasSize(7);
            }
        });
    }

    /// A piece of work on a lake.
    private interface Work {
        void on(Lake lake);
    }

    private Cost measured(Work work) throws IOException {
        try (Recording recording = new Recording();
                Lake lake = Lake.open(folder.resolve("lake"))) {
            recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
            recording.start();
            work.on(lake);
            recording.stop();
            Path dump = folder.resolve("recording.jfr");
            recording.dump(dump);
            Set<String> files = new HashSet<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(dump)) {
                String path = event.getString("path");
                if (path != null && path.endsWith(".parquet")) {
                    files.add(path);
                }
            }
            return new Cost(files.size(), ((LakeStore) lake).manifests().opened());
        }
    }
}
